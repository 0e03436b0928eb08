// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/results/point_table_model.h"

#include <QTableView>

class QSortFilterProxyModel;

namespace cownscope::ui {

// All points as a table that can be sorted, and copied with Ctrl+C: the selected rows, or all if
// none is selected.
class PointTable : public QTableView
{
    Q_OBJECT

public:
    explicit PointTable(const ResultSet *set, QWidget *parent = nullptr);

    PointPlace currentPlace() const; // result 0 if there is none
    void setCurrentPlace(const PointPlace &place);
    void showResult(int id); // scrolls to its points, unless one of them is current

    QString textToCopy() const;
    const QAbstractItemModel *shown() const; // sorted

Q_SIGNALS:
    void currentPlaceChanged(const cownscope::ui::PointPlace &place);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void placeColumns();
    void fitColumns();
    int widthOf(const QString &text) const;
    int contentsWidth(int column) const;
    void sectionResized(int column);
    void tellPlace();
    void copy() const;

    PointTableModel *m_model;
    QSortFilterProxyModel *m_sorted;
    PointPlace m_told;
    bool m_fitting = false;
    bool m_widthsChosen = false; // by the user
};

} // namespace cownscope::ui
