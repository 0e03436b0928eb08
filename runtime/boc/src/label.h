// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace boc::detail {

/// The most bytes of a key of the noticeboard or of a message's tag.
inline constexpr std::size_t maxLabelBytes = 63;

/// Throws UsageError unless `text` can be a key or a tag (`what` says which, for the error): 1 to
/// 63 bytes of valid UTF-8 without NUL.
void requireLabel(std::string_view what, std::string_view text);

/// The text in quotation marks as errors show it: cut where it is long, with '?' for bytes that are
/// not plain ASCII where it is not valid UTF-8.
std::string quoted(std::string_view text);

} // namespace boc::detail
