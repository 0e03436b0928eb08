// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/transport/memory_socket.h"

#include "link/transport/transport_error.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstring>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include <poll.h>
#include <sys/socket.h>
#include <sys/uio.h>

namespace cownscope::lab::transport {

namespace {

struct Announcement
{
    std::uint64_t bytes = 0;
    std::uint64_t tag = 0;
};

// A control message with one descriptor.
struct ControlBuffer
{
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(int))> bytes{};
};

[[noreturn]] void fail(const char *what)
{
    throw std::system_error(errno, std::generic_category(), what);
}

// All descriptors of a received message. There may be more than one: the control buffer is a little
// larger because of its alignment, and the kernel makes use of that.
std::vector<link::Descriptor> descriptorsIn(msghdr &message)
{
    std::vector<link::Descriptor> descriptors;
    for (cmsghdr *header = CMSG_FIRSTHDR(&message); header != nullptr;
         header = CMSG_NXTHDR(&message, header)) {
        if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS)
            continue;
        const std::size_t count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (std::size_t i = 0; i < count; ++i) {
            int number = -1;
            std::memcpy(&number, CMSG_DATA(header) + i * sizeof number, sizeof number);
            descriptors.emplace_back(number);
        }
    }
    return descriptors;
}

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
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0)
        fail("cannot make a socket pair");
    sender = link::Descriptor(ends[0]);
    receiver = link::Descriptor(ends[1]);
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
    Announcement announcement{.bytes = bytes, .tag = tag};
    iovec part{.iov_base = &announcement, .iov_len = sizeof announcement};
    ControlBuffer control;
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.bytes.data();
    message.msg_controllen = control.bytes.size();
    cmsghdr *const header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int));
    const int descriptor = m_filling->memory.descriptor();
    std::memcpy(CMSG_DATA(header), &descriptor, sizeof descriptor);
    ssize_t sent = 0;
    do
        sent = ::sendmsg(m_socket.get(), &message, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    if (sent < 0 && errno != EPIPE && errno != ECONNRESET)
        fail("cannot send a descriptor");
    m_filling.reset();
    ++m_inFlight;
    return sent >= 0;
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
    iovec part{.iov_base = &announcement, .iov_len = sizeof announcement};
    ControlBuffer control;
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.bytes.data();
    message.msg_controllen = control.bytes.size();
    const ssize_t got = ::recvmsg(m_socket->get(), &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return {};
    if (got <= 0) {
        m_hasEnded = true;
        return {};
    }
    // First of all, so that they are closed in any case.
    std::vector<link::Descriptor> descriptors = descriptorsIn(message);
    if (got != sizeof announcement || descriptors.size() != 1
        || (message.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) != 0)
        throw link::TransportError("sent a message that does not announce an item");
    if (announcement.bytes == 0 || announcement.bytes > m_mostItemBytes)
        throw link::TransportError("sent an item of " + std::to_string(announcement.bytes)
                                   + " bytes, but at most " + std::to_string(m_mostItemBytes)
                                   + " fit");
    const link::SharedMemory memory(std::move(descriptors.front()),
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
