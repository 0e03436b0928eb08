// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/child.h"
#include "link/transport/item.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace cownscope::link {

// Sends large items from one process to another one, in order. README.md describes the protocol.
//
// Pipe: items are copied into a socket and out of it.
// Ring: the sender writes items in a shared ring; the receiver copies them out.
// Pool: the sender writes items in shared slots; the receiver reads them there.
enum class Transport { Pipe, Ring, Pool };

enum class WhenFull {
    Wait,       // the sender waits until the receiver gives an item back
    KeepNewest, // an item that was not taken yet is replaced by the next one; only in a pool
};

struct TransportOptions
{
    static constexpr std::size_t mostSlots = 64;

    Transport transport = Transport::Pool;
    std::size_t itemBytes = 0; // of the largest item; at least 1
    std::size_t slots = 3;     // 1 to mostSlots; a ring has memory for as many of the largest items
    WhenFull whenFull = WhenFull::Wait;
};

enum class WaitResult {
    Ready,
    TimedOut,
    Woken, // the given descriptor is readable
    Ended, // the other side has died or has closed its end
};

// The sending end. Used by one thread.
class Sender
{
public:
    using Milliseconds = std::chrono::milliseconds;

    virtual ~Sender() = default;

    // Space for an item of so many bytes, to be filled and sent. None if the receiver must give
    // something back first. Until send(), it stays the same space. In a pipe and in a pool, a space
    // that comes again still has the bytes that it had.
    virtual std::optional<std::span<std::byte>> space(std::size_t bytes) = 0;
    // Sends the first `bytes` of the space. In a pipe, this waits until the receiver has read most
    // of the item. False if it has found that the receiver has ended; then the item is lost.
    virtual bool send(std::size_t bytes, std::uint64_t tag = 0) = 0;
    // Sleeps until there is space. If the other side has ended: Ended, even if there is space.
    // `wake`: a descriptor that ends the sleep when it is readable, if any.
    virtual WaitResult waitForSpace(std::size_t bytes, Milliseconds timeout, int wake = -1) = 0;
    virtual bool hasPeerEnded() const = 0;
};

// The receiving end. Used by one thread.
class Receiver
{
public:
    using Milliseconds = std::chrono::milliseconds;

    virtual ~Receiver() = default;

    // The next item, if one has arrived. Throws TransportError.
    virtual std::optional<Item> take() = 0;
    // Sleeps until take() may return an item. Ended only if there is none left.
    virtual WaitResult wait(Milliseconds timeout, int wake = -1) = 0;
    virtual bool hasPeerEnded() const = 0;

    // For an event loop: this descriptor is readable when take() may return an item, and when the
    // other side has ended. Before returning to the event loop, call prepareToSleep(), which is
    // false if an item has arrived in the meantime.
    virtual int descriptor() const = 0;
    virtual bool prepareToSleep() = 0;
};

// What both processes need for a transport, made by one of them, usually the parent. Everything is
// without a name and vanishes with the last process that uses it.
class Channel
{
public:
    // Descriptors that are passed to the other process, whatever the options.
    static constexpr int handedCount = 6;

    // Throws std::system_error if the system does not provide what is needed, and
    // std::invalid_argument for options outside their limits.
    explicit Channel(const TransportOptions &options);
    ~Channel();
    Channel(Channel &&) noexcept;
    Channel &operator=(Channel &&) noexcept;

    // The descriptors for the child, which get the numbers first … first + handedCount − 1 there.
    std::vector<HandedDescriptor> handed(int first) const;

    // Passes the same descriptors to a process that runs already, in a message through a Unix
    // socket (SOCK_SEQPACKET), before this process's end is made. False if the other side has
    // closed the socket. Throws std::system_error.
    bool pass(int socket) const;

    // This process's end, made once, after the child was started. `peer`: a pidfd of the other
    // process, which is duplicated; −1 if there is none, then only a hang-up tells of its death.
    std::unique_ptr<Receiver> receiver(int peer);
    std::unique_ptr<Sender> sender(int peer);

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

// The child's end, from the descriptors with the numbers first … first + Channel::handedCount − 1,
// which it closes as far as it does not need them. Throws std::system_error, and TransportError if
// they are not what Channel makes.
std::unique_ptr<Sender> connectSender(int first);
std::unique_ptr<Receiver> connectReceiver(int first);

// The same end, from descriptors that Channel::pass() has sent through this socket. Does not wait:
// null if none have arrived. Throws TransportError, too, if the other side has closed the socket.
std::unique_ptr<Sender> receiveSender(int socket);

} // namespace cownscope::link
