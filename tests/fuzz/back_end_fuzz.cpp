// SPDX-License-Identifier: GPL-3.0-or-later
// Any message between the window and a back end, both ways. The first byte is its type.
#include "fuzz_target.h"
#include "lab/results/json_reader.h"
#include "ui/back_end/back_end_protocol.h"

#include <cstdlib>
#include <string>

using namespace cownscope;
using namespace cownscope::ui;

namespace {

void readConfiguration(const link::Message &message)
{
    lab::Json json;
    lab::JsonReader(payloadOf(message), "").required("configuration", json);
    const LiveConfiguration configuration = configurationFrom(json);
    // What was understood is written so that it is understood as the same.
    if (configurationFrom(toJson(configuration)) != configuration)
        std::abort();
}

void hear(const link::Message &message)
{
    switch (typeOf(message)) {
    case BackEndMessage::Hello:
        checkHello(message);
        break;
    case BackEndMessage::Reading: {
        const link::Message written = messageOf(readingFrom(message));
        if (messageOf(readingFrom(written)) != written)
            std::abort();
        break;
    }
    case BackEndMessage::Starving:
        starvationFrom(payloadOf(message));
        break;
    case BackEndMessage::Changed:
    case BackEndMessage::Start:
    case BackEndMessage::Apply:
        readConfiguration(message);
        break;
    default:
        payloadOf(message);
        break;
    }
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    try {
        hear({data[0], std::string(reinterpret_cast<const char *>(data) + 1, size - 1)});
    } catch (const link::ProtocolError &) {
        return 0;
    } catch (const lab::ResultError &) { // of the JSON reader
        return 0;
    }
    return 0;
}
