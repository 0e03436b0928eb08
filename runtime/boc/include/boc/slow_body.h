// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>

namespace boc {

/// A place in the source code. (std::source_location is larger, and Clang 14 lacks it.)
struct SourceLocation
{
    const char *file = "";  ///< The path as passed to the compiler.
    std::uint32_t line = 0; ///< From 1.
};

/// A body that has been running for a long time.
struct SlowBody
{
    /// The location of the `when` or `notification` expression. If it spans several lines, Clang
    /// names the first line and GCC the line where the body ends.
    SourceLocation location;
    /// Index of the worker that it runs on; −1 for the main thread.
    int worker = -1;
    /// How long it has been observed running. It may have started earlier, by up to a quarter of
    /// the threshold, or a millisecond if that is more.
    std::chrono::nanoseconds duration{0};
};

/// Detects bodies that run for longer than a threshold, whether they compute, wait or hang. A
/// separate thread samples what each worker and the main thread run.
///
/// Cost when off: one predictable branch per body. When on: four plain stores per body and a thread
/// that wakes four times per threshold. Threads that run bodies read no clock.
struct SlowBodyOptions
{
    /// Time from which a body counts as slow; zero turns the detector off.
    std::chrono::milliseconds threshold{0};
    /// Called on the detector's thread when a body has been running for the threshold, and again
    /// each time its running time has doubled. Each run of a body that runs again (see Flow) is
    /// timed separately. Must not pump or wait for the runtime. Its exceptions go to
    /// RuntimeOptions::unhandledException, and the detector continues. Default: one line on stderr
    /// with file and line.
    std::function<void(const SlowBody &)> onSlow = {};
};

} // namespace boc
