// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"

struct xcb_connection_t;

namespace cownscope {

// Qt ends the process when it finds no display, so this is asked before Qt is.
//
// Keep it until Qt is connected: an X server without any client left may start anew, and would
// refuse Qt meanwhile.
class DisplayCheck
{
public:
    DisplayCheck();
    ~DisplayCheck();
    DisplayCheck(const DisplayCheck &) = delete;
    DisplayCheck &operator=(const DisplayCheck &) = delete;

    // Fails if no window can be opened, and says how to get a picture without a display.
    const Outcome &outcome() const { return m_outcome; }

private:
    bool xServerAnswers();

    xcb_connection_t *m_connection = nullptr;
    Outcome m_outcome;
};

} // namespace cownscope
