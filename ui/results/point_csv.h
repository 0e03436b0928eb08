// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

class QAbstractItemModel;

namespace cownscope::ui {

// Rows of a PointTableModel (or of a proxy for one) as text for other programs: the titles first,
// numbers with all digits and a decimal point, missing values empty.

// RFC 4180, UTF-8.
QByteArray csvOf(const QAbstractItemModel &model);

// For the clipboard. Tabs and line breaks inside a cell become spaces.
QString tabSeparated(const QAbstractItemModel &model, const QList<int> &rows);

} // namespace cownscope::ui
