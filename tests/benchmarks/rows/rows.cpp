// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/rows/rows.h"

#include "link/child.h"

#include <filesystem>
#include <stdexcept>

#include <unistd.h>

namespace cownscope::benchmark {

namespace {

std::filesystem::path self()
{
    return std::filesystem::read_symlink("/proc/self/exe");
}

// A row of this or another program, in a process of its own.
Sample measureIn(const std::filesystem::path &program, const std::string &row,
                 const SampleOptions &options)
{
    std::vector<std::string> command{program.string(), row, "--workers",
                                     std::to_string(options.workers)};
    if (program == self())
        command.insert(command.begin() + 1, "sample");
    if (options.operations)
        command.insert(command.end(), {"--operations", std::to_string(*options.operations)});
    const link::ChildResult child =
        link::Child(command, {{STDERR_FILENO, STDERR_FILENO}}).runToEnd();
    if (!child.status->isSuccess())
        throw std::runtime_error(row + ' ' + child.status->clause());
    return sampleOf(child.output);
}

// Nothing is served from memory that another part has left.
Sample measureMemory(const SampleOptions &options)
{
    Sample sample;
    for (const char *part : {"memory-cowns", "memory-behaviors", "memory-long-run"}) {
        const Sample some = measureIn(self(), part, options);
        sample.insert(sample.end(), some.begin(), some.end());
    }
    return sample;
}

// The program beside this one that loads Qt.
[[maybe_unused]] Sample measureLatencyQt(const SampleOptions &options)
{
    return measureIn(self().replace_filename("boc_bench_qt"), "latency-qt", options);
}

[[maybe_unused]] Sample lacksQt(const SampleOptions &)
{
    throw std::invalid_argument("this row needs the window's part of the build, "
                                "COWNSCOPE_BUILD_UI");
}

[[maybe_unused]] Sample lacksTbb(const SampleOptions &)
{
    throw std::invalid_argument("this row needs oneTBB when it is built: install libtbb-dev");
}

constexpr Row all[] = {
    {"chain-ring", measureChainRing},
    {"chain-ring-results", measureChainRingResults},
    {"ping", measurePing},
    {"ubench", measureUbench},
    {"fan-out", measureFanOut},
    {"banking", measureBanking},
    {"philosophers", measurePhilosophers},
    {"philosophers-apart", measurePhilosophersApart},
#ifdef COWNSCOPE_BENCHMARK_TBB
    {"banking-tbb", measureBankingTbb},
    {"philosophers-tbb", measurePhilosophersTbb},
#else
    {"banking-tbb", lacksTbb},
    {"philosophers-tbb", lacksTbb},
#endif
    {"readers", measureReaders},
    {"products", measureProducts},
    {"products-bare", measureProductsBare},
    {"pinned", measurePinned},
    {"pinned-bare", measurePinnedBare},
    {"latency-main", measureLatencyMain},
    {"latency-main-bare", measureLatencyMainBare},
#ifdef COWNSCOPE_BENCHMARK_QT
    {"latency-qt", measureLatencyQt},
#else
    {"latency-qt", lacksQt},
#endif
    {"latency-schedule", measureLatencySchedule},
    {"latency-schedule-bare", measureLatencyScheduleBare},
    {"fairness", measureFairness},
    {"idle", measureIdle},
    {"memory", measureMemory},
    {"memory-cowns", measureMemoryOfCowns},
    {"memory-behaviors", measureMemoryOfBehaviors},
    {"memory-long-run", measureMemoryOfLongRun},
    {"growth-cowns", measureGrowthCowns},
    {"growth-width", measureGrowthWidth},
    {"oversubscribed", measureOversubscribed},
    {"oversubscribed-fitting", measureOversubscribedFitting},
    {"contention", measureContention},
};

} // namespace

std::span<const Row> allRows()
{
    return all;
}

} // namespace cownscope::benchmark
