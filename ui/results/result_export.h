// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"

#include <QString>

class QAbstractItemModel;
class QWidget;

namespace cownscope::ui {

struct OpenResult;

// The sources of an export, by suffix. Those that are null cannot be exported.
struct ExportSource
{
    const OpenResult *result = nullptr;        // .json
    const QAbstractItemModel *table = nullptr; // .csv
    QWidget *chart = nullptr;                  // .png and .svg, as shown
};

// Exports in the format given by the suffix of the path. The file is written under a temporary name
// and then renamed.
Outcome exportResults(const ExportSource &source, const QString &path);

// Writes the file of a result: JSON, or CSV for transports if the path ends in .csv. Throws
// ResultError.
void writeResult(const OpenResult &result, const QString &path);

} // namespace cownscope::ui
