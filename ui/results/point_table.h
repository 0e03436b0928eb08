// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/results/point_table_model.h"
#include "ui/tables/sorted_table.h"

namespace cownscope::ui {

// A table of all points.
class PointTable : public SortedTable
{
    Q_OBJECT

public:
    explicit PointTable(const ResultSet *set, QWidget *parent = nullptr);

    PointId currentPoint() const; // result 0 if there is none
    void setCurrentPoint(const PointId &place);
    void showResult(int id); // scrolls to its points unless one of them is current

Q_SIGNALS:
    void currentPointChanged(const cownscope::ui::PointId &place);

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    PointTable(PointTableModel *points, const ResultSet *set, QWidget *parent);
    void placeColumns();
    void fitColumns();
    void sectionResized(int column);
    void emitCurrentPoint();

    PointTableModel *m_model;
    PointId m_lastEmitted;
    bool m_fitting = false;
    bool m_widthsChosen = false; // by the user
};

} // namespace cownscope::ui
