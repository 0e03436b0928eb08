// SPDX-License-Identifier: MIT
#include <boc/explore/choices.h>

#include <cassert>

namespace boc::explore {

RandomChoices::RandomChoices(std::uint64_t seed)
    : m_seed(seed)
    , m_state(seed * 0x9E3779B97F4A7C15u + 0xD1B54A32D192ED03u)
{
    constexpr unsigned meanRuns[] = {1, 2, 4, 10, 40};
    constexpr unsigned oddityRates[] = {2, 4, 16};
    constexpr unsigned leapRates[] = {16, 128, 2048};
    m_meanRun = meanRuns[below(5)];
    m_oddityRate = oddityRates[below(3)];
    m_leapRate = leapRates[below(3)];
}

/// Steele, Lea, Flood: Fast splittable pseudorandom number generators (SplitMix64).
std::uint64_t RandomChoices::next() noexcept
{
    std::uint64_t z = (m_state += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

unsigned RandomChoices::below(unsigned n) noexcept
{
    return static_cast<unsigned>((next() >> 32) * n >> 32);
}

bool RandomChoices::goesOn()
{
    if (--m_untilSwitch > 0)
        return true;
    m_untilSwitch = 1 + below(2 * m_meanRun);
    return false;
}

unsigned RandomChoices::preempt(unsigned n)
{
    return 1 + below(n);
}

unsigned RandomChoices::pick(unsigned n)
{
    return below(n);
}

unsigned RandomChoices::oddity(unsigned n)
{
    return below(m_oddityRate) == 0 ? below(n) : 0;
}

bool RandomChoices::leaps()
{
    return below(m_leapRate) == 0;
}

std::uint64_t RandomChoices::rank(std::uint32_t n)
{
    return next() << 32 | n;
}

std::string RandomChoices::name() const
{
    return "--seed " + std::to_string(m_seed);
}

bool AllChoices::next()
{
    if (m_begun) {
        while (!m_path.empty() && m_path.back().chosen + 1 == m_path.back().count)
            m_path.pop_back();
        if (m_path.empty())
            return false;
        ++m_path.back().chosen;
    }
    m_begun = true;
    m_at = 0;
    m_preemptions = 0;
    m_oddities = 0;
    return true;
}

unsigned AllChoices::decide(unsigned n)
{
    if (m_at == m_path.size())
        m_path.push_back({0, n});
    assert(m_path[m_at].count == n);
    return m_path[m_at++].chosen;
}

bool AllChoices::goesOn()
{
    return m_preemptions == m_bounds.preemptions;
}

unsigned AllChoices::preempt(unsigned n)
{
    const unsigned chosen = decide(n + 1);
    m_preemptions += chosen != 0;
    return chosen;
}

unsigned AllChoices::pick(unsigned n)
{
    return decide(n);
}

unsigned AllChoices::oddity(unsigned n)
{
    if (m_oddities == m_bounds.oddities)
        return 0;
    const unsigned chosen = decide(n);
    m_oddities += chosen != 0;
    return chosen;
}

std::string AllChoices::name() const
{
    std::string name = "choices";
    for (const Decision &decision : m_path)
        name += ' ' + std::to_string(decision.chosen);
    return name;
}

} // namespace boc::explore
