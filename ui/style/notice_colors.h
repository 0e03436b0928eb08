// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"

namespace cownscope::ui {

// Colors of sentences, and of what they are about: what is wrong, and what is doubtful.
QColor problemColor(Shade shade);
QColor warningColor(Shade shade);

} // namespace cownscope::ui
