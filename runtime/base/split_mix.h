// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace cownscope {

/// SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014): a
/// small generator whose numbers are the same on every machine and compiler. Streams with different
/// keys are independent: with an object's id as the key, objects can be added without changing the
/// others.
class SplitMix
{
public:
    SplitMix(std::uint64_t seed, std::uint64_t key) noexcept
        : m_state(mixed(seed) ^ mixed(key + golden))
    { }

    std::uint64_t next() noexcept { return mixed(m_state += golden); }

    /// Uniform in [0, 1), a multiple of 2^-24: exact as float and double.
    float unit() noexcept { return static_cast<float>(next() >> 40) * 0x1p-24f; }

private:
    static constexpr std::uint64_t golden = 0x9e3779b97f4a7c15u;

    static constexpr std::uint64_t mixed(std::uint64_t z) noexcept
    {
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
        return z ^ (z >> 31);
    }

    std::uint64_t m_state;
};

} // namespace cownscope
