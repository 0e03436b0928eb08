// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/transport/available_memory.h"

#include "link/descriptor.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <fcntl.h>

namespace cownscope::link {

namespace {

constexpr std::uint64_t unlimited = std::numeric_limits<std::uint64_t>::max();

// Of the kernel's file systems; empty if it cannot be read.
std::string contents(const std::string &path)
{
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    std::string text;
    while (file.isOpen()) {
        ReadResult result = readSome(file.get());
        text += result.bytes;
        if (result.ended)
            break;
    }
    return text;
}

std::optional<std::uint64_t> number(std::string_view text)
{
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    std::uint64_t value = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), value).ec != std::errc{})
        return {}; // also "max"
    return value;
}

// The number after this name at the beginning of a line.
std::optional<std::uint64_t> numberAfter(std::string_view text, std::string_view name)
{
    for (std::size_t at = text.find(name); at != std::string_view::npos;
         at = text.find(name, at + 1)) {
        if (at == 0 || text[at - 1] == '\n')
            return number(text.substr(at + name.size()));
    }
    return {};
}

// The names of the kernel's files for the memory of control groups.
struct GroupFiles
{
    std::string_view lineStart; // in /proc/self/cgroup
    std::string folder;
    std::string limit;
    std::string usage;
    std::string_view activeFiles; // in memory.stat; caches of files, which can be dropped
    std::string_view inactiveFiles;
};

std::uint64_t leftInGroup(const GroupFiles &files, const std::string &group)
{
    const std::string folder = files.folder + group + '/';
    const auto limit = number(contents(folder + files.limit));
    const auto usage = number(contents(folder + files.usage));
    if (!limit || !usage)
        return unlimited;
    const std::string statistics = contents(folder + "memory.stat");
    const std::uint64_t cached = numberAfter(statistics, files.activeFiles).value_or(0)
        + numberAfter(statistics, files.inactiveFiles).value_or(0);
    const std::uint64_t used = *usage - std::min(cached, *usage);
    return *limit - std::min(used, *limit);
}

// In this process's group and in all groups around it.
std::uint64_t leftInGroups(const GroupFiles &files, std::string_view groups)
{
    for (std::size_t begin = 0; begin < groups.size();) {
        const std::size_t end = std::min(groups.find('\n', begin), groups.size());
        const std::string_view line = groups.substr(begin, end - begin);
        begin = end + 1;
        const std::size_t name = line.find(files.lineStart);
        if (name == std::string_view::npos)
            continue;
        std::string group(line.substr(name + files.lineStart.size()));
        std::uint64_t left = unlimited;
        for (;;) {
            left = std::min(left, leftInGroup(files, group));
            if (group.empty())
                return left;
            group.resize(group.find_last_of('/') == std::string::npos ? 0
                                                                      : group.find_last_of('/'));
        }
    }
    return unlimited;
}

} // namespace

std::uint64_t availableMemory()
{
    constexpr std::uint64_t kibibyte = 1024;
    static const GroupFiles version1{":memory:",
                                     "/sys/fs/cgroup/memory",
                                     "memory.limit_in_bytes",
                                     "memory.usage_in_bytes",
                                     "total_active_file ",
                                     "total_inactive_file "};
    static const GroupFiles version2{
        "0::", "/sys/fs/cgroup", "memory.max", "memory.current", "active_file ", "inactive_file "};
    const auto machine = numberAfter(contents("/proc/meminfo"), "MemAvailable:");
    const std::string groups = contents("/proc/self/cgroup");
    return std::min({machine ? *machine * kibibyte : unlimited, leftInGroups(version1, groups),
                     leftInGroups(version2, groups)});
}

MemoryAllowance::MemoryAllowance(std::function<std::uint64_t()> look)
    : m_look(std::move(look))
{ }

bool MemoryAllowance::allows(std::uint64_t bytes, Clock::time_point now)
{
    const std::lock_guard lock(m_mutex);
    if (now < m_end && bytes <= m_allowed) {
        m_allowed -= bytes;
        return true;
    }
    const std::uint64_t available = m_look();
    m_end = now + moment;
    m_allowed = available < bytes ? 0 : (available - bytes) / share;
    return bytes <= available;
}

} // namespace cownscope::link
