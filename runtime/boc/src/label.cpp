// SPDX-License-Identifier: MIT
#include "label.h"

#include <boc/errors.h>

namespace boc::detail {

namespace {

constexpr bool isBetween(unsigned char c, unsigned low, unsigned high) noexcept
{
    return c >= low && c <= high;
}

/// The bytes of the UTF-8 sequence at the beginning of `text`; 0 if there is no valid one. The
/// bounds of the second byte exclude overlong forms, surrogates and values above U+10FFFF.
std::size_t sequenceLength(std::string_view text) noexcept
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80)
        return 1;
    std::size_t length = 0;
    unsigned low = 0x80;
    unsigned high = 0xBF;
    if (isBetween(lead, 0xC2, 0xDF)) {
        length = 2;
    } else if (isBetween(lead, 0xE0, 0xEF)) {
        length = 3;
        low = lead == 0xE0 ? 0xA0 : low;
        high = lead == 0xED ? 0x9F : high;
    } else if (isBetween(lead, 0xF0, 0xF4)) {
        length = 4;
        low = lead == 0xF0 ? 0x90 : low;
        high = lead == 0xF4 ? 0x8F : high;
    }
    if (length == 0 || text.size() < length || !isBetween(byte(1), low, high))
        return 0;
    for (std::size_t i = 2; i < length; ++i) {
        if (!isBetween(byte(i), 0x80, 0xBF))
            return 0;
    }
    return length;
}

bool isUtf8(std::string_view text) noexcept
{
    while (!text.empty()) {
        const std::size_t length = sequenceLength(text);
        if (length == 0)
            return false;
        text.remove_prefix(length);
    }
    return true;
}

} // namespace

void requireLabel(std::string_view what, std::string_view text)
{
    const auto fail = [&](const std::string &reason) {
        throw UsageError(std::string(what) + ' ' + quoted(text) + ' ' + reason);
    };
    if (text.empty())
        fail("is empty; it needs at least one byte");
    if (text.size() > maxLabelBytes)
        fail("has " + std::to_string(text.size()) + " bytes; at most "
             + std::to_string(maxLabelBytes) + " are allowed");
    if (text.find('\0') != std::string_view::npos)
        fail("contains a NUL, which is not allowed");
    if (!isUtf8(text))
        fail("is not valid UTF-8");
}

std::string quoted(std::string_view text)
{
    const bool cut = text.size() > maxLabelBytes;
    const bool plain = isUtf8(text) && !cut;
    std::string result = "\"";
    for (const char c : text.substr(0, maxLabelBytes)) {
        const auto byte = static_cast<unsigned char>(c);
        result += byte < 0x20 || byte == 0x7F || (byte >= 0x80 && !plain) ? '?' : c;
    }
    return result + (cut ? "…\"" : "\"");
}

} // namespace boc::detail
