// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"

#include <QString>

class QAbstractItemModel;
class QWidget;

namespace cownscope::ui {

struct OpenResult;

// What can be written, and from what.
struct ExportSource
{
    const OpenResult *result = nullptr; // .json; there may be none
    const QAbstractItemModel *table;    // .csv
    QWidget *chart;                     // .png and .svg, as it is shown
};

// Writes what the suffix of the path asks for, beside the file and then renamed.
Outcome exportResults(const ExportSource &source, const QString &path);

} // namespace cownscope::ui
