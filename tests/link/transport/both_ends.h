// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/transport/transport.h"

#include <memory>
#include <stdexcept>

#include <fcntl.h>
#include <unistd.h>

namespace cownscope::test {

// Both ends of a transport in this process.
struct BothEnds
{
    explicit BothEnds(const link::TransportOptions &options)
        : BothEnds(link::Channel(options))
    { }

    std::unique_ptr<link::Sender> sender;
    std::unique_ptr<link::Receiver> receiver;

private:
    explicit BothEnds(link::Channel channel)
    {
        constexpr int first = 200; // numbers that nothing else uses
        for (const link::HandedDescriptor &one : channel.handed(first)) {
            if (::dup2(one.own, one.number) < 0)
                throw std::runtime_error("cannot duplicate a descriptor");
        }
        try {
            receiver = channel.receiver(-1);
            sender = link::connectSender(first);
        } catch (...) {
            for (int i = 0; i < link::Channel::handedCount; ++i)
                ::close(first + i);
            throw;
        }
    }
};

} // namespace cownscope::test
