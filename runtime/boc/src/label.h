// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace boc::detail {

/// The maximum size of a noticeboard key or a message tag, in bytes.
inline constexpr std::size_t maxLabelBytes = 63;

/// Throws UsageError unless `text` can be a key or a tag (`what` says which, for the error): 1 to
/// 63 bytes of valid UTF-8 without NUL.
void requireLabel(std::string_view what, std::string_view text);

/// The text in quotation marks for error texts: truncated if long, with '?' for non-ASCII bytes if
/// it is not valid UTF-8.
std::string quoted(std::string_view text);

} // namespace boc::detail
