// SPDX-License-Identifier: GPL-3.0-or-later
// Four lanes search for a divisor, each a chain of short behaviors. The lane that finds it writes a
// notice; the others see it at the beginning of their next step and stop.
#include <boc/boc.h>

#include <cstdint>
#include <iostream>

namespace {

constexpr std::uint64_t lanes = 4;
constexpr std::uint64_t candidatesPerStep = 1000;

// Tries every fourth odd number for a while, and continues in another behavior.
void search(std::uint64_t number, std::uint64_t candidate)
{
    boc::when() << [number, candidate]() mutable {
        if (boc::notice::read<std::uint64_t>("divisor"))
            return; // another lane was faster
        for (std::uint64_t i = 0; i < candidatesPerStep; ++i, candidate += 2 * lanes) {
            if (candidate * candidate > number)
                return; // this lane has none
            if (number % candidate == 0) {
                boc::notice::write("divisor", candidate);
                return;
            }
        }
        search(number, candidate);
    };
}

} // namespace

int main()
{
    // Two primes, one of them small: without the notice, three lanes would continue up to the
    // square root.
    constexpr std::uint64_t number = std::uint64_t{10007} * 1000000007;
    boc::Runtime runtime;
    for (std::uint64_t lane = 0; lane < lanes; ++lane)
        search(number, 3 + 2 * lane);
    runtime.wait();

    // The noticeboard can still be read after wait().
    const auto divisor = runtime.noticeboard().read<std::uint64_t>("divisor");
    if (divisor)
        std::cout << number << " = " << *divisor << " * " << number / *divisor << '\n';
    else
        std::cout << number << " is prime\n";
}
