// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/transport/peers/peer_socket.h"

#include <algorithm>

#include <poll.h>

namespace cownscope::lab::peers {

namespace {

bool happens(int descriptor, short events)
{
    pollfd event{.fd = descriptor, .events = events, .revents = 0};
    return ::poll(&event, 1, 0) > 0;
}

} // namespace

bool PeerSocket::hasHungUp() const
{
    return happens(m_socket.get(), POLLRDHUP);
}

link::WaitResult
PeerSocket::wait(std::chrono::milliseconds timeout, int wake,
                 const std::function<bool(std::chrono::milliseconds)> &waitFor) const
{
    using Clock = std::chrono::steady_clock;
    using std::chrono::milliseconds;
    constexpr milliseconds slice{20};
    const auto end = Clock::now() + timeout;
    for (;;) {
        // Before the last look at the items, since the other side may send one and then end.
        const bool hasEnded = hasHungUp();
        const auto left = std::chrono::ceil<milliseconds>(end - Clock::now());
        if (waitFor(hasEnded ? milliseconds(0) : std::clamp(left, milliseconds(0), slice)))
            return link::WaitResult::Ready;
        if (hasEnded)
            return link::WaitResult::Ended;
        if (wake >= 0 && happens(wake, POLLIN))
            return link::WaitResult::Woken;
        if (Clock::now() >= end)
            return link::WaitResult::TimedOut;
    }
}

} // namespace cownscope::lab::peers
