// SPDX-License-Identifier: GPL-3.0-or-later
// A publisher, which waits when the queue of its only subscriber is full.
#include "lab/transport/peers/peer_socket.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

#include <iceoryx_hoofs/error_handling/error_handling.hpp>
#include <iceoryx_hoofs/log/logmanager.hpp>
#include <iceoryx_posh/internal/runtime/ipc_interface_user.hpp>
#include <iceoryx_posh/mepoo/chunk_header.hpp>
#include <iceoryx_posh/popo/untyped_publisher.hpp>
#include <iceoryx_posh/popo/untyped_subscriber.hpp>
#include <iceoryx_posh/popo/wait_set.hpp>
#include <iceoryx_posh/runtime/posh_runtime.hpp>
#include <unistd.h>

namespace cownscope::lab::peers {

namespace {

using std::chrono::milliseconds;

// Lack of chunks is reported by loan(), too. After anything else, the library cannot go on.
void onError(iox::Error error, const std::function<void()> &, iox::ErrorLevel level)
{
    using iox::Error;
    if (level == iox::ErrorLevel::MODERATE
        || error == Error::kMEPOO__MEMPOOL_GETCHUNK_CHUNK_IS_TOO_LARGE
        || error == Error::kMEPOO__MEMPOOL_GETCHUNK_CHUNK_WITHOUT_MEMPOOL)
        return;
    std::fprintf(stderr, "iceoryx has failed: %s\n", iox::ErrorHandler::toString(error));
    std::abort();
}

// Connects this process to the daemon, the first time. The library itself would wait for a minute
// and then end the process.
void connectToDaemon()
{
    static const auto handler = iox::ErrorHandler::setTemporaryErrorHandler(onError);
    iox::log::LogManager::GetLogManager().SetDefaultLogLevel(
        iox::log::LogLevel::kOff, iox::log::LogLevelOutput::kHideLogLevel);
    static bool isConnected = false;
    if (isConnected)
        return;
    if (!iox::runtime::IpcInterfaceUser(iox::roudi::IPC_CHANNEL_ROUDI_NAME).isInitialized())
        throw std::runtime_error("iceoryx needs its daemon, but iox-roudi does not run");
    iox::runtime::PoshRuntime::initRuntime(iox::RuntimeName_t(
        iox::cxx::TruncateToCapacity, "cownscope-" + std::to_string(::getpid())));
    isConnected = true;
}

iox::capro::ServiceDescription serviceOf(const Greeting &greeting)
{
    return {
        "Cownscope", "transport",
        iox::capro::IdString_t(iox::cxx::TruncateToCapacity, std::string(greeting.name.data()))};
}

// In the header of each chunk.
struct UserHeader
{
    std::uint64_t tag = 0;
};

// The subscriber; the items keep it alive. The slot of an item is the address of its chunk.
class IceoryxViews : public link::ItemOwner
{
public:
    explicit IceoryxViews(const Greeting &greeting)
        : m_subscriber(serviceOf(greeting), optionsOf(greeting))
    { }

    iox::popo::UntypedSubscriber &subscriber() { return m_subscriber; }

    void giveBack(const link::TakenSlot &item) noexcept override
    {
        m_subscriber.release(reinterpret_cast<const void *>(item.slot));
    }

private:
    static iox::popo::SubscriberOptions optionsOf(const Greeting &greeting)
    {
        iox::popo::SubscriberOptions options;
        options.queueCapacity = greeting.options.slots;
        options.queueFullPolicy = iox::popo::QueueFullPolicy::BLOCK_PRODUCER;
        return options;
    }

    iox::popo::UntypedSubscriber m_subscriber;
};

class IceoryxReceiver : public link::Receiver
{
public:
    IceoryxReceiver(const Greeting &greeting, PeerSocket socket)
        : m_socket(std::move(socket))
        , m_views(std::make_shared<IceoryxViews>(greeting))
    {
        m_waitSet.attachState(m_views->subscriber(), iox::popo::SubscriberState::HAS_DATA)
            .or_else([](auto) { throw std::runtime_error("iceoryx cannot wait for items"); });
    }

    std::optional<link::Item> take() override
    {
        const auto taken = m_views->subscriber().take();
        if (taken.has_error())
            return {};
        const void *const payload = taken.value();
        const auto *const header = iox::mepoo::ChunkHeader::fromUserPayload(payload);
        const std::size_t bytes = header->userPayloadSize();
        return link::Item(m_views,
                          {reinterpret_cast<std::uintptr_t>(payload), ++m_generation, bytes,
                           static_cast<const UserHeader *>(header->userHeader())->tag},
                          {static_cast<const std::byte *>(payload), bytes});
    }

    link::WaitResult wait(Milliseconds timeout, int wake) override
    {
        return m_socket.wait(timeout, wake, [this](milliseconds atMost) {
            if (m_views->subscriber().hasData())
                return true;
            m_waitSet.timedWait(iox::units::Duration::fromMilliseconds(atMost.count()));
            return m_views->subscriber().hasData();
        });
    }

    bool hasPeerEnded() const override { return m_socket.hasHungUp(); }
    int descriptor() const override { return -1; }
    bool prepareToSleep() override { return false; }

private:
    PeerSocket m_socket;
    std::shared_ptr<IceoryxViews> m_views;
    iox::popo::WaitSet<1> m_waitSet;
    std::uint64_t m_generation = 0;
};

class IceoryxSender : public link::Sender
{
public:
    IceoryxSender(const Greeting &greeting, PeerSocket socket)
        : m_socket(std::move(socket))
        , m_publisher(serviceOf(greeting), options())
    {
        // The daemon connects both sides a little later. Before, items would be lost.
        while (!m_publisher.hasSubscribers()) {
            if (m_socket.hasHungUp())
                throw std::runtime_error("the receiver has ended");
            std::this_thread::sleep_for(milliseconds(1));
        }
    }

    ~IceoryxSender() override
    {
        if (m_loaned != nullptr)
            m_publisher.release(m_loaned);
    }

    std::optional<std::span<std::byte>> space(std::size_t bytes) override
    {
        if (m_loaned == nullptr && !loan(bytes))
            return {};
        return std::span(static_cast<std::byte *>(m_loaned), bytes);
    }

    bool send(std::size_t, std::uint64_t tag) override
    {
        auto *const header = iox::mepoo::ChunkHeader::fromUserPayload(m_loaned);
        static_cast<UserHeader *>(header->userHeader())->tag = tag;
        m_publisher.publish(std::exchange(m_loaned, nullptr));
        return true;
    }

    link::WaitResult waitForSpace(std::size_t bytes, Milliseconds timeout, int wake) override
    {
        if (hasPeerEnded())
            return link::WaitResult::Ended;
        return m_socket.wait(timeout, wake, [this, bytes](milliseconds atMost) {
            if (!space(bytes))
                std::this_thread::sleep_for(std::min(atMost, milliseconds(1)));
            return m_loaned != nullptr;
        });
    }

    bool hasPeerEnded() const override { return m_socket.hasHungUp(); }

private:
    static iox::popo::PublisherOptions options()
    {
        iox::popo::PublisherOptions options;
        options.subscriberTooSlowPolicy = iox::popo::ConsumerTooSlowPolicy::WAIT_FOR_CONSUMER;
        return options;
    }

    // False if all chunks are in use.
    bool loan(std::size_t bytes)
    {
        using iox::popo::AllocationError;
        const auto loaned = m_publisher.loan(static_cast<std::uint32_t>(bytes), 64,
                                             sizeof(UserHeader), alignof(UserHeader));
        if (!loaned.has_error()) {
            m_loaned = loaned.value();
            return true;
        }
        if (loaned.get_error() == AllocationError::RUNNING_OUT_OF_CHUNKS
            || loaned.get_error() == AllocationError::TOO_MANY_CHUNKS_ALLOCATED_IN_PARALLEL)
            return false;
        throw std::runtime_error("iox-roudi runs without chunks for items of "
                                 + std::to_string(bytes) + " bytes");
    }

    PeerSocket m_socket;
    iox::popo::UntypedPublisher m_publisher;
    void *m_loaned = nullptr;
};

void checkSize(const Greeting &greeting)
{
    if (greeting.options.itemBytes > UINT32_MAX)
        throw std::runtime_error("iceoryx cannot send items of 4 GiB or more");
}

} // namespace

std::unique_ptr<link::Receiver> makeIceoryxReceiver(const Greeting &greeting, PeerSocket socket)
{
    checkSize(greeting);
    connectToDaemon();
    return std::make_unique<IceoryxReceiver>(greeting, std::move(socket));
}

std::unique_ptr<link::Sender> makeIceoryxSender(const Greeting &greeting, PeerSocket socket)
{
    connectToDaemon();
    return std::make_unique<IceoryxSender>(greeting, std::move(socket));
}

} // namespace cownscope::lab::peers
