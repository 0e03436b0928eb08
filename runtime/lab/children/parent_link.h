// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/children/child_protocol.h"
#include "lab/experiments/live_readings.h"
#include "link/descriptor.h"
#include "link/wake.h"

#include <atomic>
#include <mutex>
#include <optional>
#include <thread>

namespace cownscope::lab {

// The child's connection to its parent.
//
// A separate thread listens, so that stop requests, snapshot requests and the death of the parent
// are handled while the measuring thread is busy. It wakes ten times a second to send progress, and
// otherwise only for messages.
class ParentLink
{
public:
    // Takes over standard input and output: anything printed from now on goes to standard error.
    // Throws std::system_error if no descriptor is available.
    ParentLink();
    ~ParentLink();
    ParentLink(const ParentLink &) = delete;
    ParentLink &operator=(const ParentLink &) = delete;

    // Waits for the first message; empty if the parent is gone. Call before listen().
    std::optional<link::Message> receive();

    // Sends progress from these readings, which must outlive this object, and listens until the
    // destructor. Throws std::system_error if no thread can be started.
    void listen(const LiveReadings &readings);

    // Any thread.
    void send(const link::Message &message);
    bool stopRequested() const { return m_stopped; }

private:
    using Clock = std::chrono::steady_clock;

    void listenUntilEnd();
    void handleMessages();
    void handle(const link::Message &message);
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
