// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/point_table.h"

#include "ui/results/point_csv.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QSortFilterProxyModel>

#include <algorithm>

namespace cownscope::ui {

PointTable::PointTable(const ResultSet *set, QWidget *parent)
    : QTableView(parent)
    , m_model(new PointTableModel(set, this))
    , m_sorted(new QSortFilterProxyModel(this))
{
    m_sorted->setSourceModel(m_model);
    m_sorted->setSortRole(PointTableModel::SortRole);
    m_sorted->setSortCaseSensitivity(Qt::CaseInsensitive);
    setModel(m_sorted);
    setSortingEnabled(true);
    sortByColumn(-1, Qt::AscendingOrder); // the order of the set and the documents at first
    setSelectionBehavior(SelectRows);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setAccessibleName(tr("Points of all results"));
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
    setColumnWidths();

    // The point that is current moves within its document when others come before it.
    connect(m_sorted, &QAbstractItemModel::rowsInserted, this, &PointTable::tellPlace);
    connect(m_sorted, &QAbstractItemModel::rowsRemoved, this, &PointTable::tellPlace);

    auto *copyAction = new QAction(tr("Copy"), this);
    connect(copyAction, &QAction::triggered, this, &PointTable::copy);
    addAction(copyAction);
    setContextMenuPolicy(Qt::ActionsContextMenu);
}

void PointTable::setColumnWidths()
{
    const auto widthOf = [this](const QString &text) {
        return fontMetrics().size(0, text).width() + 16; // which may have two lines
    };
    const int number = widthOf(QStringLiteral("88888888.8"));
    for (int column = 0; column < PointTableModel::State; ++column)
        setColumnWidth(column, number);
    setColumnWidth(PointTableModel::Result, widthOf(QStringLiteral("chain-ring-host.json")));
    setColumnWidth(PointTableModel::AxisValue, widthOf(QStringLiteral("workers")));
    for (const int column :
         {PointTableModel::Repeats, PointTableModel::Speedup, PointTableModel::Efficiency})
        setColumnWidth(column, widthOf(m_model->headerData(column, Qt::Horizontal).toString()));
    setColumnHidden(PointTableModel::SpeedupBase, true);
    setColumnWidth(PointTableModel::State, widthOf(QStringLiteral("interrupted")));
}

PointPlace PointTable::currentPlace() const
{
    const QModelIndex index = m_sorted->mapToSource(currentIndex());
    return index.isValid() ? m_model->placeOf(index.row()) : PointPlace{};
}

void PointTable::setCurrentPlace(const PointPlace &place)
{
    const int row = m_model->rowOf(place);
    if (row < 0 || place == currentPlace())
        return;
    const int column = std::max(currentIndex().column(), 0);
    const QModelIndex index = m_sorted->mapFromSource(m_model->index(row, column));
    selectionModel()->setCurrentIndex(
        index, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

const QAbstractItemModel *PointTable::shown() const
{
    return m_sorted;
}

QString PointTable::textToCopy() const
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

void PointTable::copy() const
{
    QGuiApplication::clipboard()->setText(textToCopy());
}

void PointTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copy();
        event->accept();
        return;
    }
    QTableView::keyPressEvent(event);
}

void PointTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    tellPlace();
}

void PointTable::tellPlace()
{
    const PointPlace place = currentPlace();
    if (place == m_told)
        return;
    m_told = place;
    Q_EMIT currentPlaceChanged(place);
}

void PointTable::showResult(int id)
{
    if (const int row = m_model->rowOf({id, 0}); row >= 0 && currentPlace().result != id)
        scrollTo(m_sorted->mapFromSource(m_model->index(row, 0)));
}

} // namespace cownscope::ui
