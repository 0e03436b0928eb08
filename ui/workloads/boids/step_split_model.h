// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include <array>

namespace cownscope::ui {

// Where the time of a step of the flock goes, lately, from one step to the next: a row for each
// part, one column. The edit role gives seconds, of which a part has the share that it has of the
// workers' time; the display role a text with that share. Other workloads have no such steps.
class StepSplitModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    // Rest is what the workers did not spend on the flock: scheduling, other behaviors, waiting for
    // work, for processors, and for the next step's time.
    enum Part { Forces, Sort, Frame, Rest, PartCount };
    using Seconds = std::array<double, PartCount>;

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

    // Of all parts together: the time of a step.
    double total() const;

    void setSeconds(const Seconds &seconds);

    // Whether what runs has steps of this kind.
    bool applies() const { return m_applies; }
    void setApplies(bool applies);

Q_SIGNALS:
    void appliesChanged(bool applies);

private:
    Seconds m_seconds{};
    bool m_applies = true;
};

} // namespace cownscope::ui
