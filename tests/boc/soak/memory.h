// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <fstream>
#include <limits>
#include <string>

namespace boctest {

/// Resident memory of this process in KiB; 0 where the system does not tell.
inline std::int64_t residentKiB()
{
    std::ifstream status("/proc/self/status");
    std::string word;
    while (status >> word) {
        std::int64_t value = 0;
        if (word == "VmRSS:" && status >> value)
            return value;
        status.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
    }
    return 0;
}

/// The mean of what was measured within a stretch of time.
class Mean
{
public:
    void add(std::int64_t value) noexcept
    {
        m_sum += value;
        ++m_count;
    }
    std::int64_t value() const noexcept { return m_count ? m_sum / m_count : 0; }

private:
    std::int64_t m_sum = 0;
    std::int64_t m_count = 0;
};

} // namespace boctest
