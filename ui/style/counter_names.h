// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace cownscope::ui {

// The title and explanation of a scheduler counter, or of a metric derived from counters.
struct CounterName
{
    QString title;
    QString explanation;
};

// Looks up a counter by its name in result files, such as "popped_local". An unknown counter, as in
// a file of another program, gets a title made from its name and no explanation.
CounterName counterName(const QString &key);

// The explanation, followed by the name in result files.
QString counterToolTip(const QString &key);

} // namespace cownscope::ui
