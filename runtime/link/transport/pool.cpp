// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/transport/endpoint.h"
#include "link/transport/epoll_set.h"
#include "link/transport/transport_error.h"

#include <string>

#include <poll.h>

namespace cownscope::link {

namespace {

using Clock = std::chrono::steady_clock;

std::span<SlotWords<std::atomic>> slotsOf(const Endpoint &endpoint)
{
    return std::span(endpoint.words().slots).first(endpoint.options.slots);
}

class PoolSender : public Sender
{
public:
    explicit PoolSender(Endpoint endpoint)
        : m_endpoint(std::move(endpoint))
        , m_data(m_endpoint.data, Mapping::Access::ReadAndWrite)
        , m_slots(slotsOf(m_endpoint))
        , m_wait(m_endpoint.words().senderWaits)
        , m_wake(m_endpoint.words().receiverWaits)
    {
        m_endpoint.data.close();
    }

    std::optional<std::span<std::byte>> space(std::size_t bytes) override
    {
        if (bytes > m_endpoint.options.itemBytes)
            return {};
        const std::optional<std::size_t> slot = m_slots.acquire();
        if (!slot)
            return {};
        return std::span(m_data.data() + *slot * slotBytes(m_endpoint.options), bytes);
    }

    bool send(std::size_t bytes, std::uint64_t tag) override
    {
        m_slots.publish(bytes, tag);
        if (m_endpoint.options.whenFull == WhenFull::KeepNewest)
            m_slots.keepNewest();
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
    SlotProducer<std::atomic> m_slots;
    WaitSide<std::atomic> m_wait;
    WakeSide<std::atomic> m_wake;
};

// What the items of a pool keep alive.
class PoolViews : public ItemOwner
{
public:
    explicit PoolViews(Endpoint &endpoint)
        : m_control(endpoint.control)
        , m_data(endpoint.data, Mapping::Access::Read)
        , m_released(std::move(endpoint.released))
        , m_slots(slotsOf(endpoint))
        , m_wake(endpoint.words().senderWaits)
    { }

    const std::byte *data() const { return m_data.data(); }

    void giveBack(const TakenSlot &item) noexcept override
    {
        m_slots.release(item);
        wakeSender();
    }

    std::optional<TakenSlot> take()
    {
        const std::optional<TakenSlot> taken = m_slots.take();
        wakeSender();
        return taken;
    }

    bool hasItem() const { return m_slots.hasItem(); }

private:
    void wakeSender() noexcept
    {
        if (m_wake.isDue())
            ringEvent(m_released);
    }

    std::shared_ptr<const Mapping> m_control;
    Mapping m_data;
    Descriptor m_released;
    SlotConsumer<std::atomic> m_slots;
    WakeSide<std::atomic> m_wake;
};

class PoolReceiver : public Receiver
{
public:
    explicit PoolReceiver(Endpoint endpoint)
        : m_endpoint(std::move(endpoint))
        , m_views(std::make_shared<PoolViews>(m_endpoint))
        , m_wait(m_endpoint.words().receiverWaits)
        , m_events(m_endpoint, m_endpoint.published)
    {
        m_endpoint.data.close();
    }

    std::optional<Item> take() override
    {
        const std::optional<TakenSlot> taken = m_views->take();
        if (!taken)
            return {};
        const std::byte *const data = m_views->data() + taken->slot * slotBytes(m_endpoint.options);
        const bool fits = taken->bytes <= m_endpoint.options.itemBytes;
        Item item(m_views, *taken, {data, fits ? taken->bytes : 0});
        if (!fits)
            throw TransportError("sent an item of " + std::to_string(taken->bytes)
                                 + " bytes, but at most "
                                 + std::to_string(m_endpoint.options.itemBytes) + " fit");
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
            if (result != WaitResult::TimedOut && m_views->hasItem())
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
        return !m_views->hasItem();
    }

private:
    Endpoint m_endpoint;
    std::shared_ptr<PoolViews> m_views;
    WaitSide<std::atomic> m_wait;
    EpollSet m_events;
};

} // namespace

std::unique_ptr<Sender> makePoolSender(Endpoint endpoint)
{
    return std::make_unique<PoolSender>(std::move(endpoint));
}

std::unique_ptr<Receiver> makePoolReceiver(Endpoint endpoint)
{
    return std::make_unique<PoolReceiver>(std::move(endpoint));
}

} // namespace cownscope::link
