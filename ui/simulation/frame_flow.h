// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace cownscope::ui {

// Credits of a view: the next frame is computed while the last one is drawn.
inline constexpr unsigned FramesOnTheirWay = 2;

// Decides when to request a frame. A view has credits for frames, and a recording may have no space
// for another one. A frame that could not be used is not requested, but postponed until it can be
// used.
//
// This class uses neither threads nor windows. The decision depends on what is due and on the state
// of the sink:
//
//   due       space  seen  credit  request a frame?
//   nothing   any    any   any     no
//   wanted    yes    any   any     yes; without a credit, the workload makes it when there is one
//   news      yes    yes   yes     yes
//   otherwise                      no; it stays due
class FrameFlow
{
public:
    struct Sink
    {
        bool seen = false;   // the view is on screen
        bool space = true;   // the recording, if any, has space for a frame
        bool credit = false; // a credit is left that no earlier request will use
    };

    // The current state must be shown, even if the view is hidden.
    void want() { m_due = Due::Wanted; }
    // There is a newer state than the one that was requested last.
    void offer()
    {
        if (m_due == Due::Nothing)
            m_due = Due::News;
    }

    // Whether to request a frame now. If so, nothing is due afterwards.
    bool ask(const Sink &sink)
    {
        if (m_due == Due::Nothing || !sink.space)
            return false;
        if (m_due == Due::News && !(sink.seen && sink.credit))
            return false;
        m_due = Due::Nothing;
        return true;
    }

private:
    enum class Due { Nothing, News, Wanted };
    Due m_due = Due::Nothing;
};

// Converts elapsed time to whole steps at a given speed. Steps that the workers cannot keep up with
// are dropped: after a slow moment the flock continues at its normal speed and does not catch up.
class Pacer
{
public:
    void setStepsPerSecond(double stepsPerSecond) { m_stepsPerSecond = stepsPerSecond; }

    // The number of steps to allow after `elapsedSeconds`, if `outstanding` of the steps allowed
    // earlier are not done yet.
    std::uint64_t stepsDue(double elapsedSeconds, std::uint64_t outstanding);

    void reset() { m_owed = 0; }

private:
    static constexpr double LongestGap = 0.1; // longest time in seconds that is caught up

    double m_stepsPerSecond = 60;
    double m_owed = 0; // fractional steps
};

} // namespace cownscope::ui
