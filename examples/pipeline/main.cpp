// SPDX-License-Identifier: GPL-3.0-or-later

// A pipeline whose producer is faster than its stages: the producer waits for room, so that only a
// few items are in flight at any time.

#include <boc/boc.h>

#include <algorithm>
#include <cstdint>
#include <iostream>
#include <utility>

namespace {

constexpr int items = 10000;
constexpr std::uint64_t limit = 32; // behaviors in flight; an item needs two

struct Tally
{
    int words = 0;
    long total = 0;
};

/// The first stage: items are independent of each other, so any number of workers may parse.
long parse(int item)
{
    return item % 7;
}

} // namespace

int main()
{
    boc::Runtime runtime;
    boc::Cown<Tally> tally;
    std::uint64_t most = 0;
    for (int item = 0; item < items; ++item) {
        runtime.waitForRoom(limit - 1); // two behaviors must fit under the limit
        const boc::Cown<long> parsed = boc::when() << [item] { return parse(item); };
        // The second stage: waits for its item, and for its turn on the tally.
        boc::when(parsed, tally) << [](auto parsed, auto tally) {
            ++tally->words;
            tally->total += *parsed;
        };
        most = std::max(most, runtime.inFlight());
    }
    runtime.quiesce();
    const Tally result = boc::take(std::move(tally));
    std::cout << result.words << " items, total " << result.total << ", "
              << (most <= limit ? "never more" : "more") << " than " << limit << " in flight\n";
}
