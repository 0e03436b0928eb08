// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/results/point_table_model.h"

#include <QTableView>

class QSortFilterProxyModel;

namespace cownscope::ui {

// A sortable table of all points. Ctrl+C copies the selected rows, or all rows if none is selected.
class PointTable : public QTableView
{
    Q_OBJECT

public:
    explicit PointTable(const ResultSet *set, QWidget *parent = nullptr);

    PointId currentPoint() const; // result 0 if there is none
    void setCurrentPoint(const PointId &place);
    void showResult(int id); // scrolls to its points unless one of them is current

    QString textToCopy() const;
    const QAbstractItemModel *shown() const; // sorted

Q_SIGNALS:
    void currentPointChanged(const cownscope::ui::PointId &place);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void placeColumns();
    void fitColumns();
    // The text may have two lines.
    int widthOf(const QString &text) const { return fontMetrics().size(0, text).width() + 10; }
    int contentsWidth(int column) const;
    void sectionResized(int column);
    void emitCurrentPoint();
    void copy() const;

    PointTableModel *m_model;
    QSortFilterProxyModel *m_sorted;
    PointId m_lastEmitted;
    bool m_fitting = false;
    bool m_widthsChosen = false; // by the user
};

} // namespace cownscope::ui
