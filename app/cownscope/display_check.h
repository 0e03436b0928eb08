// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"

struct xcb_connection_t;

namespace cownscope {

// Checks for a display before Qt is initialized, since Qt ends the process if there is none.
//
// Keep the object until Qt is connected: an X server may restart when its last client disconnects,
// and would then refuse the connection of Qt.
class DisplayCheck
{
public:
    DisplayCheck();
    ~DisplayCheck();
    DisplayCheck(const DisplayCheck &) = delete;
    DisplayCheck &operator=(const DisplayCheck &) = delete;

    // Fails if no window can be opened; the reason explains how to get a picture without a display.
    const Outcome &outcome() const { return m_outcome; }

private:
    bool xServerAnswers();

    xcb_connection_t *m_connection = nullptr;
    Outcome m_outcome;
};

} // namespace cownscope
