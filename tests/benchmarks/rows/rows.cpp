// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/rows/rows.h"

#include <cerrno>
#include <filesystem>
#include <stdexcept>
#include <system_error>

#include <unistd.h>

namespace cownscope::benchmark {

namespace {

// Becomes the program beside this one that has the row.
[[maybe_unused]] Sample measureLatencyQt(const SampleOptions &options)
{
    const auto self = std::filesystem::read_symlink("/proc/self/exe");
    const std::string program = self.parent_path() / "boc_bench_qt";
    const std::string workers = std::to_string(options.workers);
    const std::string operations = std::to_string(options.operations.value_or(0));
    ::execl(program.c_str(), program.c_str(), "latency-qt", "--workers", workers.c_str(),
            options.operations ? "--operations" : nullptr, operations.c_str(), nullptr);
    throw std::system_error(errno, std::generic_category(), program);
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
