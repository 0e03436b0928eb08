// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/point_table.h"

#include "ui/results/name_delegate.h"
#include "ui/results/result_set.h"

#include <QEvent>
#include <QHeaderView>
#include <QScopedValueRollback>

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
    : PointTable(new PointTableModel(set), set, parent)
{ }

PointTable::PointTable(PointTableModel *points, const ResultSet *set, QWidget *parent)
    : SortedTable(points, parent)
    , m_model(points)
{
    points->setParent(this);
    setAccessibleName(tr("Points of all results"));
    setItemDelegateForColumn(PointTableModel::Result,
                             new NameDelegate{[set] { return namesOf(*set); }, this});
    placeColumns();

    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(model(), signal, this, &PointTable::fitColumns);
    connect(model(), &QAbstractItemModel::dataChanged, this, &PointTable::fitColumns);
    connect(model(), &QAbstractItemModel::headerDataChanged, this, &PointTable::fitColumns);
    connect(horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, &PointTable::fitColumns);
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, &PointTable::sectionResized);

    // The index of the current point changes when points are inserted before it.
    connect(model(), &QAbstractItemModel::rowsInserted, this, &PointTable::emitCurrentPoint);
    connect(model(), &QAbstractItemModel::rowsRemoved, this, &PointTable::emitCurrentPoint);
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
    for (int column = 0; column < model()->columnCount(); ++column) {
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

void PointTable::sectionResized(int column)
{
    // The last visible column is stretched automatically.
    if (!m_fitting && column != PointTableModel::State && !isColumnHidden(column))
        m_widthsChosen = true;
}

void PointTable::resizeEvent(QResizeEvent *event)
{
    SortedTable::resizeEvent(event);
    fitColumns();
}

void PointTable::changeEvent(QEvent *event)
{
    SortedTable::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitColumns();
}

PointId PointTable::currentPoint() const
{
    const int row = modelRow(currentIndex());
    return row >= 0 ? m_model->placeOf(row) : PointId{};
}

void PointTable::setCurrentPoint(const PointId &place)
{
    const int row = m_model->rowOf(place);
    if (row < 0 || place == currentPoint())
        return;
    setCurrentRow(row);
}

void PointTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    SortedTable::currentChanged(current, previous);
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
        scrollTo(shownIndex(row, 0));
}

} // namespace cownscope::ui
