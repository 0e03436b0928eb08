// SPDX-License-Identifier: GPL-3.0-or-later
// What cowns and behaviors take of the machine's memory, and whether a long run takes more and
// more. Resident memory counts, since that is what there is to pay, whoever got it from where.
#include "benchmarks/rows/chain_ring.h"
#include "benchmarks/rows/rows.h"

#include <boc/boc.h>

#include <array>
#include <atomic>
#include <fstream>
#include <vector>

#include <malloc.h>
#include <unistd.h>

namespace cownscope::benchmark {

namespace {

constexpr std::uint64_t objects = 500'000;
constexpr std::uint64_t usualBehaviors = 100'000'000;

double residentBytes()
{
    std::ifstream statm("/proc/self/statm");
    double total = 0;
    double resident = 0;
    statm >> total >> resident;
    return resident * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

// As malloc sees it, its own overhead included.
double allocatedBytes()
{
    const struct mallinfo2 info = ::mallinfo2();
    return static_cast<double>(info.uordblks + info.hblkhd);
}

class Growth
{
public:
    // By so many objects.
    Sample of(const std::string &name, std::uint64_t count) const
    {
        const auto divisor = static_cast<double>(count);
        return {{name, (residentBytes() - m_resident) / divisor},
                {name + " malloc", (allocatedBytes() - m_allocated) / divisor}};
    }

private:
    double m_resident = residentBytes();
    double m_allocated = allocatedBytes();
};

} // namespace

Sample measureMemoryOfCowns(const SampleOptions &)
{
    std::vector<boc::Cown<std::uint64_t>> cowns(objects, boc::Cown<std::uint64_t>::empty());
    const Growth growth;
    for (boc::Cown<std::uint64_t> &cown : cowns)
        cown = boc::Cown<std::uint64_t>(0u);
    return growth.of("cown", objects);
}

// Behaviors that wait for their cowns, which one that runs keeps meanwhile.
Sample measureMemoryOfBehaviors(const SampleOptions &options)
{
    boc::Runtime runtime({.workers = options.workers});
    const boc::Cown<std::uint64_t> a{0u};
    const boc::Cown<std::uint64_t> b{0u};
    const boc::Cown<std::uint64_t> c{0u};
    std::atomic<bool> open = false;
    runtime.when(a, b, c) << [&open](auto, auto, auto) {
        while (!open.load(std::memory_order_relaxed)) {
        }
    };
    const Growth growth;
    for (std::uint64_t i = 0; i < objects; ++i) {
        const std::array<std::uint64_t, 4> closure{i, i, i, i};
        static_assert(sizeof closure == 32);
        runtime.when(a, b, c) <<
            [closure](auto a, auto b, auto) { *a += closure[0] + *b * closure[3]; };
    }
    const Sample sample = growth.of("behavior", objects);
    open = true;
    runtime.quiesce();
    return sample;
}

// What the second half of a run adds to what the first one took.
Sample measureMemoryOfLongRun(const SampleOptions &options)
{
    constexpr double mebibyte = 1 << 20;
    const std::uint64_t behaviors = options.operationsOr(usualBehaviors);
    boc::Runtime runtime({.workers = options.workers});
    const auto run = [&runtime, behaviors] {
        ChainRings rings(std::uint64_t{4} * runtime.workers(), behaviors / 2);
        rings.run(runtime, ChainRings::scheduleForResult);
    };
    run();
    const double before = residentBytes();
    run();
    return {{"long run", (residentBytes() - before) / mebibyte}};
}

} // namespace cownscope::benchmark
