// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <fstream>

#include <sys/resource.h>
#include <unistd.h>

namespace cownscope::test {

/// While an object exists, the process can get only this many further bytes from the system. Does
/// not work with a sanitizer, which has already reserved its address space.
class AddressSpaceLimit
{
public:
    explicit AddressSpaceLimit(std::size_t more)
    {
        std::size_t pages = 0;
        std::ifstream("/proc/self/statm") >> pages;
        ::getrlimit(RLIMIT_AS, &m_before);
        const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
        const rlimit limit{pages * page + more, m_before.rlim_max};
        ::setrlimit(RLIMIT_AS, &limit);
    }
    ~AddressSpaceLimit() { ::setrlimit(RLIMIT_AS, &m_before); }
    AddressSpaceLimit(const AddressSpaceLimit &) = delete;
    AddressSpaceLimit &operator=(const AddressSpaceLimit &) = delete;

private:
    rlimit m_before{};
};

} // namespace cownscope::test
