// SPDX-License-Identifier: GPL-3.0-or-later
// How often the threads of a runtime that has nothing to do are switched to or from. The main
// thread, which sleeps meanwhile, does not count.
#include "benchmarks/rows/rows.h"

#include <boc/boc.h>

#include <cctype>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include <unistd.h>

namespace cownscope::benchmark {

namespace {

constexpr std::uint64_t usualMilliseconds = 3000;
constexpr std::chrono::milliseconds settlingTime{200};

std::uint64_t switchesOfOtherThreads()
{
    std::uint64_t sum = 0;
    for (const auto &task : std::filesystem::directory_iterator("/proc/self/task")) {
        if (task.path().filename() == std::to_string(::getpid()))
            continue;
        std::ifstream status(task.path() / "status");
        for (std::string line; std::getline(status, line);) {
            const auto colon = line.find("_ctxt_switches:");
            if (colon != std::string::npos)
                sum += std::stoull(line.substr(line.find(':') + 1));
        }
    }
    return sum;
}

} // namespace

Sample measureIdle(const SampleOptions &options)
{
    const std::chrono::milliseconds time(options.operationsOr(usualMilliseconds));
    boc::Runtime runtime({.workers = options.workers});
    for (int i = 0; i < 1000; ++i)
        runtime.when() << [] {};
    runtime.quiesce();
    std::this_thread::sleep_for(settlingTime);
    const std::uint64_t before = switchesOfOtherThreads();
    std::this_thread::sleep_for(time);
    const std::uint64_t switches = switchesOfOtherThreads() - before;
    return {{"", static_cast<double>(switches) / std::chrono::duration<double>(time).count()}};
}

} // namespace cownscope::benchmark
