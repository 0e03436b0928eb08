// SPDX-License-Identifier: MIT
#include "processors.h"

#include <boc/processors.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <thread>
#include <utility>

#ifdef __linux__
#include <sched.h>
#endif

namespace boc {

namespace detail {

namespace {

std::string firstLine(const std::filesystem::path &file)
{
    std::ifstream stream(file);
    std::string line;
    std::getline(stream, line);
    return line;
}

/// Logical CPUs in the calling thread's affinity mask; the kernel leaves out offline ones.
std::vector<unsigned> affinity()
{
    std::vector<unsigned> cpus;
#ifdef __linux__
    // The kernel rejects a set that is smaller than its own.
    for (int most = 1024; most <= (1 << 20) && cpus.empty(); most *= 2) {
        const std::size_t bytes = CPU_ALLOC_SIZE(static_cast<std::size_t>(most));
        std::vector<cpu_set_t> set((bytes + sizeof(cpu_set_t) - 1) / sizeof(cpu_set_t));
        if (::sched_getaffinity(0, bytes, set.data()) == 0) {
            for (int cpu = 0; cpu < most; ++cpu) {
                if (CPU_ISSET_S(static_cast<std::size_t>(cpu), bytes, set.data()))
                    cpus.push_back(static_cast<unsigned>(cpu));
            }
        }
    }
#endif
    if (cpus.empty()) {
        for (unsigned cpu = 0; cpu < std::max(std::thread::hardware_concurrency(), 1u); ++cpu)
            cpus.push_back(cpu);
    }
    return cpus;
}

/// A mounted hierarchy of control groups that can limit CPU time.
struct Hierarchy
{
    std::string group;                // the mounted control group
    std::filesystem::path mountPoint; // relative to the root folder
    bool first = false;               // true for version 1
};

/// mountinfo writes blanks in paths as \040.
std::string unescaped(const std::string &text)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const std::string digits = text.substr(i + 1, 3);
        if (text[i] == '\\' && digits.size() == 3
            && digits.find_first_not_of("01234567") == std::string::npos) {
            result += static_cast<char>(std::stoi(digits, nullptr, 8));
            i += 3;
        } else {
            result += text[i];
        }
    }
    return result;
}

bool contains(const std::string &list, const std::string &name)
{
    return (',' + list + ',').find(',' + name + ',') != std::string::npos;
}

std::vector<Hierarchy> hierarchies(const std::filesystem::path &root)
{
    std::vector<Hierarchy> result;
    std::ifstream mounts(root / "proc/self/mountinfo");
    for (std::string line; std::getline(mounts, line);) {
        // id parent device root mountpoint options [tags] - type source superoptions
        std::istringstream words(line);
        std::string word, group, mountPoint, type, source, options;
        words >> word >> word >> word >> group >> mountPoint;
        while (words >> word && word != "-") {
        }
        words >> type >> source >> options;
        const bool first = type == "cgroup" && contains(options, "cpu");
        if (first || type == "cgroup2")
            result.push_back({unescaped(group),
                              std::filesystem::path(unescaped(mountPoint)).relative_path(), first});
    }
    return result;
}

/// The control group of this process, as reported by the kernel; empty if unknown.
std::string ownGroup(const std::filesystem::path &root, bool first)
{
    std::ifstream groups(root / "proc/self/cgroup");
    for (std::string line; std::getline(groups, line);) {
        // number:controllers:path, with no controllers for version 2
        const std::size_t begin = line.find(':');
        const std::size_t end = line.find(':', begin + 1);
        if (begin == std::string::npos || end == std::string::npos)
            continue;
        const std::string controllers = line.substr(begin + 1, end - begin - 1);
        if (first ? contains(controllers, "cpu") : controllers.empty())
            return line.substr(end + 1);
    }
    return {};
}

std::optional<double> quotaOf(const std::filesystem::path &group, bool first)
{
    std::istringstream text(first ? firstLine(group / "cpu.cfs_quota_us") + ' '
                                    + firstLine(group / "cpu.cfs_period_us")
                                  : firstLine(group / "cpu.max"));
    double time = 0;
    double period = 0;
    // "max" and -1 mean no limit.
    if (text >> time >> period && time > 0 && period > 0)
        return time / period;
    return {};
}

std::optional<double> quotaIn(const Hierarchy &hierarchy, const std::filesystem::path &root)
{
    // If the path is not below the mounted group, the mount point is the process's group.
    std::string path = ownGroup(root, hierarchy.first);
    const std::string &mounted = hierarchy.group;
    if (mounted != "/" && (path == mounted || path.starts_with(mounted + '/')))
        path.erase(0, mounted.size());
    else if (mounted != "/" || path.starts_with("/.."))
        path.clear();
    const std::filesystem::path top = root / hierarchy.mountPoint;
    std::optional<double> least;
    std::filesystem::path group = top;
    const auto look = [&] {
        const std::optional<double> quota = quotaOf(group, hierarchy.first);
        if (quota && (!least || *quota < *least))
            least = quota;
    };
    look();
    for (const std::filesystem::path &part : std::filesystem::path(path).relative_path()) {
        group /= part;
        look();
    }
    return least;
}

unsigned threadsFor(unsigned cores, std::optional<double> quota)
{
    if (!quota || *quota >= cores)
        return cores;
    // Quotas slightly above a whole number are rounding errors of the period.
    return std::max(1u, static_cast<unsigned>(std::ceil(*quota - 0.001)));
}

} // namespace

unsigned coresAmong(const std::vector<unsigned> &cpus, const std::filesystem::path &root)
{
    // A core is identified by the list of its CPUs, which is the same for all of them. Unlike core
    // numbers, it is unique on machines with several packages, dies or clusters.
    std::set<std::string> cores;
    unsigned unknown = 0;
    for (const unsigned cpu : cpus) {
        const std::filesystem::path topology =
            root / "sys/devices/system/cpu" / ("cpu" + std::to_string(cpu)) / "topology";
        std::string siblings = firstLine(topology / "core_cpus_list");
        if (siblings.empty())
            siblings = firstLine(topology / "thread_siblings_list");
        if (siblings.empty())
            ++unknown;
        else
            cores.insert(std::move(siblings));
    }
    return std::max(1u, static_cast<unsigned>(cores.size()) + unknown);
}

std::optional<double> cpuQuota(const std::filesystem::path &root)
{
    std::optional<double> least;
    for (const Hierarchy &hierarchy : hierarchies(root)) {
        const std::optional<double> quota = quotaIn(hierarchy, root);
        if (quota && (!least || *quota < *least))
            least = quota;
    }
    return least;
}

} // namespace detail

Processors usableProcessors()
{
    Processors processors;
    processors.cpus = detail::affinity();
    processors.cores = detail::coresAmong(processors.cpus);
    processors.quota = detail::cpuQuota();
    return processors;
}

unsigned physicalCores()
{
    const Processors processors = usableProcessors();
    return detail::threadsFor(processors.cores, processors.quota);
}

unsigned physicalCores(const std::vector<unsigned> &cpus)
{
    return detail::threadsFor(detail::coresAmong(cpus), detail::cpuQuota());
}

} // namespace boc
