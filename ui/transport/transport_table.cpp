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
    horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    updateColors();
}

void TransportTable::setRows(const std::vector<lab::transport::Row> &rows)
{
    m_rows->setRows(rows);
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
}

void TransportTable::updateColors()
{
    m_rows->setLineColor(sceneFor(shadeOf(palette())).text);
}

} // namespace cownscope::ui
