// SPDX-License-Identifier: MIT
#include <boc/runtime.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <string>
#include <thread>
#include <utility>

namespace boc {

namespace {

/// Distinct cores as the Linux kernel describes them; 0 where it does not.
unsigned coresFromKernel()
{
    std::set<std::pair<int, int>> cores;
    const auto readNumber = [](const std::string &path, int &number) {
        std::ifstream file(path);
        return static_cast<bool>(file >> number);
    };
    for (int cpu = 0;; ++cpu) {
        const std::string topology =
            "/sys/devices/system/cpu/cpu" + std::to_string(cpu) + "/topology/";
        int package = 0;
        int core = 0;
        if (!readNumber(topology + "physical_package_id", package)
            || !readNumber(topology + "core_id", core))
            break;
        cores.insert({package, core});
    }
    return static_cast<unsigned>(cores.size());
}

} // namespace

unsigned physicalCores()
{
    static const unsigned count = [] {
        const unsigned usable = std::max(std::thread::hardware_concurrency(), 1u);
        const unsigned physical = coresFromKernel();
        return physical == 0 ? usable : std::min(physical, usable);
    }();
    return count;
}

} // namespace boc
