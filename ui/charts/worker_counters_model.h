// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include <array>
#include <vector>

namespace cownscope::ui {

// What each worker did a second, lately: a row for each worker, a column for each counter. The
// display role gives text with a unit, the edit role the number.
class WorkerCountersModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Counter { LocalPops, Steals, StealFailures, Parks, CounterCount };
    using Rates = std::array<double, CounterCount>; // a second

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

    void setRates(std::vector<Rates> rates); // one for each worker

private:
    std::vector<Rates> m_rates;
};

} // namespace cownscope::ui
