// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/results/result_document.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <utility>

namespace cownscope::ui {

// Over the repeats of a point, as those were written by whatever program: what is not a number
// where one should be is passed over.

enum class Over { Average, Sum };

// The counters that workers have, in the order of the file.
QStringList workerCounters(const lab::Point &point);

// Of a counter, by worker.
QList<double> workerCounts(const lab::Point &point, const QString &counter, Over over);

// Names and values of the derived metrics: averages of numbers, item by item for lists; of an index
// all that occur.
QList<std::pair<QString, QString>> derivedMetrics(const lab::Point &point);

} // namespace cownscope::ui
