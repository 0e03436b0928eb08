// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/transport/buffer_store.h"
#include "link/transport/endpoint.h"
#include "link/transport/epoll_set.h"
#include "link/transport/record.h"
#include "link/transport/transport_error.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <string>

#include <poll.h>
#include <sys/socket.h>
#include <sys/uio.h>

namespace cownscope::link {

namespace {

using Clock = std::chrono::steady_clock;

class PipeSender : public Sender
{
public:
    explicit PipeSender(Endpoint endpoint)
        : m_endpoint(std::move(endpoint))
    {
        m_endpoint.data.close();
    }

    std::optional<std::span<std::byte>> space(std::size_t bytes) override
    {
        if (bytes > m_endpoint.options.itemBytes)
            return {};
        if (m_buffer.size() < bytes)
            m_buffer = std::vector<std::byte>(bytes);
        return std::span(m_buffer).first(bytes);
    }

    bool send(std::size_t bytes, std::uint64_t tag) override
    {
        RecordHeader header{.bytes = bytes, .tag = tag};
        std::size_t sent = 0;
        const std::size_t end = sizeof header + bytes;
        while (sent < end) {
            std::array<iovec, 2> parts{};
            std::size_t count = 0;
            if (sent < sizeof header)
                parts[count++] = {reinterpret_cast<std::byte *>(&header) + sent,
                                  sizeof header - sent};
            const std::size_t ofItem = sent > sizeof header ? sent - sizeof header : 0;
            parts[count++] = {m_buffer.data() + ofItem, bytes - ofItem};
            msghdr message{};
            message.msg_iov = parts.data();
            message.msg_iovlen = count;
            const ssize_t some =
                ::sendmsg(m_endpoint.socket.get(), &message, MSG_NOSIGNAL | MSG_DONTWAIT);
            if (some >= 0)
                sent += static_cast<std::size_t>(some);
            else if (errno == EAGAIN)
                waitUntilWritable();
            else if (errno != EINTR)
                return false;
            if (some < 0 && hasPeerEnded())
                return false;
        }
        return true;
    }

    WaitResult waitForSpace(std::size_t, Milliseconds, int) override
    {
        return hasPeerEnded() ? WaitResult::Ended : WaitResult::Ready;
    }

    bool hasPeerEnded() const override { return m_endpoint.hasPeerEnded(); }

private:
    void waitUntilWritable() const
    {
        sleepOn(m_endpoint, m_endpoint.socket.get(), POLLOUT, Clock::now() + std::chrono::hours(1),
                -1);
    }

    Endpoint m_endpoint;
    std::vector<std::byte> m_buffer;
};

class PipeReceiver : public Receiver
{
public:
    explicit PipeReceiver(Endpoint endpoint)
        : m_endpoint(std::move(endpoint))
        , m_events(m_endpoint, m_endpoint.socket)
    {
        m_endpoint.data.close();
    }

    std::optional<Item> take() override
    {
        if (!m_buffer) {
            if (!receive(reinterpret_cast<std::byte *>(&m_header), sizeof m_header))
                return {};
            if (m_header.bytes > m_endpoint.options.itemBytes)
                throw TransportError("sent an item of " + std::to_string(m_header.bytes)
                                     + " bytes, but at most "
                                     + std::to_string(m_endpoint.options.itemBytes) + " fit");
            m_buffer = m_buffers->take(m_header.bytes);
            m_received = 0;
        }
        if (!receive(m_buffer->bytes.data(), m_buffer->bytes.size()))
            return {};
        m_received = 0;
        return m_buffers->item(*std::exchange(m_buffer, {}), ++m_generation, m_header.tag);
    }

    WaitResult wait(Milliseconds timeout, int wake) override
    {
        const WaitResult result =
            sleepOn(m_endpoint, m_endpoint.socket.get(), POLLIN, Clock::now() + timeout, wake);
        // At its end, a socket is readable for ever.
        char byte = 0;
        if (result == WaitResult::Ready
            && ::recv(m_endpoint.socket.get(), &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0)
            m_hasEnded = true;
        return m_hasEnded ? WaitResult::Ended : result;
    }

    bool hasPeerEnded() const override { return m_hasEnded || m_endpoint.hasPeerEnded(); }
    int descriptor() const override { return m_events.descriptor(); }
    bool prepareToSleep() override { return true; } // bytes that have arrived keep it readable

private:
    // Receives the rest of so many bytes, as far as they have arrived; true if all have.
    bool receive(std::byte *to, std::size_t bytes)
    {
        while (m_received < bytes) {
            const ssize_t some =
                ::recv(m_endpoint.socket.get(), to + m_received, bytes - m_received, MSG_DONTWAIT);
            if (some > 0) {
                m_received += static_cast<std::size_t>(some);
            } else if (some == 0 || (errno != EAGAIN && errno != EINTR)) {
                m_hasEnded = true; // an incomplete item is lost
                return false;
            } else if (errno == EAGAIN) {
                return false;
            }
        }
        return true;
    }

    Endpoint m_endpoint;
    EpollSet m_events;
    std::shared_ptr<BufferStore> m_buffers = std::make_shared<BufferStore>();
    RecordHeader m_header;                       // of the item that is being received
    std::optional<BufferStore::Buffer> m_buffer; // likewise, after its header
    std::size_t m_received = 0;                  // of the header or of the item
    std::uint64_t m_generation = 0;
    bool m_hasEnded = false;
};

} // namespace

std::unique_ptr<Sender> makePipeSender(Endpoint endpoint)
{
    return std::make_unique<PipeSender>(std::move(endpoint));
}

std::unique_ptr<Receiver> makePipeReceiver(Endpoint endpoint)
{
    return std::make_unique<PipeReceiver>(std::move(endpoint));
}

} // namespace cownscope::link
