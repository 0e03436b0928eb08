// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transport/transport_table.h"

#include "ui/style/theme.h"

#include <QEvent>
#include <QHeaderView>

namespace cownscope::ui {

TransportTable::TransportTable(QWidget *parent)
    : TransportTable(new TransportTableModel, parent)
{ }

TransportTable::TransportTable(TransportTableModel *rows, QWidget *parent)
    : SortedTable(rows, parent)
    , m_rows(rows)
{
    rows->setParent(this);
    setAccessibleName(tr("Measured transports"));
    setIconSize({24, 16});
    horizontalHeader()->setStretchLastSection(false);
    connect(horizontalHeader(), &QHeaderView::sortIndicatorChanged, this,
            &TransportTable::fitColumns);
    updateColors();
}

void TransportTable::setRows(const std::vector<lab::transport::Row> &rows)
{
    m_rows->setRows(rows);
    const bool areIsolated = m_rows->hasMemoryOrCpuTime();
    for (const int column : {TransportTableModel::Memory, TransportTableModel::CpuTime})
        setColumnHidden(column, !areIsolated);
    fitColumns();
}

void TransportTable::fitColumns()
{
    for (int column = 0; column < TransportTableModel::ColumnCount; ++column)
        setColumnWidth(column, contentsWidth(column));
}

std::optional<std::size_t> TransportTable::currentRow() const
{
    const int row = modelRow(currentIndex());
    return row < 0 ? std::nullopt : std::optional{static_cast<std::size_t>(row)};
}

void TransportTable::showRow(std::size_t row)
{
    setCurrentRow(static_cast<int>(row));
}

void TransportTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    SortedTable::currentChanged(current, previous);
    Q_EMIT currentRowChanged();
}

void TransportTable::changeEvent(QEvent *event)
{
    SortedTable::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateColors();
    if (event->type() == QEvent::FontChange)
        fitColumns();
}

void TransportTable::updateColors()
{
    m_rows->setLineColor(sceneFor(shadeOf(palette())).text);
}

} // namespace cownscope::ui
