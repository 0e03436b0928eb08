// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/message_pipe.h"

#include "link/descriptor.h"

#include <cerrno>

namespace cownscope::link {

void MessagePipe::send(const Message &message)
{
    m_waiting += encode(message);
    flush();
}

void MessagePipe::flush()
{
    while (!m_waiting.empty()) {
        const ssize_t written = writeSome(m_descriptor, m_waiting);
        if (written < 0 && errno == EAGAIN)
            return;
        if (written < 0)
            m_waiting.clear();
        else
            m_waiting.erase(0, static_cast<std::size_t>(written));
    }
}

} // namespace cownscope::link
