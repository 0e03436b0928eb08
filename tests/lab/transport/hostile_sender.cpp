// SPDX-License-Identifier: GPL-3.0-or-later
// A sender of transports that does not do what it should: $COWNSCOPE_HOSTILITY says how.
#include "lab/children/parent_link.h"
#include "lab/transport/payload.h"
#include "lab/transport/protocol.h"
#include "link/transport/transport.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

using namespace cownscope;
using namespace cownscope::lab::transport;

namespace {

void send(link::Sender &sender, std::size_t bytes, std::uint64_t tag)
{
    const auto space = sender.space(bytes).value();
    std::memset(space.data(), 0x5A, space.size());
    sender.send(bytes, tag);
}

} // namespace

int main()
{
    const std::string hostility = std::getenv("COWNSCOPE_HOSTILITY");
    lab::ParentLink parent;
    const StartRequest start = startRequestOf(parent.receive().value());
    const auto sender = link::connectSender(transportNumber);
    const std::size_t bytes = itemBytes(start.configuration, 0);
    if (hostility == "fails")
        parent.send(failureMessage("there is no payload"));
    else if (hostility == "sends another message")
        parent.send(messageOf(SentReport()));
    else
        parent.send(messageOf(MessageType::Ready));
    parent.receive();
    if (hostility == "ends") {
        std::fputs("the reason\nin two lines", stderr);
        return 7;
    }
    if (hostility == "sends in the wrong order")
        send(*sender, bytes, 5);
    if (hostility == "sends a short item")
        send(*sender, bytes - 1, 0);
    if (hostility == "sends no matrix")
        send(*sender, bytes, 0);
    if (hostility == "sends an invalid report") {
        send(*sender, bytes, 0);
        parent.send(messageOf(MessageType::Sent, {{"cpu_s", "much"}, {"peak_bytes", 0}}));
    }
    while (parent.receive()) {
    }
    return 0;
}
