// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>

#include <array>

namespace cownscope::ui {

// Where the workers' time of a step of the flock goes, lately: a row for each part, one column. The
// edit role gives seconds a step, all workers together; the display role a text with the share.
class StepSplitModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    // Rest is what the workers did not spend on the flock: scheduling, other behaviors, waiting.
    enum Part { Forces, Sort, Frame, Rest, PartCount };
    using Seconds = std::array<double, PartCount>;

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

    // Of all parts together.
    double total() const;

    void setSeconds(const Seconds &seconds);

private:
    Seconds m_seconds{};
};

} // namespace cownscope::ui
