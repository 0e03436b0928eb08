// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

#include <pthread.h>

namespace cownscope::test {

/// While an object exists, no thread with a stack of the usual size can be started.
class NoMoreThreads
{
public:
    NoMoreThreads()
    {
        ::pthread_getattr_default_np(&m_before);
        pthread_attr_t huge;
        ::pthread_attr_init(&huge);
        ::pthread_attr_setstacksize(&huge, std::size_t{1} << 60);
        ::pthread_setattr_default_np(&huge);
        ::pthread_attr_destroy(&huge);
    }
    ~NoMoreThreads() { ::pthread_setattr_default_np(&m_before); }
    NoMoreThreads(const NoMoreThreads &) = delete;
    NoMoreThreads &operator=(const NoMoreThreads &) = delete;

private:
    pthread_attr_t m_before{};
};

} // namespace cownscope::test
