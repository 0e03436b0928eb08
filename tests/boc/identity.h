// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boc/statistics.h>

#include <cstdint>
#include <string>
#include <vector>

/// \file
/// What must hold between the counters of a runtime whenever nothing is in flight.
namespace boctest {

/// The counters of all workers together.
inline boc::WorkerStatistics sum(const boc::Statistics &statistics)
{
    boc::WorkerStatistics s;
    for (const boc::WorkerStatistics &w : statistics.workers) {
        s.pushedLocal += w.pushedLocal;
        s.dispatchedToPending += w.dispatchedToPending;
        s.pushedRemote += w.pushedRemote;
        s.poppedLocal += w.poppedLocal;
        s.poppedViaSteal += w.poppedViaSteal;
        s.enqueueCasRetries += w.enqueueCasRetries;
        s.batchResets += w.batchResets;
        s.stealAttempts += w.stealAttempts;
        s.stealFailures += w.stealFailures;
        s.fairnessArmFires += w.fairnessArmFires;
        s.parked += w.parked;
        s.executed += w.executed;
    }
    return s;
}

/// The identities that do not hold, a line each. Where bodies run `again` by their Flow, they are
/// pushed and popped more often than completed.
inline std::vector<std::string> brokenIdentities(const boc::Statistics &statistics,
                                                 bool again = false)
{
    const boc::WorkerStatistics s = sum(statistics);
    const std::uint64_t popped = s.poppedLocal + s.poppedViaSteal;
    const std::uint64_t givenUp = statistics.cancelled + statistics.scopeCancelled;
    std::vector<std::string> broken;
    const auto require = [&](bool holds, const char *identity, std::uint64_t a, std::uint64_t b) {
        if (!holds)
            broken.push_back(std::string(identity) + ": " + std::to_string(a) + " and "
                             + std::to_string(b));
    };
    const std::uint64_t pushed = s.pushedLocal + s.dispatchedToPending + s.pushedRemote;
    require(pushed == popped, "pushes = pops", pushed, popped);
    require(statistics.pinnedPushed == statistics.pinnedExecuted, "pinned pushes = executions",
            statistics.pinnedPushed, statistics.pinnedExecuted);
    require(statistics.scheduled == statistics.completed, "scheduled = completed",
            statistics.scheduled, statistics.completed);
    const std::uint64_t taken = popped + statistics.pinnedExecuted;
    const std::uint64_t ended = statistics.completed - statistics.refused;
    require(again ? ended <= taken : ended == taken,
            again ? "completed − refused ≤ taken" : "completed − refused = taken", ended, taken);
    require(s.executed <= popped && popped <= s.executed + givenUp,
            "popped = executed, or given up", popped, s.executed);
    return broken;
}

} // namespace boctest
