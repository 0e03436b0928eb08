// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

/// \file
/// Bodies that run again.
namespace boc {

/// What a body may return to say whether it is done:
///
///     boc::when(search) << [](auto search) {
///         search->step();
///         return search->found() ? boc::Flow::Done : boc::Flow::Again;
///     };
///
/// After Again the behavior keeps its cowns and its closure and goes to the back of a worker's
/// queue (or of the pinned queue), so that other ready behaviors run before its body is called
/// again, perhaps on another worker. Nobody else gets the cowns in between, and to those who wait
/// it is one behavior: it stays in flight, and its result, a `Cown<void>`, is there after Done. One
/// call of pump runs a pinned one at most once. Each run looks at the noticeboard anew. An
/// exception ends it like any other behavior; a stop ends it before its next run, and its result
/// then holds StoppedError although it had begun.
///
/// Cost: putting it back into a queue; behaviors that return anything else pay one predictable
/// branch.
enum class Flow : std::uint8_t { Done, Again };

} // namespace boc
