// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/transport/message_child.h"

#include "base/number_text.h"
#include "lab/results/text_table.h"
#include "lab/transport/protocol.h"

#include <algorithm>
#include <utility>

namespace cownscope::lab::transport {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds longestPoll{1'000};

} // namespace

MessageChild::MessageChild(std::string name, const std::vector<std::string> &command,
                           const std::vector<link::HandedDescriptor> &handed)
    : m_name(std::move(name))
    , m_child(command, handed)
    , m_toChild(m_child.input())
{ }

std::optional<link::Message> MessageChild::receive(RunControl &control, milliseconds timeout)
{
    const auto deadline = Clock::now() + timeout;
    while (!control.stopRequested()) {
        if (auto message = next())
            return message;
        // Once it has ended, everything that it wrote is available.
        const auto status = m_child.wait(milliseconds(0));
        readAvailable();
        if (auto message = next())
            return message;
        if (status)
            fail(status->clause());
        if (Clock::now() > deadline)
            fail("has not answered within "
                 + numberText(std::chrono::duration<double>(timeout).count()) + " s");
        if (m_child.poll(longestPoll, control.descriptor(), m_toChild.isWaiting()).wake)
            control.clear();
        m_toChild.flush();
    }
    return {};
}

void MessageChild::readAvailable()
{
    for (;;) {
        const std::string output = m_child.readOutput();
        const std::string errors = m_child.readErrors();
        if (output.empty() && errors.empty())
            return;
        m_messages.append(output);
        m_errors.append(errors);
    }
}

void MessageChild::finish(milliseconds atMost)
{
    m_child.closeInput();
    (void)m_child.wait(atMost);
}

std::optional<link::Message> MessageChild::next()
{
    try {
        auto message = m_messages.next();
        if (message && typeOf(*message) == MessageType::Failure)
            throw MeasuringError(failureOf(*message));
        return message;
    } catch (const link::ProtocolError &error) {
        fail(error.what());
    }
}

void MessageChild::fail(const std::string &clause) const
{
    const std::string errors = oneLine(m_errors.text());
    throw MeasuringError(m_name + ' ' + clause + (errors.empty() ? "" : ": " + errors));
}

} // namespace cownscope::lab::transport
