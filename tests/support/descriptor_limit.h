// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/resource.h>
#include <unistd.h>

namespace cownscope::test {

/// Whether this program can run without a free descriptor. UBSan opens a pipe to check the
/// type of an object, and reports a wrong type if it cannot. The presets use it only together with
/// AddressSanitizer.
#ifdef COWNSCOPE_SANITIZED_ADDRESS
inline constexpr bool runsWithoutDescriptors = false;
#else
inline constexpr bool runsWithoutDescriptors = true;
#endif

/// While an object exists, the process gets no descriptors with this number or above.
class DescriptorLimit
{
public:
    explicit DescriptorLimit(int firstRefused = lowestFree())
    {
        ::getrlimit(RLIMIT_NOFILE, &m_before);
        const rlimit limit{static_cast<rlim_t>(firstRefused), m_before.rlim_max};
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
    ~DescriptorLimit() { ::setrlimit(RLIMIT_NOFILE, &m_before); }
    DescriptorLimit(const DescriptorLimit &) = delete;
    DescriptorLimit &operator=(const DescriptorLimit &) = delete;

private:
    static int lowestFree()
    {
        const int descriptor = ::dup(STDERR_FILENO);
        ::close(descriptor);
        return descriptor;
    }

    rlimit m_before{};
};

} // namespace cownscope::test
