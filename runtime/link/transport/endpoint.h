// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/descriptor.h"
#include "link/transport/control_words.h"
#include "link/transport/shared_memory.h"
#include "link/transport/transport.h"
#include "link/transport/wait_word.h"

#include <chrono>
#include <memory>

namespace cownscope::link {

std::size_t slotBytes(const TransportOptions &options);   // of a slot: whole pages
std::size_t ringBytes(const TransportOptions &options);   // of a ring, with its records' headers
std::size_t dataBytes(const TransportOptions &options);   // of the data memory
void validate(const TransportOptions &options);           // throws std::invalid_argument
TransportOptions readHeader(const ControlHeader &header); // throws TransportError

// What one end of a transport consists of, apart from what its kind adds.
struct Endpoint
{
    TransportOptions options;
    std::shared_ptr<const Mapping> control;
    SharedMemory data;
    Descriptor published; // an eventfd: the sender wakes the receiver
    Descriptor released;  // an eventfd: the receiver wakes the sender
    Descriptor socket;    // carries the items of a pipe; otherwise only its hang-up is of interest
    Descriptor peer;      // a pidfd of the other process, if there is one

    ControlWords &words() const { return *reinterpret_cast<ControlWords *>(control->data()); }
    bool hasPeerEnded() const;
};

Descriptor makeEvent(); // throws std::system_error
void ringEvent(const Descriptor &event) noexcept;
void clearEvent(const Descriptor &event) noexcept;

// Sleeps until `event` is readable (or writable), the other side has ended, or `wake` is readable.
// Ready also if it was interrupted or if the event was spurious.
WaitResult sleepOn(const Endpoint &endpoint, int event, short events,
                   std::chrono::steady_clock::time_point end, int wake);

std::unique_ptr<Sender> makeSender(Endpoint endpoint);
std::unique_ptr<Receiver> makeReceiver(Endpoint endpoint);
std::unique_ptr<Sender> makePoolSender(Endpoint endpoint);
std::unique_ptr<Receiver> makePoolReceiver(Endpoint endpoint);
std::unique_ptr<Sender> makeRingSender(Endpoint endpoint);
std::unique_ptr<Receiver> makeRingReceiver(Endpoint endpoint);
std::unique_ptr<Sender> makePipeSender(Endpoint endpoint);
std::unique_ptr<Receiver> makePipeReceiver(Endpoint endpoint);

} // namespace cownscope::link
