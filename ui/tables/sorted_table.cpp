// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tables/sorted_table.h"

#include "ui/tables/table_text.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QSortFilterProxyModel>

#include <algorithm>

namespace cownscope::ui {

SortedTable::SortedTable(QAbstractItemModel *source, QWidget *parent)
    : QTableView(parent)
    , m_sorted(new QSortFilterProxyModel(this))
{
    m_sorted->setSourceModel(source);
    m_sorted->setSortRole(SortRole);
    m_sorted->setSortCaseSensitivity(Qt::CaseInsensitive);
    setModel(m_sorted);
    setSortingEnabled(true);
    sortByColumn(-1, Qt::AscendingOrder); // initially in the order of the model
    setSelectionBehavior(SelectRows);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollMode(ScrollPerPixel);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    setTextElideMode(Qt::ElideMiddle);
    setIconSize({16, 16});

    auto *copyAction = new QAction(tr("Copy"), this);
    connect(copyAction, &QAction::triggered, this, &SortedTable::copy);
    addAction(copyAction);
    setContextMenuPolicy(Qt::ActionsContextMenu);
}

const QAbstractItemModel *SortedTable::shown() const
{
    return m_sorted;
}

int SortedTable::modelRow(const QModelIndex &shown) const
{
    return m_sorted->mapToSource(shown).row();
}

QModelIndex SortedTable::shownIndex(int modelRow, int column) const
{
    return m_sorted->mapFromSource(m_sorted->sourceModel()->index(modelRow, column));
}

void SortedTable::setCurrentRow(int modelRow)
{
    const QModelIndex index = shownIndex(modelRow, std::max(currentIndex().column(), 0));
    selectionModel()->setCurrentIndex(
        index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

int SortedTable::contentsWidth(int column) const
{
    const bool sorted = horizontalHeader()->sortIndicatorSection() == column;
    const int title = sorted // the sort arrow needs space
        ? horizontalHeader()->sectionSizeHint(column)
        : widthOf(m_sorted->headerData(column, Qt::Horizontal).toString());
    return std::max(sizeHintForColumn(column) + 6, title);
}

QString SortedTable::textToCopy() const
{
    QList<int> rows;
    for (const QModelIndex &index : selectionModel()->selectedRows())
        rows.append(index.row());
    std::ranges::sort(rows);
    if (rows.isEmpty()) {
        for (int row = 0; row < m_sorted->rowCount(); ++row)
            rows.append(row);
    }
    return tabSeparated(*m_sorted, rows);
}

void SortedTable::copy() const
{
    QGuiApplication::clipboard()->setText(textToCopy());
}

void SortedTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy();
        event->accept();
        return;
    }
    QTableView::keyPressEvent(event);
}

} // namespace cownscope::ui
