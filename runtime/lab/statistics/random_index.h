// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/split_mix.h"

#include <cstddef>
#include <cstdint>

namespace cownscope::lab {

// A random integer from 0 to count - 1, the same on every machine, unlike the distributions of the
// standard library. Multiplies instead of dividing (Lemire, "Fast Random Integer Generation in an
// Interval", 2019) but does not reject: for the at most 2^32 values allowed here the bias of an
// index is at most count / 2^32.
inline std::size_t randomIndex(SplitMix &random, std::size_t count)
{
    return static_cast<std::size_t>(((random.next() >> 32) * static_cast<std::uint64_t>(count))
                                    >> 32);
}

} // namespace cownscope::lab
