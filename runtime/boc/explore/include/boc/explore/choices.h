// SPDX-License-Identifier: MIT
#pragma once

#include <boc/explore/vector_clock.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace boc::explore {

/// Makes all choices that an execution leaves open.
class Choices
{
public:
    Choices() = default;
    virtual ~Choices() = default;
    Choices(const Choices &) = delete;
    Choices &operator=(const Choices &) = delete;

    /// Called at every step: true if the running thread continues without asking preempt.
    virtual bool goesOn() = 0;
    /// Otherwise, the thread to run next: `self`, or one of the others. There is at least one
    /// other.
    virtual unsigned preempt(unsigned self, std::span<const unsigned> others) = 0;
    /// The running thread is blocked or yields: which of these runs next. There is at least one.
    virtual unsigned follow(std::span<const unsigned> others) = 0;
    /// The running thread yields to these others: does it continue anyway? There is at least one.
    virtual bool insists(std::span<const unsigned> others) = 0;
    /// One of n > 1.
    virtual unsigned pick(unsigned n) = 0;
    /// One of n > 1 outcomes; 0 is the usual one.
    virtual unsigned oddity(unsigned n) = 0;
    /// Does time jump to the next deadline although some thread can run?
    virtual bool leaps() = 0;
    /// A unique number for the n-th object that needs one.
    virtual std::uint64_t rank(std::uint32_t n) = 0;
    /// The command-line option, or description, that replays the same choices.
    virtual std::string name() const = 0;
};

/// Choices from a generator: the same seed gives the same execution. The rates of preemptions and
/// unusual outcomes differ from seed to seed, since some defects need many switches and some few.
/// In every third seed, threads also rest: a thread that could run is held for a long time while
/// the others run, as if the system had preempted it.
class RandomChoices final : public Choices
{
public:
    explicit RandomChoices(std::uint64_t seed);

    bool goesOn() override;
    unsigned preempt(unsigned self, std::span<const unsigned> others) override;
    unsigned follow(std::span<const unsigned> others) override;
    bool insists(std::span<const unsigned> others) override;
    unsigned pick(unsigned n) override;
    unsigned oddity(unsigned n) override;
    bool leaps() override;
    std::uint64_t rank(std::uint32_t n) override;
    std::string name() const override;

private:
    std::uint64_t next() noexcept;
    unsigned below(unsigned n) noexcept;
    unsigned oneOf(std::span<const unsigned> threads);
    void passTime(unsigned self) noexcept;

    const std::uint64_t m_seed;
    std::uint64_t m_state;
    unsigned m_meanRun;
    unsigned m_oddityRate;
    unsigned m_leapRate;
    unsigned m_untilSwitch = 1;
    unsigned m_meanRest = 0;  // in decisions; 0: nobody rests
    unsigned m_untilRest = 0; // until a thread rests, or the resting one continues
    unsigned m_resting = maxThreads;
};

/// All executions one after another, depth first, within bounds: a maximum number of preemptions
/// (switches away from a thread that could continue) and of unusual outcomes in each. Switches when
/// a thread blocks or yields do not count, and all are tried.
class AllChoices final : public Choices
{
public:
    struct Bounds
    {
        unsigned preemptions = 3;
        unsigned oddities = 2;
    };

    explicit AllChoices(Bounds bounds)
        : m_bounds(bounds)
    { }

    /// Prepares the next execution; false if all have been run.
    bool next();

    bool goesOn() override;
    unsigned preempt(unsigned self, std::span<const unsigned> others) override;
    unsigned follow(std::span<const unsigned> others) override;
    bool insists(std::span<const unsigned>) override { return false; }
    unsigned pick(unsigned n) override;
    unsigned oddity(unsigned n) override;
    bool leaps() override { return false; }
    std::uint64_t rank(std::uint32_t n) override { return n; }
    std::string name() const override;

private:
    struct Decision
    {
        unsigned chosen;
        unsigned count;
    };

    unsigned decide(unsigned n);

    const Bounds m_bounds;
    std::vector<Decision> m_path;
    std::size_t m_at = 0;
    unsigned m_preemptions = 0;
    unsigned m_oddities = 0;
    bool m_begun = false;
};

} // namespace boc::explore
