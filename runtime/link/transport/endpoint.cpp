// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/transport/endpoint.h"

#include "link/transport/record.h"
#include "link/transport/transport_error.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <stdexcept>
#include <system_error>

#include <poll.h>
#include <sys/eventfd.h>

namespace cownscope::link {

namespace {

constexpr std::uint64_t mostItemBytes = std::uint64_t{1} << 36; // 64 GiB; sums do not overflow

bool isInLimits(const TransportOptions &options)
{
    return options.itemBytes > 0 && options.itemBytes <= mostItemBytes && options.slots > 0
        && options.slots <= TransportOptions::mostSlots
        && (options.whenFull == WhenFull::Wait || options.transport == Transport::Pool);
}

} // namespace

std::size_t slotBytes(const TransportOptions &options)
{
    return SharedMemory::wholePages(options.itemBytes);
}

std::size_t ringBytes(const TransportOptions &options)
{
    return SharedMemory::wholePages(options.slots * recordBytes(options.itemBytes));
}

std::size_t dataBytes(const TransportOptions &options)
{
    switch (options.transport) {
    case Transport::Pool:
        return options.slots * slotBytes(options);
    case Transport::Ring:
        return ringBytes(options);
    case Transport::Pipe:
        break;
    }
    return SharedMemory::wholePages(1); // unused
}

void validate(const TransportOptions &options)
{
    if (!isInLimits(options))
        throw std::invalid_argument("a transport needs items of at least one byte, 1 to 64 slots, "
                                    "and keeps only the newest item only in a pool");
}

TransportOptions readHeader(const ControlHeader &header)
{
    if (header.magic != ControlHeader::expectedMagic
        || header.transport > static_cast<std::uint64_t>(Transport::Pool)
        || header.whenFull > static_cast<std::uint64_t>(WhenFull::KeepNewest))
        throw TransportError("sent the control memory of another program");
    const TransportOptions options{.transport = static_cast<Transport>(header.transport),
                                   .itemBytes = header.itemBytes,
                                   .slots = header.slots,
                                   .whenFull = static_cast<WhenFull>(header.whenFull)};
    if (!isInLimits(options))
        throw TransportError("sent control memory with values outside their limits");
    return options;
}

bool Endpoint::hasPeerEnded() const
{
    std::array<pollfd, 2> events{{{.fd = peer.get(), .events = POLLIN, .revents = 0},
                                  {.fd = socket.get(), .events = POLLRDHUP, .revents = 0}}};
    return ::poll(events.data(), events.size(), 0) > 0;
}

Descriptor makeEvent()
{
    Descriptor event(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    if (!event.isOpen())
        throw std::system_error(errno, std::generic_category(), "cannot make an eventfd");
    return event;
}

void ringEvent(const Descriptor &event) noexcept
{
    const std::uint64_t one = 1;
    // A full counter is readable anyway, so a failed write loses nothing.
    [[maybe_unused]] const ssize_t written = ::write(event.get(), &one, sizeof one);
}

void clearEvent(const Descriptor &event) noexcept
{
    std::uint64_t count = 0;
    [[maybe_unused]] const ssize_t got = ::read(event.get(), &count, sizeof count);
}

WaitResult sleepOn(const Endpoint &endpoint, int event, short events,
                   std::chrono::steady_clock::time_point end, int wake)
{
    using Milliseconds = std::chrono::milliseconds;
    std::array<pollfd, 4> polled{{
        {.fd = event, .events = events, .revents = 0},
        {.fd = endpoint.peer.get(), .events = POLLIN, .revents = 0},
        {.fd = endpoint.socket.get(), .events = POLLRDHUP, .revents = 0},
        {.fd = wake, .events = POLLIN, .revents = 0},
    }};
    const auto left = std::chrono::ceil<Milliseconds>(end - std::chrono::steady_clock::now());
    const int count =
        ::poll(polled.data(), polled.size(),
               static_cast<int>(std::clamp<Milliseconds::rep>(left.count(), 0, INT_MAX)));
    if (count == 0)
        return WaitResult::TimedOut;
    if (count < 0 || (polled[0].revents & events) != 0)
        return WaitResult::Ready;
    if (polled[1].revents != 0 || polled[2].revents != 0 || polled[0].revents != 0)
        return WaitResult::Ended;
    return WaitResult::Woken;
}

std::unique_ptr<Sender> makeSender(Endpoint endpoint)
{
    switch (endpoint.options.transport) {
    case Transport::Pipe:
        return makePipeSender(std::move(endpoint));
    case Transport::Ring:
        return makeRingSender(std::move(endpoint));
    case Transport::Pool:
        break;
    }
    return makePoolSender(std::move(endpoint));
}

std::unique_ptr<Receiver> makeReceiver(Endpoint endpoint)
{
    switch (endpoint.options.transport) {
    case Transport::Pipe:
        return makePipeReceiver(std::move(endpoint));
    case Transport::Ring:
        return makeRingReceiver(std::move(endpoint));
    case Transport::Pool:
        break;
    }
    return makePoolReceiver(std::move(endpoint));
}

} // namespace cownscope::link
