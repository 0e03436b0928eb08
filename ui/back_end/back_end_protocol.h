// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_fields.h"
#include "link/message.h"
#include "link/transport/transport.h"
#include "ui/simulation/live_configuration.h"
#include "ui/simulation/simulation.h"
#include "ui/simulation/starvation_watch.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace cownscope::ui {

// The messages between the window (front) and the process of an isolated simulation (back), in the
// framing of link. Payloads are JSON objects, except Reading. Both processes must be the same build
// of the same program, which Hello tells.
enum class BackEndMessage : std::uint16_t {
    // back → front
    Hello = 1,        // the version of the protocol and the build; the first message
    Refused = 2,      // a sentence: the start, a change or a reset was not possible
    State = 3,        // whether it is switching
    Changed = 4,      // the configuration, and the number of the last Apply
    Reading = 5,      // counters, regularly and with each event of BackEndReading
    Starving = 6,     // starvation of the pinned queue
    Problem = 7,      // a sentence; the run continues or can be reset
    Pong = 8,         // the answer to Ping, with its payload
    Uncaught = 9,     // type and text of an exception that ends the back end; the last message
    Log = 10,         // a line that Qt logs: severity, text
    NeedsSpace = 11,  // a frame of so many bytes does not fit into the channel and was dropped
    UsesChannel = 12, // from now on, frames come through the channel that was passed last
    // front → back
    Start = 101,     // configuration, time between frames, and what SetPaused and View contain
    SetPaused = 102, // paused
    Step = 103,
    Reset = 104,
    Apply = 105,  // configuration, action, and a number that counts
    Action = 106, // workload, action
    RequestFrame = 107,
    Resume = 108, // the number of frames since the start that were drawn or replaced
    View = 109,   // the workload whose view is seen, and whether the recording has space
    Ping = 110,
    Crash = 111, // how; see CrashKind
    PassChannel =
        112, // a channel was passed, for frames of at most so many bytes; 0: there is none
};

// The frames of a small flock fit into the first channel; larger ones follow when they are needed.
inline constexpr std::size_t FirstFrameBytes = 256u << 10;

// Descriptors of a back end: first those of the channel, then a socket that passes other channels.
inline constexpr int ChannelDescriptor = 3;
inline constexpr int PassingDescriptor = ChannelDescriptor + link::Channel::handedCount;

// Number of this set of messages.
inline constexpr unsigned BackEndProtocolVersion = 1;

// Ways in which a back end ends, or stops answering, on purpose.
enum class CrashKind { Segfault, Abort, Exception, Hang };

struct NamedCrash
{
    const char *name; // as on the command line
    CrashKind kind;
};
inline constexpr std::array namedCrashes{
    NamedCrash{"segfault", CrashKind::Segfault}, NamedCrash{"abort", CrashKind::Abort},
    NamedCrash{"exception", CrashKind::Exception}, NamedCrash{"hang", CrashKind::Hang}};

link::Message helloMessage();
// Throws ProtocolError if it comes from another build.
void checkHello(const link::Message &message);

link::Message messageOf(BackEndMessage type, const lab::Json &payload = lab::Json::object());
BackEndMessage typeOf(const link::Message &message);

lab::Json toJson(const LiveConfiguration &configuration);
lab::Json toJson(const Starvation &starvation);

struct BackEndReading
{
    // What happens at the moment of the reading: the simulation exists, or a signal of Simulation.
    enum class Event : std::uint64_t { None, Started, AboutToSwitch, WorkloadChanged };

    Event event = Event::None;
    Simulation::Reading reading;
    Simulation::PinnedPeak peak;
};

// Counters of all workers are many; they are sent as bytes.
link::Message messageOf(const BackEndReading &reading);

// These throw link::ProtocolError, whose text continues the name of the sender.
lab::Json payloadOf(const link::Message &message);
LiveConfiguration configurationFrom(const lab::Json &json);
Starvation starvationFrom(const lab::Json &json);
BackEndReading readingFrom(const link::Message &message);

} // namespace cownscope::ui
