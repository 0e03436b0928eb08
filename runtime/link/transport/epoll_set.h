// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/transport/endpoint.h"

namespace cownscope::link {

// One descriptor for an event loop: readable when `event` is readable or the other side has ended.
class EpollSet
{
public:
    // Throws std::system_error.
    EpollSet(const Endpoint &endpoint, const Descriptor &event);

    int descriptor() const { return m_epoll.get(); }

private:
    Descriptor m_epoll;
};

} // namespace cownscope::link
