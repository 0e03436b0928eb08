// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_document.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <utility>

namespace cownscope::ui {

// How to combine the repeats of a point. Files may come from other programs; values that are not
// numbers are skipped.

enum class Over { Average, Sum };

// The names of the counters of the workers, in the order of the file.
QStringList workerCounters(const lab::Point &point);

// The values of one counter, by worker.
QList<double> workerCounts(const lab::Point &point, const QString &counter, Over over);

// Names and values of the derived metrics. Numbers and list items are averaged; for an index, all
// values that occur are listed.
QList<std::pair<QString, QString>> derivedMetrics(const lab::Point &point);

} // namespace cownscope::ui
