// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <utility>

namespace cownscope::workloads {

/// What many that make steps by themselves share with their owner. All relaxed: no other memory is
/// published by it.
struct StepOwner
{
    /// How often the owner has paused. What was commanded before the last pause is dropped.
    std::atomic<std::uint64_t> pauses{0};
    /// How often there was another runtime. What was scheduled in an earlier one is gone.
    std::atomic<std::uint64_t> attachments{0};
    std::atomic<bool> outOfMemory{false}; ///< some have stopped because of that

    std::uint64_t pausesNow() const { return pauses.load(std::memory_order_relaxed); }
};

/// The commands that one of them has got: each of its steps schedules the next one as long as they
/// say so. Belongs to the cown whose steps these are. `schedule` schedules the next step and says
/// whether there was memory for it.
class StepCommands
{
public:
    explicit StepCommands(const StepOwner &owner)
        : m_owner(&owner)
    { }

    bool isPaused() const { return m_owner->pausesNow() != m_pauses; }

    // Commands; each was given after so many pauses, and is dropped if there was another one since.

    /// Makes steps until the next pause.
    template <class Schedule>
    void run(std::uint64_t pauses, Schedule schedule)
    {
        if (!accept(pauses))
            return;
        m_running = true;
        if (!m_scheduled)
            m_scheduled = schedule();
    }

    /// Makes so many steps more, at least one.
    template <class Schedule>
    void makeSteps(std::uint64_t steps, std::uint64_t pauses, Schedule schedule)
    {
        const bool isFirst = m_pauses != pauses;
        if (!accept(pauses))
            return;
        m_owed += steps;
        // A step that was scheduled before the last pause has not begun, and is the first one now.
        if (m_scheduled ? isFirst : m_scheduled = schedule())
            --m_owed;
    }

    // In the step that was scheduled.

    /// False if there was a pause.
    bool begin()
    {
        m_scheduled = false;
        return !isPaused();
    }
    /// The step was made.
    template <class Schedule>
    void complete(Schedule schedule)
    {
        if (m_owed > 0) {
            if ((m_scheduled = schedule()))
                --m_owed;
        } else if (m_running && !isPaused()) {
            m_scheduled = schedule();
        }
    }
    /// There was no memory for the step. It is made with the next command.
    void fail() { ++m_owed; }

private:
    /// Forgets earlier commands if this is the first one after a pause or in a runtime. False if it
    /// is to be dropped itself.
    bool accept(std::uint64_t pauses)
    {
        const std::uint64_t attachment = m_owner->attachments.load(std::memory_order_relaxed);
        const bool isElsewhere = std::exchange(m_attachment, attachment) != attachment;
        if (isElsewhere)
            m_scheduled = false;
        if (isElsewhere || m_pauses != pauses) {
            m_pauses = pauses;
            m_owed = 0;
            m_running = false;
        }
        return !isPaused();
    }

    const StepOwner *m_owner;
    std::uint64_t m_pauses = 0;     // of the command that is carried out
    std::uint64_t m_attachment = 0; // likewise
    std::uint64_t m_owed = 0;       // steps to be made after the one that is scheduled
    bool m_scheduled = false;
    bool m_running = false; // each step schedules the next one
};

} // namespace cownscope::workloads
