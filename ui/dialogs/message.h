// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>

namespace cownscope::ui {

// What the window has to say, by how long people need it: a hint goes by itself after a while; the
// outcome of what somebody asked for, and a problem, stay until they are dismissed or others come.
enum class MessageKind { Hint, Outcome, Problem };

} // namespace cownscope::ui

Q_DECLARE_METATYPE(cownscope::ui::MessageKind)
