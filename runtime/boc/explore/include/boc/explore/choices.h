// SPDX-License-Identifier: MIT
#pragma once

#include <boc/explore/vector_clock.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace boc::explore {

/// Decides whatever an execution leaves open.
class Choices
{
public:
    Choices() = default;
    virtual ~Choices() = default;
    Choices(const Choices &) = delete;
    Choices &operator=(const Choices &) = delete;

    /// Asked at every step, often to no purpose: true if the running thread goes on in any case.
    virtual bool goesOn() = 0;
    /// Otherwise, which thread is next: `self`, to go on, or one of the others, at least one.
    virtual unsigned preempt(unsigned self, std::span<const unsigned> others) = 0;
    /// The running thread cannot or will not go on: which of these is next, at least one.
    virtual unsigned follow(std::span<const unsigned> others) = 0;
    /// The running thread would let one of these come first, at least one: does it go on at once?
    virtual bool insists(std::span<const unsigned> others) = 0;
    /// One of n > 1.
    virtual unsigned pick(unsigned n) = 0;
    /// One of n > 1, of which 0 is what happens usually.
    virtual unsigned oddity(unsigned n) = 0;
    /// Shall time leap to the next deadline although somebody can run?
    virtual bool leaps() = 0;
    /// A number for the n-th object that needs one, different from those of all others.
    virtual std::uint64_t rank(std::uint32_t n) = 0;
    /// How to get the same choices again.
    virtual std::string name() const = 0;
};

/// Choices from a generator: the same seed gives the same execution. How often it preempts and how
/// odd it is differ from seed to seed, since some defects need many switches and some few. In every
/// third seed threads also rest: one that could go on stays where it is, for long, while the others
/// go on, as when the system takes the processor from it.
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
    unsigned m_untilRest = 0; // until somebody rests, or the resting one goes on
    unsigned m_resting = maxThreads;
};

/// All executions one after another, depth first, within bounds: at most so many preemptions (a
/// switch away from a thread that could go on) and so many oddities in each. Switches at blocking
/// and yielding threads are free and all tried.
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
