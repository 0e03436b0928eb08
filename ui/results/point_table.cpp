// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/point_table.h"

#include "ui/results/name_delegate.h"
#include "ui/results/point_csv.h"
#include "ui/results/result_set.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QScopedValueRollback>
#include <QSortFilterProxyModel>

#include <algorithm>

namespace cownscope::ui {
namespace {

QStringList namesOf(const ResultSet &set)
{
    QStringList names;
    for (const OpenResult &result : set.results())
        names.append(result.name);
    return names;
}

} // namespace

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
    sortByColumn(-1, Qt::AscendingOrder); // initially in the order of the result set
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
    setItemDelegateForColumn(PointTableModel::Result,
                             new NameDelegate{[set] { return namesOf(*set); }, this});
    placeColumns();

    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_sorted, signal, this, &PointTable::fitColumns);
    connect(m_sorted, &QAbstractItemModel::dataChanged, this, &PointTable::fitColumns);
    connect(m_sorted, &QAbstractItemModel::headerDataChanged, this, &PointTable::fitColumns);
    connect(horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, &PointTable::fitColumns);
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, &PointTable::sectionResized);

    // The index of the current point changes when points are inserted before it.
    connect(m_sorted, &QAbstractItemModel::rowsInserted, this, &PointTable::emitCurrentPoint);
    connect(m_sorted, &QAbstractItemModel::rowsRemoved, this, &PointTable::emitCurrentPoint);

    auto *copyAction = new QAction(tr("Copy"), this);
    connect(copyAction, &QAction::triggered, this, &PointTable::copy);
    addAction(copyAction);
    setContextMenuPolicy(Qt::ActionsContextMenu);
}

// The most important columns come first, so that a narrow table shows them.
void PointTable::placeColumns()
{
    int place = 0;
    for (const int column :
         {PointTableModel::Result, PointTableModel::AxisValue, PointTableModel::Mean,
          PointTableModel::Speedup, PointTableModel::Efficiency, PointTableModel::Stdev})
        horizontalHeader()->moveSection(horizontalHeader()->visualIndex(column), place++);
    setColumnHidden(PointTableModel::SpeedupBase, true);
    horizontalHeader()->setResizeContentsPrecision(0); // of visible rows only
}

// Makes each column as wide as its contents; names get the remaining width.
void PointTable::fitColumns()
{
    // A scroll bar that appears or disappears also resizes the table.
    if (m_fitting || m_widthsChosen)
        return;
    const QScopedValueRollback fitting{m_fitting, true};
    const int state = widthOf(QStringLiteral("interrupted"));
    int left = viewport()->width();
    for (int column = 0; column < m_sorted->columnCount(); ++column) {
        if (column == PointTableModel::Result || isColumnHidden(column))
            continue;
        int width = contentsWidth(column);
        if (column == PointTableModel::State)
            width = std::min(width, state);
        if (column == PointTableModel::AxisValue) // without an axis this can be a long text
            width = std::min(width, std::max(viewport()->width() / 3, state));
        setColumnWidth(column, width);
        left -= width;
    }
    const int name = contentsWidth(PointTableModel::Result);
    const int least = std::min(name, widthOf(QStringLiteral("…12.json")) + iconSize().width() + 4);
    setColumnWidth(PointTableModel::Result, std::clamp(left, least, name));
}

int PointTable::contentsWidth(int column) const
{
    const bool sorted = horizontalHeader()->sortIndicatorSection() == column;
    const int title = sorted // the sort arrow needs space
        ? horizontalHeader()->sectionSizeHint(column)
        : widthOf(m_sorted->headerData(column, Qt::Horizontal).toString());
    return std::max(sizeHintForColumn(column) + 6, title);
}

void PointTable::sectionResized(int column)
{
    // The last visible column is stretched automatically.
    if (!m_fitting && column != PointTableModel::State && !isColumnHidden(column))
        m_widthsChosen = true;
}

void PointTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitColumns();
}

void PointTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitColumns();
}

PointId PointTable::currentPoint() const
{
    const QModelIndex index = m_sorted->mapToSource(currentIndex());
    return index.isValid() ? m_model->placeOf(index.row()) : PointId{};
}

void PointTable::setCurrentPoint(const PointId &place)
{
    const int row = m_model->rowOf(place);
    if (row < 0 || place == currentPoint())
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
    emitCurrentPoint();
}

void PointTable::emitCurrentPoint()
{
    const PointId place = currentPoint();
    if (place == m_lastEmitted)
        return;
    m_lastEmitted = place;
    Q_EMIT currentPointChanged(place);
}

void PointTable::showResult(int id)
{
    if (const int row = m_model->rowOf({id, 0}); row >= 0 && currentPoint().result != id)
        scrollTo(m_sorted->mapFromSource(m_model->index(row, 0)));
}

} // namespace cownscope::ui
