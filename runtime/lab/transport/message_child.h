// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/children/run_control.h"
#include "link/child.h"
#include "link/message.h"
#include "link/message_pipe.h"
#include "link/tail.h"

#include <chrono>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace cownscope::lab::transport {

// A configuration cannot be measured. what() is a sentence.
class MeasuringError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

// A child process that exchanges messages over its standard streams (protocol.h). It is killed by
// the destructor.
class MessageChild
{
public:
    // `name`: the subject of sentences about it, as in "the sender". Throws std::system_error.
    MessageChild(std::string name, const std::vector<std::string> &command,
                 const std::vector<link::HandedDescriptor> &handed);

    void send(const link::Message &message) { m_toChild.send(message); }

    // Waits for its next message. Nothing if the control has requested a stop. Throws
    // MeasuringError if it fails, ends, or is silent for this time.
    std::optional<link::Message> receive(RunControl &control, std::chrono::milliseconds timeout);

    // Reads what it has written, so that it never has to wait for that.
    void readAvailable();
    // Ends its input and waits, at most for this time, so that it can end by itself.
    void finish(std::chrono::milliseconds atMost);
    int ended() const { return m_child.ended(); } // see link::Child

private:
    std::optional<link::Message> next();
    [[noreturn]] void fail(const std::string &clause) const;

    std::string m_name;
    link::Child m_child;
    link::MessagePipe m_toChild;
    link::MessageReader m_messages;
    link::Tail m_errors;
};

} // namespace cownscope::lab::transport
