// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include <array>
#include <vector>

namespace cownscope::ui {

// Recent rates per second of the counters of the workers: one row per worker, one column per
// counter. The display role returns text with a unit, the edit role the number.
class WorkerCountersModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Counter { LocalPops, Steals, StealFailures, Parks, CounterCount };
    using Rates = std::array<double, CounterCount>; // per second

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rates.size());
    }
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : CounterCount;
    }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

    void setRates(std::vector<Rates> rates); // one entry per worker

private:
    std::vector<Rates> m_rates;
};

} // namespace cownscope::ui
