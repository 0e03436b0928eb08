// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cownscope::link {

// Counts the bytes of a stream and keeps the last `KeptBytes`.
class Tail
{
public:
    static constexpr std::size_t KeptBytes = 4096;

    void append(std::string_view bytes);

    std::uint64_t totalBytes() const { return m_total; }
    // The last bytes. If the stream was longer than that, they begin at a line, unless that would
    // drop more than half of them.
    std::string text() const;

private:
    std::string m_kept; // up to 2 * KeptBytes, so that bytes are rarely moved
    std::uint64_t m_total = 0;
};

} // namespace cownscope::link
