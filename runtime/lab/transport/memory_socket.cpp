// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/transport/memory_socket.h"

#include "link/descriptor_passing.h"
#include "link/transport/transport_error.h"

#include <algorithm>
#include <array>
#include <climits>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include <poll.h>
#include <sys/socket.h>

namespace cownscope::lab::transport {

namespace {

struct Announcement
{
    std::uint64_t bytes = 0;
    std::uint64_t tag = 0;
};

// A shared memory that was received. It is given back by one byte.
class ReceivedMemory : public link::ItemOwner
{
public:
    ReceivedMemory(const link::SharedMemory &memory, std::shared_ptr<link::Descriptor> socket)
        : m_socket(std::move(socket))
        , m_mapping(std::in_place, memory, link::Mapping::Access::Read)
    { }

    const std::byte *data() const { return m_mapping->data(); }

    void giveBack(const link::TakenSlot &) noexcept override
    {
        m_mapping.reset();
        const char returned = 1;
        // Fails only if the sender is gone.
        [[maybe_unused]] const ssize_t sent =
            ::send(m_socket->get(), &returned, 1, MSG_NOSIGNAL | MSG_DONTWAIT);
    }

private:
    std::shared_ptr<link::Descriptor> m_socket;
    std::optional<link::Mapping> m_mapping;
};

bool hasHungUp(int socket)
{
    pollfd event{.fd = socket, .events = POLLRDHUP, .revents = 0};
    return ::poll(&event, 1, 0) > 0;
}

link::WaitResult waitFor(int socket, std::chrono::milliseconds timeout, int wake)
{
    std::array<pollfd, 2> events{{{.fd = socket, .events = POLLIN, .revents = 0},
                                  {.fd = wake, .events = POLLIN, .revents = 0}}};
    const int count =
        ::poll(events.data(), events.size(),
               static_cast<int>(std::clamp<std::int64_t>(timeout.count(), 0, INT_MAX)));
    if (count == 0)
        return link::WaitResult::TimedOut;
    if (count > 0 && events[0].revents == 0)
        return link::WaitResult::Woken;
    return link::WaitResult::Ready; // also if it was interrupted
}

} // namespace

SocketPair::SocketPair()
{
    link::SocketPair sockets(SOCK_SEQPACKET);
    sender = std::move(sockets.first);
    receiver = std::move(sockets.second);
}

MemorySender::Filling::Filling(std::size_t bytes)
    : memory("cownscope-item", link::SharedMemory::wholePages(bytes))
    , mapping(memory, link::Mapping::Access::ReadAndWrite)
{ }

MemorySender::MemorySender(link::Descriptor socket, std::size_t slots)
    : m_socket(std::move(socket))
    , m_slots(slots)
{ }

std::optional<std::span<std::byte>> MemorySender::space(std::size_t bytes)
{
    if (!m_filling) {
        readReturned();
        if (m_inFlight >= m_slots)
            return {};
        m_filling.emplace(bytes);
        m_mostMemory = std::max(m_mostMemory, (m_inFlight + 1) * m_filling->memory.bytes());
    }
    return std::span(m_filling->mapping.data(), bytes);
}

bool MemorySender::send(std::size_t bytes, std::uint64_t tag)
{
    const Announcement announcement{.bytes = bytes, .tag = tag};
    const int descriptor = m_filling->memory.descriptor();
    const bool sent = link::sendDescriptors(
        m_socket.get(), std::as_bytes(std::span(&announcement, 1)), std::span(&descriptor, 1));
    m_filling.reset();
    ++m_inFlight;
    return sent;
}

link::WaitResult MemorySender::waitForSpace(std::size_t bytes, Milliseconds timeout, int wake)
{
    if (hasPeerEnded())
        return link::WaitResult::Ended;
    if (space(bytes))
        return link::WaitResult::Ready;
    return waitFor(m_socket.get(), timeout, wake);
}

bool MemorySender::hasPeerEnded() const
{
    return hasHungUp(m_socket.get());
}

void MemorySender::readReturned()
{
    char returned = 0;
    while (m_inFlight > 0 && ::recv(m_socket.get(), &returned, 1, MSG_DONTWAIT) == 1)
        --m_inFlight;
}

MemoryReceiver::MemoryReceiver(link::Descriptor socket, std::size_t mostItemBytes)
    : m_socket(std::make_shared<link::Descriptor>(std::move(socket)))
    , m_mostItemBytes(mostItemBytes)
{ }

std::optional<link::Item> MemoryReceiver::take()
{
    Announcement announcement;
    std::optional<link::PassedDescriptors> passed = link::receiveDescriptors(
        m_socket->get(), std::as_writable_bytes(std::span(&announcement, 1)));
    if (!passed)
        return {};
    if (passed->bytes == 0) {
        m_hasEnded = true;
        return {};
    }
    if (!passed->isWhole || passed->bytes != sizeof announcement || passed->descriptors.size() != 1)
        throw link::TransportError("sent a message that does not announce an item");
    if (announcement.bytes == 0 || announcement.bytes > m_mostItemBytes)
        throw link::TransportError("sent an item of " + std::to_string(announcement.bytes)
                                   + " bytes, but at most " + std::to_string(m_mostItemBytes)
                                   + " fit");
    const link::SharedMemory memory(std::move(passed->descriptors.front()),
                                    link::SharedMemory::wholePages(announcement.bytes));
    auto owner = std::make_shared<ReceivedMemory>(memory, m_socket);
    const std::span bytes(owner->data(), announcement.bytes);
    return link::Item(std::move(owner),
                      {.slot = 0,
                       .generation = ++m_generation,
                       .bytes = announcement.bytes,
                       .tag = announcement.tag},
                      bytes);
}

link::WaitResult MemoryReceiver::wait(Milliseconds timeout, int wake)
{
    const link::WaitResult result = waitFor(m_socket->get(), timeout, wake);
    char byte = 0;
    if (result == link::WaitResult::Ready
        && ::recv(m_socket->get(), &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0)
        m_hasEnded = true;
    return m_hasEnded ? link::WaitResult::Ended : result;
}

bool MemoryReceiver::hasPeerEnded() const
{
    return m_hasEnded || hasHungUp(m_socket->get());
}

int MemoryReceiver::descriptor() const
{
    return m_socket->get();
}

} // namespace cownscope::lab::transport
