// SPDX-License-Identifier: GPL-3.0-or-later
// Five philosophers share five forks; each eats with the two forks beside them. A meal is a
// behavior on both forks: it acquires both or none. So nobody starves holding one fork, and no
// order of taking the forks has to be defined.
#include <boc/boc.h>

#include <cstddef>
#include <iostream>
#include <vector>

namespace {

constexpr std::size_t seats = 5;
constexpr int meals = 100;

struct Fork
{
    int uses = 0;
};

struct Philosopher
{
    int eaten = 0;
};

// One meal, which schedules the next one.
void dine(const boc::Cown<Philosopher> &who, const boc::Cown<Fork> &left,
          const boc::Cown<Fork> &right)
{
    boc::when(who, left, right) << [](auto who, auto left, auto right) {
        ++left->uses;
        ++right->uses;
        if (++who->eaten < meals)
            dine(who.cown(), left.cown(), right.cown());
    };
}

} // namespace

int main()
{
    boc::Runtime runtime;
    std::vector<boc::Cown<Philosopher>> philosophers;
    std::vector<boc::Cown<Fork>> forks;
    for (std::size_t i = 0; i < seats; ++i) {
        philosophers.emplace_back();
        forks.emplace_back();
    }
    for (std::size_t i = 0; i < seats; ++i)
        dine(philosophers[i], forks[i], forks[(i + 1) % seats]);

    runtime.quiesce(); // dinner is over; the workers are still running
    boc::when(philosophers, forks) << [](auto philosophers, auto forks) {
        for (std::size_t i = 0; i < seats; ++i) {
            std::cout << "philosopher " << i << " ate " << philosophers[i]->eaten << " times, fork "
                      << i << " was used " << forks[i]->uses << " times\n";
        }
    };
    runtime.wait();
}
