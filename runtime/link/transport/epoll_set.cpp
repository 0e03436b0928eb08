// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/transport/epoll_set.h"

#include <cerrno>
#include <system_error>

#include <sys/epoll.h>

namespace cownscope::link {

EpollSet::EpollSet(const Endpoint &endpoint, const Descriptor &event)
    : m_epoll(::epoll_create1(EPOLL_CLOEXEC))
{
    const auto add = [this](const Descriptor &descriptor, std::uint32_t events) {
        epoll_event wanted{.events = events, .data = {}};
        if (descriptor.isOpen()
            && ::epoll_ctl(m_epoll.get(), EPOLL_CTL_ADD, descriptor.get(), &wanted) != 0)
            throw std::system_error(errno, std::generic_category(), "cannot watch a descriptor");
    };
    if (!m_epoll.isOpen())
        throw std::system_error(errno, std::generic_category(), "cannot make an epoll set");
    const bool isSocket = &event == &endpoint.socket;
    add(endpoint.socket, isSocket ? EPOLLIN | EPOLLRDHUP : EPOLLRDHUP);
    if (!isSocket)
        add(event, EPOLLIN);
    add(endpoint.peer, EPOLLIN);
}

} // namespace cownscope::link
