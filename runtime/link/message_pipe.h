// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "link/message.h"

namespace cownscope::link {

// Messages into a non-blocking descriptor: what the pipe has no room for waits here.
class MessagePipe
{
public:
    explicit MessagePipe(int descriptor)
        : m_descriptor(descriptor)
    { }

    void send(const Message &message);
    // Writes what it can. Messages for somebody who does not read any more are dropped.
    void flush();
    bool isWaiting() const { return !m_waiting.empty(); }

private:
    int m_descriptor;
    std::string m_waiting;
};

} // namespace cownscope::link
