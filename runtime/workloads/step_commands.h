// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <utility>

namespace cownscope::workloads {

/// State that many steppers (chains or producers) share with their owner. All accesses are relaxed,
/// since they publish no other memory.
struct StepOwner
{
    /// Number of pauses. A pause drops all earlier commands.
    std::atomic<std::uint64_t> pauses{0};
    /// Number of attachments to a runtime. Steps that were scheduled in an earlier runtime are
    /// lost.
    std::atomic<std::uint64_t> attachments{0};
    std::atomic<bool> outOfMemory{false}; ///< some steppers have stopped for lack of memory

    std::uint64_t pausesNow() const { return pauses.load(std::memory_order_relaxed); }
};

/// The commands of one stepper. Each of its steps schedules the next one, as long as the commands
/// require further steps. Part of the stepper's cown. `schedule` schedules the next step; it
/// returns false if there is no memory.
class StepCommands
{
public:
    explicit StepCommands(const StepOwner &owner)
        : m_owner(&owner)
    { }

    bool isPaused() const { return m_owner->pausesNow() != m_pauses; }

    // Commands. `pauses` is the number of pauses before the command. The command is dropped if
    // there was a pause since.

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

    /// Makes this number of further steps, at least one.
    template <class Schedule>
    void makeSteps(std::uint64_t steps, std::uint64_t pauses, Schedule schedule)
    {
        const bool isFirst = m_pauses != pauses;
        if (!accept(pauses))
            return;
        m_pendingSteps += steps;
        // A step that was scheduled before the last pause and has not begun counts as the first
        // one.
        if (m_scheduled ? isFirst : m_scheduled = schedule())
            --m_pendingSteps;
    }

    // Called in the scheduled step.

    /// False if there was a pause.
    bool begin()
    {
        m_scheduled = false;
        return !isPaused();
    }
    /// The step is complete.
    template <class Schedule>
    void complete(Schedule schedule)
    {
        if (m_pendingSteps > 0) {
            if ((m_scheduled = schedule()))
                --m_pendingSteps;
        } else if (m_running && !isPaused()) {
            m_scheduled = schedule();
        }
    }
    /// There was no memory for the step. The next command repeats it.
    void fail() { ++m_pendingSteps; }

private:
    /// Drops earlier commands if this is the first one after a pause or in a new runtime. Returns
    /// false if this command must be dropped.
    bool accept(std::uint64_t pauses)
    {
        const std::uint64_t attachment = m_owner->attachments.load(std::memory_order_relaxed);
        const bool isElsewhere = std::exchange(m_attachment, attachment) != attachment;
        if (isElsewhere)
            m_scheduled = false;
        if (isElsewhere || m_pauses != pauses) {
            m_pauses = pauses;
            m_pendingSteps = 0;
            m_running = false;
        }
        return !isPaused();
    }

    const StepOwner *m_owner;
    std::uint64_t m_pauses = 0;       // of the current command
    std::uint64_t m_attachment = 0;   // likewise
    std::uint64_t m_pendingSteps = 0; // steps to make after the scheduled one
    bool m_scheduled = false;
    bool m_running = false; // each step schedules the next one
};

} // namespace cownscope::workloads
