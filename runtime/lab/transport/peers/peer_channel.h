// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/descriptor.h"
#include "link/transport/transport.h"

#include <cstddef>
#include <memory>

namespace cownscope::lab::peers {

enum class Peer {
    Boost,   // Boost.Interprocess: slots in shared memory, and message queues
    Iceoryx, // a publisher and a subscriber
};

// Whether this program was built with it.
bool isBuiltIn(Peer peer);

struct PeerOptions
{
    Peer peer = Peer::Boost;
    std::size_t itemBytes = 0; // of the largest item
    std::size_t slots = 3;     // of Boost; of iceoryx, the length of the queue
};

// As link::Channel, for the transport of another library; made by the receiving process. Items must
// be given back on the thread that took them. The receiver has no descriptor for an event loop.
class PeerChannel
{
public:
    // Throws std::runtime_error or std::system_error with a sentence, also if the peer is not built
    // in, or if its daemon does not run.
    explicit PeerChannel(const PeerOptions &options);

    // For the child, which passes its number to connectPeerSender().
    int senderDescriptor() const { return m_senderSocket.get(); }

    // Of the slots; 0 if a daemon has the memory.
    std::size_t sharedBytes() const { return m_sharedBytes; }

    // Once, after the child was started.
    std::unique_ptr<link::Receiver> receiver();

private:
    link::Descriptor m_senderSocket;
    std::unique_ptr<link::Receiver> m_receiver;
    std::size_t m_sharedBytes = 0;
};

// The child's end. Throws as PeerChannel does.
std::unique_ptr<link::Sender> connectPeerSender(int descriptor);

} // namespace cownscope::lab::peers
