// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"

#include <QString>

class QAbstractItemModel;
class QWidget;

namespace cownscope::ui {

struct OpenResult;

// The sources of an export, by suffix.
struct ExportSource
{
    const OpenResult *result = nullptr; // .json; may be null
    const QAbstractItemModel *table;    // .csv
    QWidget *chart;                     // .png and .svg, as shown
};

// Exports in the format given by the suffix of the path. The file is written under a temporary name
// and then renamed.
Outcome exportResults(const ExportSource &source, const QString &path);

} // namespace cownscope::ui
