// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace cownscope::ui {

// A name from a command line or a file for people: "group-size" as "Group size", "steal_failures"
// as "Steal failures".
QString readableName(QString name);

} // namespace cownscope::ui
