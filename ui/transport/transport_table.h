// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/tables/sorted_table.h"
#include "ui/transport/transport_table_model.h"

#include <optional>

namespace cownscope::ui {

// A table of the rows of one result file of transports.
class TransportTable : public SortedTable
{
    Q_OBJECT

public:
    explicit TransportTable(QWidget *parent = nullptr);

    void setRows(const std::vector<lab::transport::Row> &rows);

    std::optional<std::size_t> currentRow() const; // index in the file
    void showRow(std::size_t row);                 // makes it the current one

Q_SIGNALS:
    void currentRowChanged();

protected:
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void changeEvent(QEvent *event) override;

private:
    explicit TransportTable(TransportTableModel *rows, QWidget *parent);
    void updateColors();
    void fitColumns();

    TransportTableModel *m_rows;
};

} // namespace cownscope::ui
