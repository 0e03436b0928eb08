// SPDX-License-Identifier: GPL-3.0-or-later
// Money moves between accounts while audits add up all balances. A transfer holds its two accounts;
// an audit reads all accounts, so it never sees half of a transfer.
#include <boc/boc.h>

#include <algorithm>
#include <cstddef>
#include <iostream>
#include <vector>

namespace {

struct Account
{
    int balance = 0;
};

using Accounts = std::vector<boc::Cown<Account>>;

void transfer(const boc::Cown<Account> &from, const boc::Cown<Account> &to, int amount)
{
    boc::when(from, to) << [amount](auto from, auto to) {
        const int moved = std::min(from->balance, amount);
        from->balance -= moved;
        to->balance += moved;
    };
}

boc::Cown<int> audit(const Accounts &accounts)
{
    return boc::when(boc::read(accounts)) << [](auto accounts) {
        int total = 0;
        for (const auto &account : accounts)
            total += account->balance;
        return total;
    };
}

} // namespace

int main()
{
    boc::Runtime runtime;
    Accounts accounts;
    for (int i = 0; i < 8; ++i)
        accounts.emplace_back(Account{1000});

    std::vector<boc::Cown<int>> totals;
    for (std::size_t i = 0; i < 10000; ++i) {
        const std::size_t from = i * 5 % accounts.size();
        const std::size_t to = (from + 1 + i % 7) % accounts.size();
        transfer(accounts[from], accounts[to], static_cast<int>(i % 400));
        if (i % 100 == 0)
            totals.push_back(audit(accounts));
    }

    boc::Cown<void> judged = boc::when(boc::read(totals)) << [](auto totals) {
        const auto right =
            std::count_if(totals.begin(), totals.end(), [](const auto &t) { return *t == 8000; });
        std::cout << right << " of " << totals.size() << " audits found 8000\n";
    };
    // The same in every run: behaviors that share an account run in the order in which they were
    // scheduled.
    boc::when(boc::read(accounts), boc::read(judged)) << [](auto accounts, auto) {
        std::cout << "at the end:";
        for (const auto &account : accounts)
            std::cout << ' ' << account->balance;
        std::cout << '\n';
    };
    runtime.wait();
}
