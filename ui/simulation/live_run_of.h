// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/simulation/live_workload.h"

#include <algorithm>
#include <utility>

namespace cownscope::ui {

// A run of a workload whose class has the functions of the same names: attach, detach, pause,
// advance, requestFrame, isFrameWanted, resumeFrames, status. Counts the steps that are allowed.
template <class Workload, class Sink>
class LiveRunOf : public LiveRun
{
public:
    void attach(boc::Runtime &runtime, const FrameCredits &credits) override
    {
        m_workload.attach(runtime, boc::PinnedCown<Sink *>{runtime, m_sink}, credits);
    }
    void detach() override { m_workload.detach(); }
    void pause() override
    {
        m_workload.pause();
        m_allowedUpTo = 0;
    }
    void advance(std::uint64_t steps) override
    {
        m_allowedUpTo = std::max(m_allowedUpTo, this->steps()) + steps * steppers();
        m_workload.advance(steps);
    }
    void requestFrame() override { m_workload.requestFrame(); }
    bool isFrameWanted() const override { return m_workload.isFrameWanted(); }
    void resumeFrames() override { m_workload.resumeFrames(); }
    Outcome status() const override { return m_workload.status(); }
    std::uint64_t outstanding() const override
    {
        const std::uint64_t done = steps();
        return m_allowedUpTo > done ? (m_allowedUpTo - done + steppers() - 1) / steppers() : 0;
    }

protected:
    // The sink outlives the run; the other arguments make the workload.
    template <class... Arguments>
    explicit LiveRunOf(Sink *sink, Arguments &&...arguments)
        : m_sink(sink)
        , m_workload(std::forward<Arguments>(arguments)...)
    { }

    // How many make each step of advance().
    virtual std::uint64_t steppers() const { return 1; }

    Workload &running() { return m_workload; }
    const Workload &running() const { return m_workload; }

private:
    Sink *m_sink;
    Workload m_workload;
    std::uint64_t m_allowedUpTo = 0; // in terms of steps()
};

} // namespace cownscope::ui
