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
    setItemDelegateForColumn(PointTableModel::Result,
                             new NameDelegate{[set] { return namesOf(*set); }, this});
    placeColumns();

    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_sorted, signal, this, &PointTable::fitColumns);
    connect(m_sorted, &QAbstractItemModel::dataChanged, this, &PointTable::fitColumns);
    connect(m_sorted, &QAbstractItemModel::headerDataChanged, this, &PointTable::fitColumns);
    connect(horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, &PointTable::fitColumns);
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, &PointTable::sectionResized);

    // The point that is current moves within its document when others come before it.
    connect(m_sorted, &QAbstractItemModel::rowsInserted, this, &PointTable::tellPlace);
    connect(m_sorted, &QAbstractItemModel::rowsRemoved, this, &PointTable::tellPlace);

    auto *copyAction = new QAction(tr("Copy"), this);
    connect(copyAction, &QAction::triggered, this, &PointTable::copy);
    addAction(copyAction);
    setContextMenuPolicy(Qt::ActionsContextMenu);
}

// What most look for comes first, where a narrow table has it on view.
void PointTable::placeColumns()
{
    int place = 0;
    for (const int column :
         {PointTableModel::Result, PointTableModel::AxisValue, PointTableModel::Mean,
          PointTableModel::Speedup, PointTableModel::Efficiency, PointTableModel::Stdev})
        horizontalHeader()->moveSection(horizontalHeader()->visualIndex(column), place++);
    setColumnHidden(PointTableModel::SpeedupBase, true);
    horizontalHeader()->setResizeContentsPrecision(0); // of rows on view
}

// Each column as wide as what is in it; names take what is left.
void PointTable::fitColumns()
{
    if (m_fitting || m_widthsChosen) // a scroll bar that comes or goes resizes, too
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
        if (column == PointTableModel::AxisValue) // without an axis it may be a long text
            width = std::min(width, std::max(viewport()->width() / 3, state));
        setColumnWidth(column, width);
        left -= width;
    }
    const int name = contentsWidth(PointTableModel::Result);
    const int least = std::min(name, widthOf(QStringLiteral("…12.json")) + iconSize().width() + 4);
    setColumnWidth(PointTableModel::Result, std::clamp(left, least, name));
}

int PointTable::widthOf(const QString &text) const
{
    return fontMetrics().size(0, text).width() + 10; // which may have two lines
}

int PointTable::contentsWidth(int column) const
{
    const bool sorted = horizontalHeader()->sortIndicatorSection() == column;
    const int title = sorted // and so has an arrow
        ? horizontalHeader()->sectionSizeHint(column)
        : widthOf(m_sorted->headerData(column, Qt::Horizontal).toString());
    return std::max(sizeHintForColumn(column) + 6, title);
}

void PointTable::sectionResized(int column)
{
    // The last one that is seen is stretched by itself.
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
