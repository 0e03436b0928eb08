// SPDX-License-Identifier: GPL-3.0-or-later
// Every number is the result of a behavior on two other results. The whole tree is scheduled at
// once, and runs from its leaves on all workers as operands become ready.
#include <boc/boc.h>

#include <cstdint>
#include <iostream>

namespace {

boc::Cown<std::uint64_t> fibonacci(unsigned n)
{
    if (n < 2)
        return boc::Cown<std::uint64_t>{n};
    return boc::when(fibonacci(n - 1), fibonacci(n - 2)) << [](auto a, auto b) { return *a + *b; };
}

} // namespace

int main()
{
    boc::Runtime runtime;
    boc::Cown<std::uint64_t> result = fibonacci(20);
    boc::when(result) << [](auto result) { std::cout << "fibonacci(20) = " << *result << '\n'; };
    runtime.wait();
}
