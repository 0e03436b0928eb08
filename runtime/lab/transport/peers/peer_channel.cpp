// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/transport/peers/peer_channel.h"

#include "lab/transport/peers/peer_socket.h"
#include "link/transport/shared_memory.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include <sys/socket.h>
#include <unistd.h>

namespace cownscope::lab::peers {

namespace {

/// How the two ends of a peer are made.
struct PeerFactory
{
    Peer peer;
    std::unique_ptr<link::Receiver> (*makeReceiver)(const Greeting &, PeerSocket);
    std::unique_ptr<link::Sender> (*makeSender)(const Greeting &, PeerSocket);
};

/// The peers whose libraries were there when the program was built.
const std::vector<PeerFactory> &builtInPeers()
{
    static const std::vector<PeerFactory> peers{
#ifdef COWNSCOPE_PEER_BOOST
        {Peer::Boost, makeBoostReceiver, makeBoostSender},
#endif
#ifdef COWNSCOPE_PEER_ICEORYX
        {Peer::Iceoryx, makeIceoryxReceiver, makeIceoryxSender},
#endif
    };
    return peers;
}

const PeerFactory &factoryOf(Peer peer)
{
    const auto factory = std::ranges::find(builtInPeers(), peer, &PeerFactory::peer);
    if (factory == builtInPeers().end())
        throw std::runtime_error("this program was built without this transport");
    return *factory;
}

} // namespace

bool isBuiltIn(Peer peer)
{
    return std::ranges::find(builtInPeers(), peer, &PeerFactory::peer) != builtInPeers().end();
}

PeerChannel::PeerChannel(const PeerOptions &options)
{
    static std::atomic<unsigned> count{0};
    Greeting greeting{.options = options, .name = {}};
    const std::string name =
        "cownscope-" + std::to_string(::getpid()) + '-' + std::to_string(count++);
    std::ranges::copy(name, greeting.name.begin());
    link::SocketPair sockets(SOCK_SEQPACKET);
    m_senderSocket = std::move(sockets.first);
    link::Descriptor own = std::move(sockets.second);
    if (::send(own.get(), &greeting, sizeof greeting, MSG_NOSIGNAL) != sizeof greeting)
        throw std::system_error(errno, std::generic_category(), "cannot write in a socket");
    m_receiver = factoryOf(options.peer).makeReceiver(greeting, PeerSocket(std::move(own)));
    if (options.peer == Peer::Boost)
        m_sharedBytes = options.slots * link::SharedMemory::wholePages(options.itemBytes);
}

std::unique_ptr<link::Receiver> PeerChannel::receiver()
{
    m_senderSocket.close(); // so that the end of the child is a hang-up
    return std::move(m_receiver);
}

std::unique_ptr<link::Sender> connectPeerSender(int descriptor)
{
    link::Descriptor socket(descriptor);
    Greeting greeting;
    if (::recv(socket.get(), &greeting, sizeof greeting, 0) != sizeof greeting)
        throw std::runtime_error("the receiver has sent no name of a transport");
    greeting.name.back() = '\0';
    return factoryOf(greeting.options.peer).makeSender(greeting, PeerSocket(std::move(socket)));
}

} // namespace cownscope::lab::peers
