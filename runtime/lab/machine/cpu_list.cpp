// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/machine/cpu_list.h"

#include "base/number_text.h"

#include <algorithm>
#include <set>

namespace cownscope::lab {

namespace {

constexpr std::uint32_t highestCpu = 65535;

std::optional<std::uint32_t> parseCpu(const std::string &text)
{
    const auto cpu = numberFrom<std::uint32_t>(text);
    return cpu && *cpu <= highestCpu ? cpu : std::nullopt;
}

} // namespace

std::optional<std::vector<std::uint32_t>> parseCpuList(const std::string &text)
{
    std::set<std::uint32_t> cpus;
    std::size_t begin = 0;
    while (begin <= text.size()) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        const std::string part = text.substr(begin, end - begin);
        const auto dash = part.find('-');
        const auto first = parseCpu(part.substr(0, dash));
        const auto last = dash == std::string::npos ? first : parseCpu(part.substr(dash + 1));
        if (!first || !last || *first > *last)
            return {};
        for (std::uint32_t cpu = *first; cpu <= *last; ++cpu)
            cpus.insert(cpu);
        begin = end + 1;
    }
    return std::vector<std::uint32_t>(cpus.begin(), cpus.end());
}

std::string cpuListText(const std::vector<std::uint32_t> &cpus)
{
    std::string text;
    for (std::size_t i = 0; i < cpus.size(); ++i) {
        const std::uint32_t first = cpus[i];
        while (i + 1 < cpus.size() && cpus[i + 1] == cpus[i] + 1)
            ++i;
        if (!text.empty())
            text += ',';
        text += std::to_string(first);
        if (cpus[i] != first)
            text += '-' + std::to_string(cpus[i]);
    }
    return text;
}

} // namespace cownscope::lab
