// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_document.h"
#include "lab/transport/configuration.h"
#include "lab/transport/measurement.h"
#include "link/message.h"
#include "link/transport/transport.h"

#include <cstddef>
#include <cstdint>
#include <string>

namespace cownscope::lab::transport {

// The messages of the processes, in the framing of link. Payloads are JSON objects.
//
//   parent → sender     Start    what to measure; sent once
//                       Pass     send the items of one pass
//   sender → parent     Ready    the answer to Start
//                       Sent     the answer to Pass, once all items are sent
//   parent → receiver   Start    what to measure; sent once
//   receiver → parent   Passed   a timed pass that is complete
//                       Done     the last pass was reported, or why no more follow
//   both → parent       Failure  the reason, a sentence; then the child ends
//
// Each ends at the end of its standard input, and is killed with its parent.
enum class MessageType : std::uint16_t {
    Ready = 201,
    Sent = 202,
    Passed = 203,
    Failure = 204,
    Done = 205,
    Start = 301,
    Pass = 302,
};

// The names of the hidden commands, and the numbers of the descriptors that are passed to them.
inline constexpr const char *senderCommand = "transport-sender";
inline constexpr const char *receiverCommand = "transport-receiver";
inline constexpr int clipNumber = 3;      // of both; the clip, if there is one
inline constexpr int transportNumber = 4; // of the sender; the channel or the socket of memory

struct StartRequest
{
    Configuration configuration;
    std::size_t clipBytes = 0;
};

// The state of the sender after a pass.
struct SentReport
{
    double cpuSeconds = 0;       // of its life
    std::uint64_t peakBytes = 0; // growth of its own memory, with that which it sent away
};

// A timed pass in a measurement, with the totals up to it.
struct PassReport
{
    double itemsPerSecond = 0; // of this pass
    std::uint64_t payloadBytes = 0;
    double cpuSeconds = 0;
    std::uint64_t peakBytes = 0;
};

PassReport lastPassOf(const Measurement &measurement); // which has one
void append(const PassReport &report, Measurement &measurement);

link::Message messageOf(MessageType type, const Json &payload = Json::object());
link::Message messageOf(const StartRequest &request);
link::Message messageOf(const SentReport &report);
link::Message messageOf(const PassReport &report);
link::Message doneMessage(const std::string &interruption); // empty if all passes are complete
link::Message failureMessage(const std::string &sentence);

MessageType typeOf(const link::Message &message);

// These throw link::ProtocolError, also if the message has another type.
StartRequest startRequestOf(const link::Message &message);
SentReport sentReportOf(const link::Message &message);
PassReport passReportOf(const link::Message &message);
std::string interruptionOf(const link::Message &message); // of Done
std::string failureOf(const link::Message &message);
void expect(MessageType type, const link::Message &message);

} // namespace cownscope::lab::transport
