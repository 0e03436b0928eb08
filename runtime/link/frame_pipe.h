// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include <sys/types.h>

#include "link/frame.h"

namespace cownscope::link {

// What is written here to a pipe that nobody reads any more is lost without a signal.

// As write(), but repeated where a signal came in between.
ssize_t writeSome(int descriptor, std::string_view bytes);

// Writes all of it and waits where that takes long; false with errno set if it cannot: EPIPE if
// nobody reads any more.
bool writeAll(int descriptor, std::string_view bytes);

// What one read() of a non-blocking descriptor gave.
struct ReadResult
{
    std::string bytes; // empty if there was nothing at the moment
    bool ended = false;
};
ReadResult readSome(int descriptor);

// Frames into a non-blocking descriptor: what the pipe has no room for waits here.
class FramePipe
{
public:
    explicit FramePipe(int descriptor)
        : m_descriptor(descriptor)
    { }

    void send(const Frame &frame);
    // Writes what it can. Frames for somebody who does not read any more are dropped.
    void flush();
    bool isWaiting() const { return !m_waiting.empty(); }

private:
    int m_descriptor;
    std::string m_waiting;
};

} // namespace cownscope::link
