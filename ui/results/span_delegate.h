// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace cownscope::ui {

// Draws a ComparisonSpan: the noise floor as a band around the zero line, the interval as a bar and
// the difference as a dot. Slower is left, faster is right.
class SpanDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    // `reach` is the share at the edge of the cell.
    explicit SpanDelegate(double reach, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    double m_reach;
};

} // namespace cownscope::ui
