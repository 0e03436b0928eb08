// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>

namespace boc {

/// A place in a program's text. (std::source_location is larger, and Clang 14 lacks it.)
struct SourceLocation
{
    const char *file = "";  ///< As the compiler was given it.
    std::uint32_t line = 0; ///< From 1.
};

/// A body that has been running for long.
struct SlowBody
{
    /// Of the `when` expression that scheduled it (of the `notification` expression, for a
    /// notification's). If that takes several lines, Clang names the first and GCC the one where
    /// the body given to `<<` ends.
    SourceLocation location;
    /// Index of the worker that it runs on; −1 for the main thread.
    int worker = -1;
    /// How long it has been seen running; it may have begun up to a quarter of the threshold (or a
    /// millisecond, if that is more) before.
    std::chrono::nanoseconds duration{0};
};

/// Watches for bodies that block: those that run for longer than a threshold, be it that they
/// compute, wait or hang. A thread of its own looks at what each worker and the main thread run, so
/// that it notices whatever a body hangs in.
///
/// Cost: off, one predictable branch for each body; on, four plain stores for each and a thread
/// that wakes four times within the threshold. No clock is read by those who run bodies.
struct SlowBodyOptions
{
    /// Time from which a body counts as slow; zero turns the detector off.
    std::chrono::milliseconds threshold{0};
    /// Called on the detector's thread when a body has been running for the threshold, and again
    /// whenever that time has doubled while it still runs. Each run of a body that runs again (see
    /// Flow) is one by itself. Cannot call what pumps or waits for the runtime. What it
    /// throws goes to RuntimeOptions::unhandledException, and the detector goes on. Unset: one line
    /// on stderr with file and line.
    std::function<void(const SlowBody &)> onSlow = {};
};

} // namespace boc
