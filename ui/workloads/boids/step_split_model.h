// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include <array>

namespace cownscope::ui {

// The recent time between two steps of the flock, divided into parts: one row per part, one column.
// The edit role returns seconds; a part gets the same share of the step as it has of the workers'
// time. The display role returns a text with that share. Only the flock has these steps.
class StepSplitModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    // Rest is the time that the workers do not spend on the flock: scheduling, other behaviors, and
    // waiting for work, for processors or for the start of the next step.
    enum Part { Forces, Sort, Frame, Rest, PartCount };
    using Seconds = std::array<double, PartCount>;

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : PartCount;
    }
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : 1;
    }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

    // The sum of all parts, which is the time of a step.
    double total() const { return std::accumulate(m_seconds.begin(), m_seconds.end(), 0.0); }

    void setSeconds(const Seconds &seconds);

    // Whether the current workload is the flock.
    bool applies() const { return m_applies; }
    void setApplies(bool applies);

Q_SIGNALS:
    void appliesChanged(bool applies);

private:
    Seconds m_seconds{};
    bool m_applies = true;
};

} // namespace cownscope::ui
