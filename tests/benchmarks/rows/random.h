// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace cownscope::benchmark {

// xorshift64: peers use the same, so that choosing costs both sides alike.
class Random
{
public:
    // `loop` is the number of the loop that it belongs to.
    explicit Random(std::uint64_t loop) noexcept
        : m_state(mixed(loop + 1) | 1)
    { }

    std::uint64_t next() noexcept
    {
        m_state ^= m_state << 13;
        m_state ^= m_state >> 7;
        m_state ^= m_state << 17;
        return m_state;
    }

    // Below `end`, but not `excluded`.
    std::uint64_t nextBut(std::uint64_t excluded, std::uint64_t end) noexcept
    {
        std::uint64_t number = next() % end;
        while (number == excluded)
            number = next() % end;
        return number;
    }

private:
    // SplitMix64.
    static constexpr std::uint64_t mixed(std::uint64_t x) noexcept
    {
        x += 0x9e3779b97f4a7c15u;
        x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
        x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
        return x ^ (x >> 31);
    }

    std::uint64_t m_state;
};

} // namespace cownscope::benchmark
