// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/experiments/experiment.h"
#include "link/message.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cownscope::lab {

// The messages between parent and child, in the framing of link. Payloads are JSON objects; unknown
// names are ignored.
//
//   child → parent   Hello     the first one, after Start; describes the machine and build
//                    Progress  ten times a second, from the moment the workload exists
//                    Snapshot  the reply to SnapshotRequest: Progress with all counters
//                    Result    the repeat; then the child ends with exit code 0
//                    Failure   the reason for the failure; then the child ends with exit code 1
//   parent → child   Start     what to measure; sent once
//                    Stop      end without a result, with exit code 0
//                    SnapshotRequest
// A child exits at once at the end of its standard input.
enum class MessageType : std::uint16_t {
    Hello = 1,
    Progress = 2,
    Snapshot = 3,
    Result = 4,
    Failure = 5,
    Start = 101,
    Stop = 102,
    SnapshotRequest = 103,
};

struct StartRequest
{
    Experiment experiment; // derived
    std::uint32_t repeatIndex = 0;
    std::vector<std::uint32_t> cpus = {}; // to run on; empty: unchanged
};

// Progress and Snapshot.
struct LiveReport
{
    std::string phase; // "preparing", "warming up", "measuring", "finishing"
    double elapsedSeconds = 0;
    std::optional<double> plannedSeconds;
    std::uint64_t units = 0;             // since the workload began
    double throughput = 0;               // units per second since the previous report
    std::vector<std::uint64_t> executed; // behaviors, by worker, since the workload began
    // Snapshots only; as in a repeat, but since the workload began.
    std::optional<Json> schedulerStats;
    std::optional<Json> queueStats;
};

link::Message messageOf(MessageType type, const Json &payload);
link::Message messageOf(const StartRequest &request);
link::Message messageOf(MessageType type, const LiveReport &report);

// These throw link::ProtocolError, whose text continues "the child …".
Json payloadOf(const link::Message &message);
std::string textOf(const link::Message &message, const char *name); // a string in the payload
StartRequest startRequestOf(const link::Message &message);
LiveReport liveReportOf(const link::Message &message);
Repeat repeatOf(const link::Message &message);

} // namespace cownscope::lab
