// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/descriptor.h"
#include "link/transport/shared_memory.h"
#include "link/transport/transport.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

namespace cownscope::lab::transport {

// Sends each item as shared memory of its own, whose descriptor travels through a Unix socket. Both
// ends have the interface of the transports of link.
//
// sender → receiver   bytes and tag of an item, with one descriptor (SCM_RIGHTS)
// receiver → sender   one byte for each item that was given back

struct SocketPair
{
    SocketPair(); // throws std::system_error

    link::Descriptor sender, receiver;
};

class MemorySender : public link::Sender
{
public:
    // At most `slots` items exist at a time, with the one that is being filled.
    MemorySender(link::Descriptor socket, std::size_t slots);

    // Throw std::system_error if there is no memory.
    std::optional<std::span<std::byte>> space(std::size_t bytes) override;
    bool send(std::size_t bytes, std::uint64_t tag = 0) override;
    link::WaitResult waitForSpace(std::size_t bytes, Milliseconds timeout, int wake = -1) override;
    bool hasPeerEnded() const override;

    std::size_t mostMemory() const { return m_mostMemory; } // of all items at a time, in bytes

private:
    struct Filling
    {
        explicit Filling(std::size_t bytes);

        link::SharedMemory memory;
        link::Mapping mapping;
    };

    void readReturned();

    link::Descriptor m_socket;
    std::size_t m_slots;
    std::size_t m_inFlight = 0;
    std::size_t m_mostMemory = 0;
    std::optional<Filling> m_filling;
};

class MemoryReceiver : public link::Receiver
{
public:
    MemoryReceiver(link::Descriptor socket, std::size_t mostItemBytes);

    std::optional<link::Item> take() override;
    link::WaitResult wait(Milliseconds timeout, int wake = -1) override;
    bool hasPeerEnded() const override;
    int descriptor() const override;
    bool prepareToSleep() override { return true; } // an item that has arrived keeps it readable

private:
    std::shared_ptr<link::Descriptor> m_socket; // shared with the items
    std::size_t m_mostItemBytes;
    std::uint64_t m_generation = 0;
    bool m_hasEnded = false;
};

} // namespace cownscope::lab::transport
