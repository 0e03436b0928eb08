// SPDX-License-Identifier: GPL-3.0-or-later
// Two accounts and a transfer between them, without locks and without deadlocks.
#include <boc/boc.h>

#include <algorithm>
#include <iostream>

struct Account
{
    int balance = 0;
};

int main()
{
    boc::Runtime runtime({.workers = 2});
    boc::Cown<Account> alice(Account{100});
    boc::Cown<Account> bob(Account{20});

    // Runs once it holds both accounts. Its result is stored in a new cown.
    boc::Cown<int> moved = boc::when(alice, bob) << [](auto from, auto to) {
        const int amount = std::min(from->balance, 30);
        from->balance -= amount;
        to->balance += amount;
        return amount;
    };

    // Runs after the transfer, since it needs the same cowns; it only reads them.
    boc::when(boc::read(moved), boc::read(alice), boc::read(bob))
        << [](auto amount, auto first, auto second) {
               std::cout << "moved " << *amount << ": Alice has " << first->balance << ", Bob has "
                         << second->balance << '\n';
           };

    runtime.wait();
}
