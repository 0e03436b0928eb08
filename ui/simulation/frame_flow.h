// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace cownscope::ui {

// When a frame is asked for. A view has credits, each for a frame on its way to it; a recording has
// room or has not. Nothing is made that a view cannot take, and what was left out for that is made
// up for as soon as it can.
//
// A value: no threads, no window. What is due, and what the sink is like, give the answer:
//
//   due       room  seen  credit  ask?
//   –         any   any   any     no
//   wanted    yes   any   any     yes: somebody waits for this state; without a credit the workload
//                                 makes the frame when there is one
//   news      yes   yes   yes     yes
//   otherwise                     no, it stays due
class FrameFlow
{
public:
    struct Sink
    {
        bool seen = false;   // what is drawn there is on screen
        bool room = true;    // whoever keeps frames has room for one more
        bool credit = false; // one is left that no frame asked for before will spend
    };

    // The present state must be shown, moving or not.
    void want() { m_due = Due::Wanted; }
    // There is something newer than what was asked for last.
    void offer()
    {
        if (m_due == Due::Nothing)
            m_due = Due::News;
    }

    // Whether to ask for a frame now. If so, nothing is due any more.
    bool ask(const Sink &sink)
    {
        if (m_due == Due::Nothing || !sink.room)
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

} // namespace cownscope::ui
