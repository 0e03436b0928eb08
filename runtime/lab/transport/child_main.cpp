// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/transport/child_main.h"

#include "base/attempt.h"
#include "lab/transport/measurement.h"
#include "lab/transport/protocol.h"

#include <csignal>
#include <stdexcept>
#include <system_error>

namespace cownscope::lab::transport {

int runAsChild(const std::function<int(ParentLink &)> &run)
{
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        std::signal(signal, SIG_IGN);
    ParentLink parent;
    int exitCode = 1;
    const Outcome outcome = attempt<std::runtime_error, std::system_error>(
        "the items cannot be sent", [&] { exitCode = run(parent); });
    if (!outcome)
        parent.send(failureMessage(outcome.reason()));
    return exitCode;
}

} // namespace cownscope::lab::transport
