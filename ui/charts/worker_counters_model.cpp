// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/worker_counters_model.h"

#include "ui/style/counter_names.h"
#include "ui/style/quantity_text.h"

namespace cownscope::ui {
namespace {

QString keyOf(WorkerCountersModel::Counter counter)
{
    switch (counter) {
    case WorkerCountersModel::LocalPops:
        return QStringLiteral("popped_local");
    case WorkerCountersModel::Steals:
        return QStringLiteral("popped_via_steal");
    case WorkerCountersModel::StealFailures:
        return QStringLiteral("steal_failures");
    case WorkerCountersModel::Parks:
        return QStringLiteral("parked");
    case WorkerCountersModel::CounterCount:
        break;
    }
    return {};
}

} // namespace

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
    if (section < 0 || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    if (orientation == Qt::Vertical)
        return section < rowCount() && role == Qt::DisplayRole
            ? QVariant{tr("Worker %1").arg(section)}
            : QVariant{};
    if (section >= CounterCount)
        return {};
    const CounterName name = counterName(keyOf(static_cast<Counter>(section)));
    return role == Qt::DisplayRole ? name.title : name.explanation;
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
