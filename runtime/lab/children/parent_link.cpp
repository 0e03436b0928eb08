// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/children/parent_link.h"

#include "lab/experiments/scheduler_statistics.h"
#include "link/descriptor.h"
#include "link/thread.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace cownscope::lab {

namespace {

constexpr std::chrono::milliseconds reportInterval{100};
constexpr int orphanedExitCode = 3;

const char *phaseName(Phase phase)
{
    switch (phase) {
    case Phase::Preparing:
        return "preparing";
    case Phase::WarmingUp:
        return "warming up";
    case Phase::Measuring:
        return "measuring";
    case Phase::Finishing:
        break;
    }
    return "finishing";
}

// One blocking read. False at the end of the stream.
bool readInto(link::MessageReader &messages)
{
    pollfd event{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
    ::poll(&event, 1, -1); // another process that shares the stream may have made it non-blocking
    const link::ReadResult result = link::readSome(STDIN_FILENO);
    messages.append(result.bytes);
    return !result.ended;
}

} // namespace

ParentLink::ParentLink()
    : m_output(::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3))
{
    if (!m_output.isOpen() || ::dup2(STDERR_FILENO, STDOUT_FILENO) != STDOUT_FILENO)
        throw std::system_error(errno, std::generic_category(),
                                "cannot take over the standard output");
}

ParentLink::~ParentLink()
{
    if (m_listener.joinable()) {
        m_end.ring();
        m_listener.join();
    }
}

std::optional<link::Message> ParentLink::receive()
{
    for (;;) {
        if (auto message = m_messages.next())
            return message;
        if (!readInto(m_messages))
            return {};
    }
}

void ParentLink::listen(const LiveReadings &readings)
{
    m_readings = &readings;
    m_lastReport = Clock::now();
    m_listener = link::startThread("cown listener", [this] { listenUntilEnd(); });
}

void ParentLink::send(const link::Message &message)
{
    const std::scoped_lock lock(m_sending);
    // Fails if the parent is gone; the listener detects that itself.
    [[maybe_unused]] const bool sent = link::writeAll(m_output.get(), link::encode(message));
}

void ParentLink::listenUntilEnd()
{
    handleMessages(); // messages that arrived with the first one
    auto nextReport = Clock::now() + reportInterval;
    for (;;) {
        std::array<pollfd, 2> events{{{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0},
                                      {.fd = m_end.descriptor(), .events = POLLIN, .revents = 0}}};
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(nextReport - Clock::now());
        ::poll(events.data(), events.size(),
               static_cast<int>(std::max<std::int64_t>(0, left.count())));
        if (events[1].revents != 0)
            return;
        if (events[0].revents != 0) {
            const bool more = readInto(m_messages);
            handleMessages();
            // The parent is gone, and nothing here is worth saving.
            if (!more)
                ::_exit(orphanedExitCode);
        }
        if (Clock::now() >= nextReport) {
            report(MessageType::Progress);
            nextReport = std::max(nextReport + reportInterval, Clock::now());
        }
    }
}

void ParentLink::handleMessages()
{
    try {
        while (const auto message = m_messages.next())
            handle(*message);
    } catch (const link::ProtocolError &) {
        ::_exit(orphanedExitCode); // the sender is not a valid parent
    }
}

void ParentLink::handle(const link::Message &message)
{
    switch (static_cast<MessageType>(message.type)) {
    case MessageType::Stop:
        m_stopped = true;
        break;
    case MessageType::SnapshotRequest:
        report(MessageType::Snapshot);
        break;
    default: // from a newer parent
        break;
    }
}

double ParentLink::throughputUntil(Clock::time_point now, std::uint64_t units)
{
    const double seconds = std::chrono::duration<double>(now - m_lastReport).count();
    if (seconds < 0.01) // too soon after the last report to compute a rate
        return m_throughput;
    m_throughput = static_cast<double>(units - m_lastUnits) / seconds;
    m_lastReport = now;
    m_lastUnits = units;
    return m_throughput;
}

void ParentLink::report(MessageType type)
{
    const auto reading = m_readings->read();
    if (!reading)
        return;
    LiveReport report{.phase = phaseName(reading->phase),
                      .elapsedSeconds = reading->elapsedSeconds,
                      .plannedSeconds = reading->plannedSeconds,
                      .units = reading->units,
                      .throughput = throughputUntil(Clock::now(), reading->units),
                      .executed = {},
                      .schedulerStats = {},
                      .queueStats = {}};
    for (const boc::WorkerStatistics &worker : reading->statistics.workers)
        report.executed.push_back(worker.executed);
    if (type == MessageType::Snapshot) {
        report.schedulerStats = schedulerStatsJson(reading->statistics);
        report.queueStats = queueStatsJson(reading->statistics);
    }
    send(messageOf(type, report));
}

} // namespace cownscope::lab
