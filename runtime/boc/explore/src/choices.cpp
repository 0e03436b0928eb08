// SPDX-License-Identifier: MIT
#include <boc/explore/choices.h>

#include <cassert>

namespace boc::explore {

namespace {

constexpr unsigned nobody = maxThreads;

} // namespace

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
    if (seed % 3 == 0) {
        constexpr unsigned meanRests[] = {50, 300, 2000};
        m_meanRest = meanRests[below(3)];
        m_untilRest = 1 + below(m_meanRest);
    }
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

unsigned RandomChoices::oneOf(std::span<const unsigned> threads)
{
    const auto n = static_cast<unsigned>(threads.size());
    const unsigned chosen = below(n);
    return n > 1 && threads[chosen] == m_resting ? threads[(chosen + 1) % n] : threads[chosen];
}

/// Counts one decision while `self` runs.
void RandomChoices::passTime(unsigned self) noexcept
{
    if (m_untilRest == 0 || --m_untilRest > 0)
        return;
    m_resting = m_resting == nobody ? self : nobody;
    m_untilRest = 1 + below(2 * m_meanRest);
}

unsigned RandomChoices::preempt(unsigned self, std::span<const unsigned> others)
{
    passTime(self);
    const unsigned other = oneOf(others);
    return other == m_resting ? self : other;
}

bool RandomChoices::insists(std::span<const unsigned> others)
{
    if (others.size() != 1 || others[0] != m_resting)
        return false;
    passTime(nobody);
    return m_resting != nobody;
}

unsigned RandomChoices::follow(std::span<const unsigned> others)
{
    return oneOf(others);
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

unsigned AllChoices::preempt(unsigned self, std::span<const unsigned> others)
{
    const unsigned chosen = decide(static_cast<unsigned>(others.size()) + 1);
    m_preemptions += chosen != 0;
    return chosen == 0 ? self : others[chosen - 1];
}

unsigned AllChoices::follow(std::span<const unsigned> others)
{
    return others.size() == 1 ? others[0] : others[decide(static_cast<unsigned>(others.size()))];
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
