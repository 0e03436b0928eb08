// SPDX-License-Identifier: GPL-3.0-or-later
// Workers count primes; only the main thread prints. An object that must stay on one thread, here
// the console, lives in a pinned cown. There is no event loop: wait() runs the pinned behaviors.
#include <boc/boc.h>

#include <cstdint>
#include <iostream>
#include <thread>

namespace {

// Checks that it is used on one thread only.
class Console
{
public:
    void print(std::uint64_t first, std::uint64_t last, std::uint64_t primes)
    {
        m_total += primes;
        std::cout << first << " to " << last << ": " << primes << " primes, " << m_total
                  << " so far" << (std::this_thread::get_id() == m_home ? "" : " (WRONG THREAD)")
                  << '\n';
    }

private:
    std::thread::id m_home = std::this_thread::get_id();
    std::uint64_t m_total = 0;
};

bool isPrime(std::uint64_t number)
{
    for (std::uint64_t divisor = 2; divisor * divisor <= number; ++divisor) {
        if (number % divisor == 0)
            return false;
    }
    return number >= 2;
}

} // namespace

int main()
{
    constexpr std::uint64_t chunk = 25000;
    boc::Runtime runtime;
    boc::PinnedCown<Console> console;

    for (std::uint64_t first = 0; first < 4 * chunk; first += chunk) {
        // Needs no cown, so chunks are counted in parallel …
        boc::Cown<std::uint64_t> primes = boc::when() << [first] {
            std::uint64_t count = 0;
            for (std::uint64_t number = first; number < first + chunk; ++number)
                count += isPrime(number) ? 1u : 0u;
            return count;
        };
        // … and printed in the order of scheduling, since all of these need the console.
        boc::when(console, boc::read(primes))
            << [first](auto out, auto count) { out->print(first, first + chunk - 1, *count); };
    }

    runtime.wait();
}
