// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

#include <optional>

namespace cownscope::ui {

// The number that a user has typed, in any locale: digits with at most one decimal sign, which may
// be a point or a comma, and an exponent if there is one. Groups of digits are not known, since
// their sign could not be told from a decimal sign. Nothing if it is no number; infinite if it is
// too large for one.
std::optional<double> typedNumber(QStringView text);

} // namespace cownscope::ui
