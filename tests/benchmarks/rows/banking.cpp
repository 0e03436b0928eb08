// SPDX-License-Identifier: GPL-3.0-or-later
// Tellers that each move money between two accounts drawn at random, again and again.
#include "benchmarks/rows/banking.h"

#include "benchmarks/rows/loop_clock.h"
#include "benchmarks/rows/observed_runtime.h"
#include "benchmarks/rows/random.h"
#include "benchmarks/rows/rows.h"

#include <boc/boc.h>

#include <vector>

namespace cownscope::benchmark {

namespace {

struct Account
{
    std::int64_t balance = 0;
};

struct Teller
{
    Random random;
    std::uint64_t left;
};

struct Bank
{
    std::vector<boc::Cown<Account>> accounts;
    std::vector<boc::Cown<Teller>> tellers;
    LoopClock clock;

    void schedule(const boc::Cown<Teller> &self)
    {
        boc::when(self) << [this, &self](auto teller) {
            const std::uint64_t from = teller->random.next() % banking::accounts;
            const std::uint64_t to = teller->random.nextBut(from, banking::accounts);
            boc::when(accounts[from], accounts[to]) << [](auto from, auto to) {
                from->balance -= 1;
                to->balance += 1;
            };
            if (--teller->left != 0)
                schedule(self);
            else
                clock.loopDone();
        };
    }
};

} // namespace

Sample measureBanking(const SampleOptions &options)
{
    const std::uint64_t tellers = banking::tellersPerWorker * options.workers;
    const Shares shares(options.operationsOr(banking::operationsPerWorker * options.workers),
                        tellers);
    Bank bank{.accounts = {}, .tellers = {}, .clock = LoopClock(tellers)};
    ObservedRuntime runtime(options);
    for (std::uint64_t account = 0; account < banking::accounts; ++account)
        bank.accounts.emplace_back(Account{});
    for (std::uint64_t teller = 0; teller < tellers; ++teller)
        bank.tellers.emplace_back(Teller{Random(teller), shares.each});
    runtime.when() << [&bank] {
        bank.clock.begin();
        for (const boc::Cown<Teller> &teller : bank.tellers)
            bank.schedule(teller);
    };
    runtime.quiesce();
    return {{"", bank.clock.perSecond(shares.total)}};
}

} // namespace cownscope::benchmark
