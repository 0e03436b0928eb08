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

#include <sys/socket.h>
#include <unistd.h>

namespace cownscope::lab::peers {

namespace {

[[noreturn]] void failNotBuiltIn()
{
    throw std::runtime_error("this program was built without this transport");
}

std::unique_ptr<link::Receiver> makeReceiver([[maybe_unused]] const Greeting &greeting,
                                             [[maybe_unused]] PeerSocket socket)
{
#ifdef COWNSCOPE_PEER_BOOST
    if (greeting.options.peer == Peer::Boost)
        return makeBoostReceiver(greeting, std::move(socket));
#endif
#ifdef COWNSCOPE_PEER_ICEORYX
    if (greeting.options.peer == Peer::Iceoryx)
        return makeIceoryxReceiver(greeting, std::move(socket));
#endif
    failNotBuiltIn();
}

std::unique_ptr<link::Sender> makeSender([[maybe_unused]] const Greeting &greeting,
                                         [[maybe_unused]] PeerSocket socket)
{
#ifdef COWNSCOPE_PEER_BOOST
    if (greeting.options.peer == Peer::Boost)
        return makeBoostSender(greeting, std::move(socket));
#endif
#ifdef COWNSCOPE_PEER_ICEORYX
    if (greeting.options.peer == Peer::Iceoryx)
        return makeIceoryxSender(greeting, std::move(socket));
#endif
    failNotBuiltIn();
}

} // namespace

bool isBuiltIn([[maybe_unused]] Peer peer)
{
#ifdef COWNSCOPE_PEER_BOOST
    if (peer == Peer::Boost)
        return true;
#endif
#ifdef COWNSCOPE_PEER_ICEORYX
    if (peer == Peer::Iceoryx)
        return true;
#endif
    return false;
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
    m_receiver = makeReceiver(greeting, PeerSocket(std::move(own)));
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
    return makeSender(greeting, PeerSocket(std::move(socket)));
}

} // namespace cownscope::lab::peers
