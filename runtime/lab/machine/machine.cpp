// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/machine/machine.h"

#include "lab/machine/build_info.h"

#include <boc/processors.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <fstream>
#include <locale>
#include <thread>

#include <sched.h>
#include <sys/utsname.h>
#include <unistd.h>

namespace cownscope::lab {

namespace {

// The first word of a file, as text or as a number; null if there is none.
template <typename T>
Json firstWord(const char *path)
{
    std::ifstream stream(path);
    stream.imbue(std::locale::classic()); // the kernel writes a decimal point
    T value{};
    if (stream >> value)
        return value;
    return {};
}

std::string kernelRelease()
{
    utsname names{};
    return ::uname(&names) == 0 ? names.release : "unknown";
}

} // namespace

std::string hostName()
{
    utsname names{};
    return ::uname(&names) == 0 ? names.nodename : "unknown";
}

std::uint32_t logicalCpus()
{
    const long count = ::sysconf(_SC_NPROCESSORS_ONLN);
    return count > 0 ? static_cast<std::uint32_t>(count) : 1;
}

std::optional<std::string> cpuModel()
{
    std::ifstream stream("/proc/cpuinfo");
    for (std::string line; std::getline(stream, line);) {
        const auto colon = line.find(": ");
        if (line.starts_with("model name") && colon != std::string::npos)
            return line.substr(colon + 2);
    }
    return {};
}

std::uint64_t memoryBytes()
{
    return static_cast<std::uint64_t>(std::max(0L, ::sysconf(_SC_PHYS_PAGES)))
        * static_cast<std::uint64_t>(std::max(0L, ::sysconf(_SC_PAGESIZE)));
}

std::vector<std::uint32_t> cpuAffinity()
{
    const std::vector<unsigned> cpus = boc::usableProcessors().cpus;
    return {cpus.begin(), cpus.end()};
}

bool setCpuAffinity(const std::vector<std::uint32_t> &cpus)
{
    cpu_set_t set;
    CPU_ZERO(&set);
    for (const std::uint32_t cpu : cpus) {
        if (cpu >= CPU_SETSIZE)
            return false;
        CPU_SET(cpu, &set);
    }
    // The kernel ignores CPUs that do not exist, so the result is compared.
    return ::sched_setaffinity(0, sizeof set, &set) == 0 && cpuAffinity() == cpus;
}

std::string localTime(const char *format)
{
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    ::localtime_r(&now, &parts);
    std::array<char, 64> text{};
    return {text.data(), std::strftime(text.data(), text.size(), format, &parts)};
}

std::string timestamp()
{
    return localTime("%Y-%m-%dT%H:%M:%S");
}

Json describeMachine()
{
    const auto model = cpuModel();
    const std::optional<double> quota = boc::usableProcessors().quota;
    return {{"hostname", hostName()},
            {"platform", "linux"},
            {"kernel", kernelRelease()},
            {"cpu_count", logicalCpus()},
            {"physical_cpu_count", boc::physicalCores()},
            {"cpu_model", model ? Json(*model) : Json()},
            {"cpu_affinity", cpuAffinity()},
            {"cpu_quota", quota ? Json(*quota) : Json()},
            {"scaling_governor",
             firstWord<std::string>("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")},
            {"randomize_va_space", firstWord<int>("/proc/sys/kernel/randomize_va_space")},
            {"load_average", firstWord<double>("/proc/loadavg")}};
}

Metadata describeRun(const std::string &program, std::vector<std::string> argv)
{
    const BuildInfo build = buildInfo();
    Metadata metadata;
    metadata.hostname = hostName();
    metadata.platform = "linux";
    metadata.cpuCount = logicalCpus();
    metadata.physicalCpuCount = boc::physicalCores();
    metadata.cpuModel = cpuModel();
    metadata.cpuAffinity = cpuAffinity();
    metadata.program = program;
    metadata.version = build.version;
    metadata.compiler = build.compiler;
    metadata.buildType = build.type;
    metadata.gitSha = build.gitSha;
    metadata.startedAt = timestamp();
    metadata.argv = std::move(argv);
    metadata.more["compile_flags"] = build.flags;
    const Json machine = describeMachine();
    for (const char *name :
         {"kernel", "cpu_quota", "scaling_governor", "randomize_va_space", "load_average"})
        metadata.more[name] = machine[name];
    return metadata;
}

std::filesystem::path defaultResultPath(const std::string &name)
{
    std::string host = hostName();
    std::ranges::replace(host, '/', '_');
    return std::filesystem::path("results")
        / (name + '-' + host + '-' + localTime("%Y%m%dT%H%M%S") + ".json");
}

} // namespace cownscope::lab
