// SPDX-License-Identifier: GPL-3.0-or-later
// What cowns and behaviors take of the machine's memory, and whether a long run takes more and
// more. Resident memory counts, since that is what there is to pay, whoever got it from where.
#include <boc/boc.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <system_error>
#include <vector>

#include <malloc.h>
#include <sys/wait.h>
#include <unistd.h>

#include "benchmarks/rows/chain_ring.h"
#include "benchmarks/rows/rows.h"

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

Sample measureCowns(const SampleOptions &)
{
    std::vector<boc::Cown<std::uint64_t>> cowns(objects, boc::Cown<std::uint64_t>::empty());
    const Growth growth;
    for (boc::Cown<std::uint64_t> &cown : cowns)
        cown = boc::Cown<std::uint64_t>(0u);
    return growth.of("cown", objects);
}

// Behaviors that wait for their cowns, which one that runs keeps meanwhile.
Sample measureBehaviors(const SampleOptions &options)
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
Sample measureLongRun(const SampleOptions &options)
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

// In a process of its own, so that nothing is served from memory that something else has left.
// Must be called while there are no other threads.
Sample measureApart(Sample (*measure)(const SampleOptions &), const SampleOptions &options)
{
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0)
        throw std::system_error(errno, std::generic_category(), "pipe");
    const pid_t child = ::fork();
    if (child < 0)
        throw std::system_error(errno, std::generic_category(), "fork");
    if (child == 0) {
        const std::string text = textOf(measure(options));
        ::_exit(::write(ends[1], text.data(), text.size()) == std::ssize(text) ? 0 : 1);
    }
    ::close(ends[1]);
    std::string text;
    std::array<char, 512> buffer;
    for (ssize_t count = 0; (count = ::read(ends[0], buffer.data(), buffer.size())) > 0;)
        text.append(buffer.data(), static_cast<std::size_t>(count));
    ::close(ends[0]);
    int status = 0;
    if (::waitpid(child, &status, 0) != child || status != 0)
        throw std::runtime_error("a part of the row failed");
    return sampleOf(text);
}

} // namespace

Sample measureMemory(const SampleOptions &options)
{
    Sample sample;
    for (const auto part : {measureCowns, measureBehaviors, measureLongRun}) {
        const Sample some = measureApart(part, options);
        sample.insert(sample.end(), some.begin(), some.end());
    }
    return sample;
}

} // namespace cownscope::benchmark
