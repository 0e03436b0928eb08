// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace cownscope::tests {

/// How often something is repeated: fewer times under a sanitizer, where all is slower.
template <class Count>
constexpr Count repeats([[maybe_unused]] Count usual, [[maybe_unused]] Count sanitized)
{
#ifdef COWNSCOPE_SANITIZED
    return sanitized;
#else
    return usual;
#endif
}

} // namespace cownscope::tests
