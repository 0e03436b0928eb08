// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/transport/row.h"

#include <QAbstractTableModel>
#include <QColor>

#include <vector>

namespace cownscope::ui {

// The rows of a result file of transports, in the order of the file. As plain text, the columns are
// those of the CSV file. Missing CPU times and memory are empty there.
class TransportTableModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        Size,
        Kind,
        Transport,
        Items,
        Throughput,
        Low,
        High,
        Speedup,
        Memory,
        CpuTime,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setRows(std::vector<lab::transport::Row> rows);
    bool hasMemoryOrCpuTime() const;        // of any row
    void setLineColor(const QColor &color); // of the samples of transports

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

private:
    std::vector<lab::transport::Row> m_rows;
    QColor m_lineColor;
};

} // namespace cownscope::ui
