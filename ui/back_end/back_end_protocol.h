// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_fields.h"
#include "link/message.h"
#include "ui/simulation/live_configuration.h"
#include "ui/simulation/simulation.h"
#include "ui/simulation/starvation_watch.h"

#include <cstdint>
#include <string>

namespace cownscope::ui {

// The messages between the window (front) and the process of an isolated simulation (back), in the
// framing of link. Payloads are JSON objects, except Reading. Both processes are the same build of
// the same program, which Hello checks.
enum class BackEndMessage : std::uint16_t {
    // back → front
    Hello = 1,           // the build; the first message
    Started = 2,         // the simulation exists
    Refused = 3,         // a sentence: the start, a change or a reset was not possible
    State = 4,           // whether it is switching
    Changed = 5,         // the configuration, and the number of the last Apply
    Reading = 6,         // counters; regularly, and before the next two
    AboutToSwitch = 7,   // as in Simulation
    WorkloadChanged = 8, // likewise
    Starving = 9,        // starvation of the pinned queue
    Problem = 10,        // a sentence; the run continues or can be reset
    Pong = 11,           // the answer to Ping, with its payload
    // front → back
    Start = 101,     // configuration, and what SetPaused and View contain
    SetPaused = 102, // paused
    Step = 103,
    Reset = 104,
    Apply = 105,  // configuration, action, and a number that counts
    Action = 106, // workload, action
    RequestFrame = 107,
    Resume = 108, // the number of frames since the start that were drawn or replaced
    View = 109,   // the workload whose view is seen, and whether the recording has space
    Ping = 110,
};

link::Message messageOf(BackEndMessage type, const lab::Json &payload = lab::Json::object());
BackEndMessage typeOf(const link::Message &message);

lab::Json toJson(const LiveConfiguration &configuration);
lab::Json toJson(const Starvation &starvation);

// Counters of all workers are many; they are sent as bytes.
link::Message readingMessage(const Simulation::Reading &reading,
                             const Simulation::PinnedPeak &peak);

// These throw link::ProtocolError, whose text continues the name of the sender.
lab::Json payloadOf(const link::Message &message);
LiveConfiguration configurationFrom(const lab::Json &json);
Starvation starvationFrom(const lab::Json &json);
struct BackEndReading
{
    Simulation::Reading reading;
    Simulation::PinnedPeak peak;
};
BackEndReading readingFrom(const link::Message &message);

} // namespace cownscope::ui
