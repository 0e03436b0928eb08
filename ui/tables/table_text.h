// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <Qt>

class QAbstractItemModel;

namespace cownscope::ui {

// Roles that a model for a table has in addition to those of Qt.
enum TableRole {
    SortRole = Qt::UserRole, // numbers; missing values sort first
    PlainRole // for export: a number with all digits, or a text; for a header, the name only
};

// Rows of such a model (or of a proxy for one) as text for other programs: the titles first,
// numbers with all digits and a decimal point, missing values empty.

// RFC 4180, UTF-8.
QByteArray csvOf(const QAbstractItemModel &model);

// For the clipboard. Tabs and line breaks inside a cell become spaces.
QString tabSeparated(const QAbstractItemModel &model, const QList<int> &rows);

} // namespace cownscope::ui
