// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/children/child_program.h"

#include "base/attempt.h"
#include "lab/children/parent_link.h"
#include "lab/machine/build_info.h"
#include "lab/machine/cpu_list.h"
#include "lab/machine/machine.h"
#include "lab/results/result_json.h"

#include <csignal>
#include <optional>
#include <stdexcept>
#include <string>

namespace cownscope::lab {

namespace {

int fail(ParentLink &parent, const std::string &message)
{
    parent.send(messageOf(MessageType::Failure, Json{{"message", message}}));
    return 1;
}

int measureFor(ParentLink &parent, LiveReadings &readings, const StartRequest &start)
{
    if (const Outcome valid = validate(start.experiment); !valid)
        return fail(parent, valid.reason());
    const MeasureHooks hooks{.interrupted = [&] { return parent.stopRequested(); },
                             .live = &readings};
    const Outcome measured = attempt<std::runtime_error>("cannot measure", [&] {
        parent.listen(readings);
        if (const auto repeat = measure(start.experiment, start.repeatIndex, hooks))
            parent.send(messageOf(MessageType::Result, toJson(*repeat)));
    });
    return measured ? 0 : fail(parent, measured.reason());
}

} // namespace

int runChildProgram()
{
    // The parent gets these signals too and decides what to do. When it ends, the child ends.
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        std::signal(signal, SIG_IGN);
    LiveReadings readings; // must outlive the link, whose thread reads it
    ParentLink parent;
    std::optional<StartRequest> start;
    std::string problem;
    try {
        const auto message = parent.receive();
        if (!message)
            return 3;
        start = startRequestOf(*message);
    } catch (const link::ProtocolError &error) {
        problem = std::string("its parent ") + error.what();
    }
    const bool runsWhereItShall = !start || start->cpus.empty() || setCpuAffinity(start->cpus);
    // Sent after the affinity is set, since it contains the CPUs. Sent even if the start request
    // was not understood, so that a different build is reported as such.
    parent.send(messageOf(MessageType::Hello,
                          Json{{"machine", describeMachine()}, {"build", buildText()}}));
    if (!start)
        return fail(parent, problem);
    if (!runsWhereItShall)
        return fail(parent,
                    "cannot run on the CPUs " + cpuListText(start->cpus) + " of " + hostName());
    return measureFor(parent, readings, *start);
}

} // namespace cownscope::lab
