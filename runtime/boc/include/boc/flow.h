// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

/// \file
/// Bodies that run again.
namespace boc {

/// Returned by a body that may run several times:
///
///     boc::when(search) << [](auto search) {
///         search->step();
///         return search->found() ? boc::Flow::Done : boc::Flow::Again;
///     };
///
/// After Again the behavior keeps its cowns and its closure and goes to the back of a worker's
/// queue (or of the pinned queue), so that other ready behaviors run before its body is called
/// again, perhaps on another worker. No other behavior gets the cowns in between. For waiting
/// threads it is one behavior: it stays in flight, and its result, a `Cown<void>`, is set after
/// Done. One call of pump runs a pinned behavior at most once. Each run takes a new snapshot of the
/// noticeboard. An exception ends it like any other behavior. A stop ends it before its next run;
/// its result then holds StoppedError although it had already run.
///
/// Cost: putting it back into a queue; behaviors that return anything else pay one predictable
/// branch.
enum class Flow : std::uint8_t { Done, Again };

} // namespace boc
