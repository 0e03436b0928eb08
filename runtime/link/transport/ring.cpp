// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/transport/buffer_store.h"
#include "link/transport/endpoint.h"
#include "link/transport/epoll_set.h"
#include "link/transport/record.h"
#include "link/transport/transport_error.h"

#include <algorithm>
#include <cstring>
#include <string>

#include <poll.h>

namespace cownscope::link {

namespace {

using Clock = std::chrono::steady_clock;

class RingSender : public Sender
{
public:
    explicit RingSender(Endpoint endpoint)
        : m_endpoint(std::move(endpoint))
        , m_data(m_endpoint.data, Mapping::Access::ReadAndWrite, 2)
        , m_ring(m_endpoint.words().ring, ringBytes(m_endpoint.options))
        , m_wait(m_endpoint.words().senderWaits)
        , m_wake(m_endpoint.words().receiverWaits)
    {
        m_endpoint.data.close();
    }

    std::optional<std::span<std::byte>> space(std::size_t bytes) override
    {
        if (bytes > m_endpoint.options.itemBytes)
            return {};
        const std::optional<std::size_t> offset = m_ring.reserve(recordBytes(bytes));
        if (!offset)
            return {};
        m_record = m_data.data() + *offset;
        return std::span(m_record + recordAlignment, bytes);
    }

    bool send(std::size_t bytes, std::uint64_t tag) override
    {
        const RecordHeader header{.bytes = bytes, .tag = tag};
        std::memcpy(m_record, &header, sizeof header);
        m_ring.publish(recordBytes(bytes));
        if (m_wake.isDue())
            ringEvent(m_endpoint.published);
        return true;
    }

    WaitResult waitForSpace(std::size_t bytes, Milliseconds timeout, int wake) override
    {
        const auto end = Clock::now() + timeout;
        for (;;) {
            m_wait.announce();
            if (hasPeerEnded())
                return WaitResult::Ended;
            if (space(bytes))
                return WaitResult::Ready;
            const WaitResult result =
                sleepOn(m_endpoint, m_endpoint.released.get(), POLLIN, end, wake);
            clearEvent(m_endpoint.released);
            if (result != WaitResult::Ready)
                return result;
        }
    }

    bool hasPeerEnded() const override { return m_endpoint.hasPeerEnded(); }

private:
    Endpoint m_endpoint;
    Mapping m_data;
    RingProducer<std::atomic> m_ring;
    WaitSide<std::atomic> m_wait;
    WakeSide<std::atomic> m_wake;
    std::byte *m_record = nullptr; // of the space
};

class RingReceiver : public Receiver
{
public:
    explicit RingReceiver(Endpoint endpoint)
        : m_endpoint(std::move(endpoint))
        , m_data(m_endpoint.data, Mapping::Access::Read, 2)
        , m_ring(m_endpoint.words().ring, ringBytes(m_endpoint.options))
        , m_wait(m_endpoint.words().receiverWaits)
        , m_wake(m_endpoint.words().senderWaits)
        , m_events(m_endpoint, m_endpoint.published)
    {
        m_endpoint.data.close();
    }

    std::optional<Item> take() override
    {
        const std::size_t available = checkedAvailable();
        if (available == 0)
            return {};
        const std::byte *const record = m_data.data() + m_ring.offset();
        RecordHeader header;
        if (available >= recordAlignment)
            header = readHeaderOnce(record);
        if (available < recordAlignment || header.bytes > m_endpoint.options.itemBytes
            || recordBytes(header.bytes) > available)
            throw TransportError("wrote an invalid record in the ring");
        const BufferStore::Buffer buffer = m_buffers->take(header.bytes);
        Item item = m_buffers->item(buffer, ++m_generation, header.tag);
        std::copy_n(record + recordAlignment, buffer.bytes.size(), buffer.bytes.data());
        m_ring.release(recordBytes(header.bytes));
        if (m_wake.isDue())
            ringEvent(m_endpoint.released);
        return item;
    }

    WaitResult wait(Milliseconds timeout, int wake) override
    {
        const auto end = Clock::now() + timeout;
        for (;;) {
            if (!prepareToSleep())
                return WaitResult::Ready;
            const WaitResult result =
                sleepOn(m_endpoint, m_endpoint.published.get(), POLLIN, end, wake);
            // Also at the end, for what was sent before. The event is cleared before the next
            // sleep.
            if (result != WaitResult::TimedOut && checkedAvailable() > 0)
                return WaitResult::Ready;
            if (result != WaitResult::Ready)
                return result;
        }
    }

    bool hasPeerEnded() const override { return m_endpoint.hasPeerEnded(); }
    int descriptor() const override { return m_events.descriptor(); }

    bool prepareToSleep() override
    {
        clearEvent(m_endpoint.published);
        m_wait.announce();
        return checkedAvailable() == 0;
    }

private:
    std::size_t checkedAvailable()
    {
        const std::optional<std::size_t> available = m_ring.available();
        if (!available)
            throw TransportError("moved its position in the ring to an impossible place");
        return *available;
    }

    // Volatile: the other process may change the header while it is checked.
    static RecordHeader readHeaderOnce(const std::byte *record)
    {
        const auto *const header = reinterpret_cast<const volatile RecordHeader *>(record);
        return {.bytes = header->bytes, .tag = header->tag};
    }

    Endpoint m_endpoint;
    Mapping m_data;
    RingConsumer<std::atomic> m_ring;
    WaitSide<std::atomic> m_wait;
    WakeSide<std::atomic> m_wake;
    EpollSet m_events;
    std::shared_ptr<BufferStore> m_buffers = std::make_shared<BufferStore>();
    std::uint64_t m_generation = 0;
};

} // namespace

std::unique_ptr<Sender> makeRingSender(Endpoint endpoint)
{
    return std::make_unique<RingSender>(std::move(endpoint));
}

std::unique_ptr<Receiver> makeRingReceiver(Endpoint endpoint)
{
    return std::make_unique<RingReceiver>(std::move(endpoint));
}

} // namespace cownscope::link
