// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/step_split_model.h"

#include "ui/style/quantity_text.h"

#include <numeric>
#include <utility>

namespace cownscope::ui {

QVariant StepSplitModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const double seconds = m_seconds[static_cast<std::size_t>(index.row())];
    if (role == Qt::EditRole)
        return seconds;
    if (role != Qt::DisplayRole)
        return {};
    const double all = total();
    const double percent = all > 0 ? 100 * seconds / all : 0;
    return tr("%1 · %2 %").arg(durationText(seconds)).arg(percent, 0, 'f', percent < 9.95 ? 1 : 0);
}

QVariant StepSplitModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Vertical || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Forces:
        return tr("Forces");
    case Sort:
        return tr("Sort");
    case Frame:
        return tr("Frame");
    case Rest:
        return tr("Rest");
    default:
        return {};
    }
}

void StepSplitModel::setSeconds(const Seconds &seconds)
{
    if (seconds == m_seconds)
        return;
    m_seconds = seconds;
    Q_EMIT dataChanged(index(0, 0), index(PartCount - 1, 0));
}

void StepSplitModel::setApplies(bool applies)
{
    if (std::exchange(m_applies, applies) != applies)
        Q_EMIT appliesChanged(applies);
}

} // namespace cownscope::ui
