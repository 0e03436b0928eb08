// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/message.h"

#include <string>

namespace cownscope::link {

// Writes messages to a non-blocking descriptor. Buffers what does not fit into the pipe.
class MessagePipe
{
public:
    explicit MessagePipe(int descriptor)
        : m_descriptor(descriptor)
    { }

    void send(const Message &message);
    // Writes as much as possible. If the reader is gone, the messages are dropped.
    void flush();
    bool isWaiting() const { return !m_waiting.empty(); }

private:
    int m_descriptor;
    std::string m_waiting;
};

} // namespace cownscope::link
