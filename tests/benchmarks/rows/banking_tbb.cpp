// SPDX-License-Identifier: GPL-3.0-or-later
// The bank with tasks and locks: a task for each step of a teller, one for each transfer.
#include "benchmarks/rows/banking.h"
#include "benchmarks/rows/loop_clock.h"
#include "benchmarks/rows/random.h"
#include "benchmarks/rows/rows.h"
#include "benchmarks/rows/tbb_arena.h"

#include <memory>
#include <vector>

namespace cownscope::benchmark {

namespace {

// Lines of their own, as cowns have.
struct alignas(64) Account
{
    std::mutex mutex;
    std::int64_t balance = 0;
};

struct alignas(64) Teller
{
    Random random;
    std::uint64_t left;
};

class Bank
{
public:
    Bank(std::uint64_t tellers, std::uint64_t transfersEach)
        : m_accounts(std::make_unique<Account[]>(banking::accounts))
        , m_clock(1)
    {
        for (std::uint64_t teller = 0; teller < tellers; ++teller)
            m_tellers.push_back({Random(teller), transfersEach});
    }

    // Ends when all transfers are made: a group's threads begin with the task that came last, so
    // that transfers would otherwise be left over when the last teller is done.
    double transfersPerSecond(unsigned threads, std::uint64_t transfers)
    {
        runInArena(threads, [this](tbb::task_group &group) {
            m_clock.begin();
            for (Teller &teller : m_tellers)
                group.run([this, &group, &teller] { step(group, teller); });
        });
        m_clock.loopDone();
        return m_clock.perSecond(transfers);
    }

private:
    void step(tbb::task_group &group, Teller &teller)
    {
        Account &from = m_accounts[teller.random.next() % banking::accounts];
        Account &to = m_accounts[teller.random.nextBut(
            static_cast<std::uint64_t>(&from - m_accounts.get()), banking::accounts)];
        // The next step first: the thread then does the transfer before it, and there is never
        // more than one transfer of a teller about.
        if (--teller.left != 0)
            group.run([this, &group, &teller] { step(group, teller); });
        group.run([&from, &to] {
            const PairLock lock(from.mutex, to.mutex);
            from.balance -= 1;
            to.balance += 1;
        });
    }

    std::unique_ptr<Account[]> m_accounts;
    std::vector<Teller> m_tellers;
    LoopClock m_clock;
};

} // namespace

Sample measureBankingTbb(const SampleOptions &options)
{
    const std::uint64_t tellers = banking::tellersPerWorker * options.workers;
    const Shares shares(options.operationsOr(banking::operationsPerWorker * options.workers),
                        tellers);
    return {{"", Bank(tellers, shares.each).transfersPerSecond(options.workers, shares.total)}};
}

} // namespace cownscope::benchmark
