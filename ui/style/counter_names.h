// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace cownscope::ui {

// What a counter of the scheduler, or a number made of some, is called wherever it is shown, and
// one or two sentences about it.
struct CounterName
{
    QString title;
    QString explanation;
};

// By the name that result files have: "popped_local". What is not known, since another program has
// written it, keeps its name, and is not explained.
CounterName counterName(const QString &key);

// The explanation with the name in result files behind it.
QString counterToolTip(const QString &key);

} // namespace cownscope::ui
