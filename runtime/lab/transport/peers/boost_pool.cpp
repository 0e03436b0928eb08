// SPDX-License-Identifier: GPL-3.0-or-later
// Slots in shared memory. A queue has the slots with an item, and another one those that were given
// back.
#include "lab/transport/peers/peer_socket.h"
#include "link/transport/available_memory.h"
#include "link/transport/shared_memory.h"

#include <boost/date_time/posix_time/posix_time_types.hpp>
#include <boost/interprocess/ipc/message_queue.hpp>
#include <boost/interprocess/mapped_region.hpp>
#include <boost/interprocess/shared_memory_object.hpp>

#include <cerrno>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <fcntl.h>

namespace cownscope::lab::peers {

namespace {

namespace ipc = boost::interprocess;
using std::chrono::milliseconds;

struct Announcement
{
    std::uint64_t slot = 0;
    std::uint64_t bytes = 0;
    std::uint64_t tag = 0;
};

struct Names
{
    explicit Names(const Greeting &greeting)
        : data(std::string(greeting.name.data()) + "-data")
        , published(std::string(greeting.name.data()) + "-published")
        , released(std::string(greeting.name.data()) + "-released")
    { }

    void remove() const
    {
        ipc::shared_memory_object::remove(data.c_str());
        ipc::message_queue::remove(published.c_str());
        ipc::message_queue::remove(released.c_str());
    }

    std::string data;
    std::string published;
    std::string released;
};

std::size_t slotBytes(const Greeting &greeting)
{
    return link::SharedMemory::wholePages(greeting.options.itemBytes);
}

// Throws a std::runtime_error instead of an exception of the library.
template <typename Function>
auto withSentence(Function &&function)
{
    try {
        return function();
    } catch (const ipc::interprocess_exception &error) {
        throw std::runtime_error(std::string("Boost.Interprocess cannot share memory: ")
                                 + error.what());
    }
}

// A first access without memory would be SIGBUS.
ipc::shared_memory_object makeData(const Greeting &greeting)
{
    const std::size_t bytes = greeting.options.slots * slotBytes(greeting);
    ipc::shared_memory_object data(ipc::create_only, Names(greeting).data.c_str(), ipc::read_write);
    const int failed = bytes > link::availableMemory()
        ? ENOMEM
        : ::posix_fallocate(data.get_mapping_handle().handle, 0, static_cast<off_t>(bytes));
    if (failed != 0) {
        Names(greeting).remove();
        throw std::system_error(failed, std::generic_category(),
                                "Boost.Interprocess cannot share memory");
    }
    return data;
}

// Takes a message, and waits for one if there is a time.
template <typename Message>
std::optional<Message> receive(ipc::message_queue &queue, milliseconds atMost)
{
    Message message;
    ipc::message_queue::size_type bytes = 0;
    unsigned priority = 0;
    const bool received = atMost.count() == 0
        ? queue.try_receive(&message, sizeof message, bytes, priority)
        : queue.timed_receive(&message, sizeof message, bytes, priority,
                              boost::posix_time::microsec_clock::universal_time()
                                  + boost::posix_time::milliseconds(atMost.count()));
    return received ? std::optional(message) : std::nullopt;
}

// What the items keep alive.
class BoostViews : public link::ItemOwner
{
public:
    explicit BoostViews(const Greeting &greeting)
        : m_region(makeData(greeting), ipc::read_only)
        , m_released(ipc::create_only, Names(greeting).released.c_str(), greeting.options.slots,
                     sizeof(std::uint64_t))
    { }

    const std::byte *data() const { return static_cast<const std::byte *>(m_region.get_address()); }

    void giveBack(const link::TakenSlot &item) noexcept override
    {
        const std::uint64_t slot = item.slot;
        m_released.try_send(&slot, sizeof slot, 0); // it has room for all slots
    }

private:
    ipc::mapped_region m_region;
    ipc::message_queue m_released;
};

class BoostReceiver : public link::Receiver
{
public:
    BoostReceiver(const Greeting &greeting, PeerSocket socket)
        : m_names(greeting)
        , m_slotBytes(slotBytes(greeting))
        , m_socket(std::move(socket))
        , m_views(std::make_shared<BoostViews>(greeting))
        , m_published(ipc::create_only, m_names.published.c_str(), greeting.options.slots,
                      sizeof(Announcement))
    { }

    ~BoostReceiver() override
    {
        if (m_hasNames)
            m_names.remove();
    }

    std::optional<link::Item> take() override
    {
        const auto next =
            m_next ? std::exchange(m_next, {}) : receive<Announcement>(m_published, {});
        if (!next)
            return {};
        if (std::exchange(m_hasNames, false)) // both sides are connected
            m_names.remove();
        return link::Item(m_views, {next->slot, ++m_generation, next->bytes, next->tag},
                          {m_views->data() + next->slot * m_slotBytes, next->bytes});
    }

    link::WaitResult wait(Milliseconds timeout, int wake) override
    {
        return m_socket.wait(timeout, wake, [this](milliseconds atMost) {
            if (!m_next)
                m_next = receive<Announcement>(m_published, atMost);
            return m_next.has_value();
        });
    }

    bool hasPeerEnded() const override { return m_socket.hasHungUp(); }
    int descriptor() const override { return -1; }
    bool prepareToSleep() override { return false; }

private:
    Names m_names;
    std::size_t m_slotBytes;
    PeerSocket m_socket;
    std::shared_ptr<BoostViews> m_views;
    ipc::message_queue m_published;
    std::optional<Announcement> m_next; // was received while waiting
    std::uint64_t m_generation = 0;
    bool m_hasNames = true;
};

class BoostSender : public link::Sender
{
public:
    BoostSender(const Greeting &greeting, PeerSocket socket)
        : m_itemBytes(greeting.options.itemBytes)
        , m_slotBytes(slotBytes(greeting))
        , m_socket(std::move(socket))
        , m_region(ipc::shared_memory_object(ipc::open_only, Names(greeting).data.c_str(),
                                             ipc::read_write),
                   ipc::read_write)
        , m_published(ipc::open_only, Names(greeting).published.c_str())
        , m_released(ipc::open_only, Names(greeting).released.c_str())
    {
        for (std::uint64_t slot = 0; slot < greeting.options.slots; ++slot)
            m_free.push_back(slot);
    }

    std::optional<std::span<std::byte>> space(std::size_t bytes) override
    {
        if (bytes > m_itemBytes)
            return {};
        if (m_free.empty() && !readReleased({}))
            return {};
        return std::span(
            static_cast<std::byte *>(m_region.get_address()) + m_free.front() * m_slotBytes, bytes);
    }

    bool send(std::size_t bytes, std::uint64_t tag) override
    {
        const Announcement announcement{.slot = m_free.front(), .bytes = bytes, .tag = tag};
        m_free.pop_front();
        return m_published.try_send(&announcement, sizeof announcement, 0); // has room for all
    }

    link::WaitResult waitForSpace(std::size_t bytes, Milliseconds timeout, int wake) override
    {
        if (hasPeerEnded())
            return link::WaitResult::Ended;
        return m_socket.wait(timeout, wake, [this, bytes](milliseconds atMost) {
            return space(bytes) || readReleased(atMost);
        });
    }

    bool hasPeerEnded() const override { return m_socket.hasHungUp(); }

private:
    bool readReleased(milliseconds atMost)
    {
        const auto slot = receive<std::uint64_t>(m_released, atMost);
        if (slot)
            m_free.push_back(*slot);
        return slot.has_value();
    }

    std::size_t m_itemBytes;
    std::size_t m_slotBytes;
    PeerSocket m_socket;
    ipc::mapped_region m_region;
    ipc::message_queue m_published;
    ipc::message_queue m_released;
    std::deque<std::uint64_t> m_free; // slots; the first one is being filled
};

} // namespace

std::unique_ptr<link::Receiver> makeBoostReceiver(const Greeting &greeting, PeerSocket socket)
{
    return withSentence(
        [&] { return std::make_unique<BoostReceiver>(greeting, std::move(socket)); });
}

std::unique_ptr<link::Sender> makeBoostSender(const Greeting &greeting, PeerSocket socket)
{
    return withSentence([&] { return std::make_unique<BoostSender>(greeting, std::move(socket)); });
}

} // namespace cownscope::lab::peers
