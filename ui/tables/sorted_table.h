// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

class QSortFilterProxyModel;

namespace cownscope::ui {

// A sortable table of rows. Ctrl+C copies the selected rows, or all rows if none is selected.
class SortedTable : public QTableView
{
    Q_OBJECT

public:
    // The model has the roles of table_text.h.
    explicit SortedTable(QAbstractItemModel *source, QWidget *parent = nullptr);

    QString textToCopy() const;
    const QAbstractItemModel *shown() const; // sorted

protected:
    // To and from rows of the model.
    int modelRow(const QModelIndex &shown) const; // -1 if the index is invalid
    QModelIndex shownIndex(int modelRow, int column) const;
    void setCurrentRow(int modelRow); // and selects it alone

    // The width that a column needs, with its title.
    int contentsWidth(int column) const;
    // The text may have two lines.
    int widthOf(const QString &text) const { return fontMetrics().size(0, text).width() + 10; }

    void keyPressEvent(QKeyEvent *event) override;

private:
    void copy() const;

    QSortFilterProxyModel *m_sorted;
};

} // namespace cownscope::ui
