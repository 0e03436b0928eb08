// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/machine/process_use.h"

#include "base/number_text.h"

#include <fstream>
#include <string>
#include <string_view>

#include <sys/resource.h>

namespace cownscope::lab {

double ownCpuSeconds()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval &time) {
        return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

std::uint64_t anonymousBytes()
{
    // "RssAnon:	     112 kB"; see proc(5).
    constexpr std::string_view name = "RssAnon:";
    constexpr std::string_view unit = " kB";
    std::ifstream stream("/proc/self/status");
    for (std::string line; std::getline(stream, line);) {
        if (!line.starts_with(name) || !line.ends_with(unit))
            continue;
        std::string_view value(line);
        value.remove_suffix(unit.size());
        value.remove_prefix(value.find_last_of(" \t") + 1);
        return numberFrom<std::uint64_t>(value).value_or(0) * 1024;
    }
    return 0;
}

std::uint64_t anonymousBytesSince(std::uint64_t earlier)
{
    const std::uint64_t now = anonymousBytes();
    return now > earlier ? now - earlier : 0;
}

} // namespace cownscope::lab
