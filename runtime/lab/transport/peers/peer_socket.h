// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/transport/peers/peer_channel.h"

#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace cownscope::lab::peers {

// What the receiving side tells the sender.
struct Greeting
{
    PeerOptions options;
    std::array<char, 64> name{}; // of the shared objects; ends with zero
};

// One end of the socket between both sides. After the greeting, only its hang-up is of interest.
class PeerSocket
{
public:
    explicit PeerSocket(link::Descriptor socket)
        : m_socket(std::move(socket))
    { }

    int descriptor() const { return m_socket.get(); }
    bool hasHungUp() const;

    // Waits until `waitFor`, which waits for at most this time, is true. Ended only if it is not.
    link::WaitResult
    wait(std::chrono::milliseconds timeout, int wake,
         const std::function<bool(std::chrono::milliseconds atMost)> &waitFor) const;

private:
    link::Descriptor m_socket;
};

std::unique_ptr<link::Receiver> makeBoostReceiver(const Greeting &greeting, PeerSocket socket);
std::unique_ptr<link::Sender> makeBoostSender(const Greeting &greeting, PeerSocket socket);
std::unique_ptr<link::Receiver> makeIceoryxReceiver(const Greeting &greeting, PeerSocket socket);
std::unique_ptr<link::Sender> makeIceoryxSender(const Greeting &greeting, PeerSocket socket);

} // namespace cownscope::lab::peers
