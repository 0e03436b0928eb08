// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/worker_counters_model.h"

#include "ui/style/quantity_text.h"

namespace cownscope::ui {

int WorkerCountersModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rates.size());
}

int WorkerCountersModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : CounterCount;
}

QVariant WorkerCountersModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const double rate =
        m_rates[static_cast<std::size_t>(index.row())][static_cast<std::size_t>(index.column())];
    switch (role) {
    case Qt::DisplayRole:
        return QString{siText(rate) + QStringLiteral("/s")};
    case Qt::EditRole:
        return rate;
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment{Qt::AlignRight | Qt::AlignVCenter});
    default:
        return {};
    }
}

QVariant WorkerCountersModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole || section < 0)
        return {};
    if (orientation == Qt::Vertical)
        return section < rowCount() ? QVariant{tr("Worker %1").arg(section)} : QVariant{};
    switch (section) {
    case LocalPops:
        return tr("Local pops");
    case Steals:
        return tr("Steals");
    case StealFailures:
        return tr("Failed steals");
    case Parks:
        return tr("Parks");
    default:
        return {};
    }
}

void WorkerCountersModel::setRates(std::vector<Rates> rates)
{
    if (rates.size() != m_rates.size()) {
        beginResetModel();
        m_rates = std::move(rates);
        endResetModel();
        return;
    }
    m_rates = std::move(rates);
    if (!m_rates.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, CounterCount - 1),
                           {Qt::DisplayRole, Qt::EditRole});
}

} // namespace cownscope::ui
