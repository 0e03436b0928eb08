// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <mutex>
#include <optional>
#include <thread>

#include "lab/children/child_protocol.h"
#include "lab/experiments/live_readings.h"
#include "link/descriptor.h"
#include "link/wake.h"

namespace cownscope::lab {

// The child's end of the line to its parent.
//
// A thread of its own listens, so that stopping, snapshots and the parent's death are seen to
// whatever the measuring thread does; it wakes ten times a second to tell how things go, and
// otherwise only when the parent speaks.
class ParentLink
{
public:
    // Takes over standard input and output: what is printed from now on goes to standard error.
    // Throws std::system_error if no descriptor can be had.
    ParentLink();
    ~ParentLink();
    ParentLink(const ParentLink &) = delete;
    ParentLink &operator=(const ParentLink &) = delete;

    // Waits for the first message; nothing if the parent is gone. Before listen().
    std::optional<link::Message> receive();

    // Reports on these readings, which must outlive this object, and listens until the destructor.
    // Throws std::system_error if no thread can be had.
    void listen(const LiveReadings &readings);

    // Any thread.
    void send(const link::Message &message);
    bool stopRequested() const { return m_stopped; }

private:
    using Clock = std::chrono::steady_clock;

    void listenUntilEnd();
    void obeyAll();
    void obey(const link::Message &message);
    void report(MessageType type);
    double throughputUntil(Clock::time_point now, std::uint64_t units);

    link::Descriptor m_output;
    link::MessageReader m_messages;
    std::mutex m_sending;
    const LiveReadings *m_readings = nullptr;
    std::atomic<bool> m_stopped{false};
    Clock::time_point m_lastReport;
    std::uint64_t m_lastUnits = 0;
    double m_throughput = 0;
    link::Wake m_end;
    std::thread m_listener;
};

} // namespace cownscope::lab
