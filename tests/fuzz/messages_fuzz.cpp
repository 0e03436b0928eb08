// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes as what a child sends. The first byte says how: whole messages made of the rest, so that
// the checksum does not keep everything out, or the rest as it is, in pieces.
#include "fuzz_target.h"
#include "lab/children/child_protocol.h"
#include "lab/results/result_json.h"

#include <string_view>

using namespace cownscope;
using namespace cownscope::lab;

namespace {

void hear(const link::Message &message)
{
    switch (static_cast<MessageType>(message.type)) {
    case MessageType::Hello:
        payloadOf(message);
        break;
    case MessageType::Progress:
    case MessageType::Snapshot:
        messageOf(MessageType::Progress, liveReportOf(message));
        break;
    case MessageType::Failure:
        textOf(message, "message");
        break;
    case MessageType::Result:
        toJson(repeatOf(message));
        break;
    case MessageType::Start:
        (void)validate(derived(startRequestOf(message).experiment));
        break;
    default:
        break;
    }
}

void hearAll(std::string_view bytes, std::size_t pieceSize)
{
    link::MessageReader reader;
    while (!bytes.empty()) {
        const std::size_t size = std::min(pieceSize, bytes.size());
        reader.append(bytes.substr(0, size));
        bytes.remove_prefix(size);
        while (const auto message = reader.next())
            hear(*message);
    }
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const std::string_view rest(reinterpret_cast<const char *>(data) + 1, size - 1);
    try {
        if (data[0] < 128)
            hearAll(link::encode({data[0], std::string(rest)}), 1 + data[0] % 7);
        else
            hearAll(rest, data[0] - 127u);
    } catch (const link::ProtocolError &) {
        return 0;
    }
    return 0;
}
