// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/children/child_run.h"

#include "base/number_text.h"
#include "lab/machine/build_info.h"
#include "link/child.h"
#include "link/message_pipe.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <utility>

namespace cownscope::lab {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr milliseconds stopTimeout{600}; // for a child that was asked to stop
constexpr milliseconds longestWait{1000};

class Run
{
public:
    Run(const ChildOptions &options, const Experiment &experiment, const ChildHooks &hooks,
        RunControl &control)
        : m_mostReceived(options.mostReceived)
        , m_mostReceivedPerSecond(options.mostReceivedPerSecond)
        , m_timeout(options.timeoutSeconds.value_or(timeoutFor(experiment)))
        , m_exitTimeout(duration_cast<milliseconds>(
              std::chrono::duration<double>(options.exitTimeoutSeconds)))
        , m_hooks(hooks)
        , m_control(control)
        , m_child(commandOf(options))
        , m_toChild(m_child.input())
        , m_deadline(afterTimeout())
    { }

    std::optional<Repeat> drive(const StartRequest &start)
    {
        m_repeatIndex = start.repeatIndex;
        m_toChild.send(messageOf(start));
        try {
            return receiveUntilDone();
        } catch (const ChildFailure &) {
            // A Ctrl-C may also have ended the child or its launcher. After a stop this is not a
            // failure.
            if (m_control.stopRequested())
                return {};
            throw;
        }
    }

private:
    static std::vector<std::string> commandOf(const ChildOptions &options)
    {
        std::vector<std::string> command = options.launcher;
        command.push_back(options.program);
        command.emplace_back("child");
        return command;
    }

    Clock::time_point afterTimeout() const
    {
        return Clock::now()
            + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(m_timeout));
    }

    std::optional<Repeat> receiveUntilDone()
    {
        try {
            while (!m_repeat && !m_ended && m_child.output() >= 0 && !m_stopUntil) {
                if (Clock::now() > m_deadline)
                    fail(std::string(m_helloReceived ? "did not end" : "did not say hello")
                         + " within " + numberText(m_timeout) + " s and was killed");
                handleEvents(m_deadline);
            }
            return conclude();
        } catch (const link::ProtocolError &error) {
            fail(error.what());
        }
    }

    // Waits for events, for a short time and at most until `until`, and handles them.
    void handleEvents(Clock::time_point until)
    {
        const auto begin = Clock::now();
        const auto left = std::chrono::ceil<milliseconds>(until - begin);
        const auto timeout = std::clamp(left, milliseconds(0), longestWait);
        const auto events = m_child.poll(timeout, m_control.descriptor(), m_toChild.isWaiting());
        if (events.input)
            m_toChild.flush();
        if (events.errors)
            readErrors();
        if (events.output)
            readOutput();
        if (events.ended)
            readRemainingOutput();
        if (events.wake)
            handleRequests();
        // Time in which this process was suspended (Ctrl-Z) does not count.
        if (const auto taken = Clock::now() - begin; taken > 2 * longestWait)
            m_deadline += taken;
    }

    // The child has ended. Its own output is complete, even if processes that it started keep the
    // pipe open.
    void readRemainingOutput()
    {
        while (readOutput()) {
        }
        while (readErrors()) {
        }
        m_ended = true;
    }

    void handleRequests()
    {
        m_control.clear();
        if (m_control.takeSnapshotRequest())
            m_toChild.send(messageOf(MessageType::SnapshotRequest, Json::object()));
        if (m_control.stopRequested() && !m_stopUntil) {
            m_toChild.send(messageOf(MessageType::Stop, Json::object()));
            m_stopUntil = Clock::now() + stopTimeout;
            m_hooks.stopping();
        }
        if (m_control.insisted())
            m_child.kill();
    }

    // False if nothing was read.
    bool readErrors()
    {
        const std::string bytes = m_child.readErrors();
        m_errors.append(bytes);
        checkPrinted();
        return !bytes.empty();
    }

    bool readOutput()
    {
        const std::string bytes = m_child.readOutput();
        m_received += bytes.size();
        m_messages.append(bytes);
        while (const auto message = m_messages.next())
            handle(*message);
        checkPrinted();
        const double seconds = std::chrono::duration<double>(Clock::now() - m_begin).count();
        if (static_cast<double>(m_received)
            > static_cast<double>(m_mostReceived) + seconds * m_mostReceivedPerSecond)
            fail("sent more than " + std::to_string(m_received >> 20) + " MiB of messages in "
                 + numberText(std::ceil(seconds)) + " s and was killed");
        return !bytes.empty();
    }

    void checkPrinted() const
    {
        if (m_errors.totalBytes() + m_messages.stray().totalBytes() > MostPrinted)
            fail("printed more than " + std::to_string(MostPrinted >> 20) + " MiB and was killed");
    }

    void handle(const link::Message &message)
    {
        switch (static_cast<MessageType>(message.type)) {
        case MessageType::Hello:
            if (std::exchange(m_helloReceived, true))
                throw link::ProtocolError("said hello twice");
            m_deadline = afterTimeout();
            return handleHello(payloadOf(message));
        case MessageType::Progress:
            return m_hooks.live(liveReportOf(message));
        case MessageType::Snapshot:
            return m_hooks.snapshot(liveReportOf(message));
        case MessageType::Result:
            m_repeat = repeatOf(message);
            if (m_repeat->repeatIndex != m_repeatIndex)
                throw link::ProtocolError("sent the result of repeat "
                                          + std::to_string(m_repeat->repeatIndex) + " instead of "
                                          + std::to_string(m_repeatIndex));
            return;
        case MessageType::Failure:
            throw ChildFailure(textOf(message, "message"), tail());
        default:
            throw link::ProtocolError("sent a message of the unknown type "
                                      + std::to_string(message.type));
        }
    }

    void handleHello(const Json &hello) const
    {
        const Json said = hello.value("build", Json());
        const std::string build = said.is_string() ? said.get<std::string>() : "unknown";
        if (build != buildText())
            throw link::ProtocolError("is another build, " + build + " instead of " + buildText());
        m_hooks.hello(hello.value("machine", Json::object()));
    }

    // Waits for its exit and meanwhile reads its output, without which it could block.
    std::optional<link::ExitStatus> waitForExit(milliseconds timeout)
    {
        const auto deadline = Clock::now() + timeout;
        for (;;) {
            if (const auto status = m_child.wait(milliseconds(0))) {
                readRemainingOutput();
                return status;
            }
            const auto until = std::min(deadline, m_stopUntil.value_or(deadline));
            if (Clock::now() > until)
                return {};
            handleEvents(until);
        }
    }

    std::optional<Repeat> conclude()
    {
        const auto status = waitForExit(m_exitTimeout);
        // A repeat that arrived before the stop counts if the child then exited normally.
        if (m_stopUntil && !(m_repeat && status && status->isSuccess()))
            return {};
        if (!status)
            fail(m_repeat ? "did not end after its result and was killed"
                          : "closed its output but did not end and was killed");
        if (!status->isSuccess())
            fail(status->clause() + (m_repeat ? " after its result" : ""));
        if (!m_repeat)
            fail(status->clause()
                 + (m_messages.insideMessage() ? " in the middle of a message"
                                               : " without a result"));
        return m_repeat;
    }

    // The end of what it printed on either stream, as a hint at the reason.
    std::string tail() const
    {
        return m_errors.totalBytes() > 0 ? m_errors.text() : m_messages.stray().text();
    }

    [[noreturn]] void fail(const std::string &clause) const
    {
        throw ChildFailure("the child " + clause, tail());
    }

    std::uint64_t m_mostReceived;
    double m_mostReceivedPerSecond;
    double m_timeout;
    milliseconds m_exitTimeout;
    const ChildHooks &m_hooks;
    RunControl &m_control;
    link::Child m_child;
    link::MessagePipe m_toChild;
    link::MessageReader m_messages;
    link::Tail m_errors;
    Clock::time_point m_begin = Clock::now();
    std::uint64_t m_received = 0;
    std::uint32_t m_repeatIndex = 0;
    Clock::time_point m_deadline;
    std::optional<Repeat> m_repeat;
    bool m_helloReceived = false;
    bool m_ended = false;
    std::optional<Clock::time_point> m_stopUntil; // set once the child was asked to stop
};

} // namespace

double timeoutFor(const Experiment &experiment)
{
    const auto seconds = plannedSeconds(experiment);
    if (!seconds)
        return 3600;
    return std::max(3 * *seconds + 30, *seconds + 60);
}

std::optional<Repeat> runInChild(const ChildOptions &options, const Experiment &experiment,
                                 std::uint32_t repeatIndex, const ChildHooks &hooks,
                                 RunControl &control)
{
    if (control.stopRequested())
        return {};
    std::optional<Run> run;
    try {
        run.emplace(options, experiment, hooks, control);
    } catch (const std::runtime_error &error) {
        throw ChildFailure(error.what(), "");
    }
    return run->drive({.experiment = experiment, .repeatIndex = repeatIndex, .cpus = options.cpus});
}

} // namespace cownscope::lab
