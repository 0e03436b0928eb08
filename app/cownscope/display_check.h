// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

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

    // Nothing if a window can be opened, else one sentence that says how to get a picture without
    // a display.
    const std::optional<std::string> &problem() const { return m_problem; }

private:
    bool xServerAnswers();

    xcb_connection_t *m_connection = nullptr;
    std::optional<std::string> m_problem;
};

} // namespace cownscope
