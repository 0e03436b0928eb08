// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/comparison/comparison.h"

#include <QAbstractTableModel>

namespace cownscope::ui {

// Two results side by side, with one row per point of either result. The display role returns text;
// SpanRole returns a ComparisonSpan if there is an interval to draw.
class ComparisonModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Point, Base, Other, Difference, Span, P, NoiseFloor, Verdict, ColumnCount };
    static constexpr int SpanRole = Qt::UserRole;

    explicit ComparisonModel(lab::Comparison comparison, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_comparison.points.size());
    }
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : ColumnCount;
    }
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

    const lab::Comparison &comparison() const { return m_comparison; }
    // The largest absolute value in any span: the common scale for drawing them.
    double reach() const;

private:
    QString text(const lab::PointComparison &point, int column) const;

    lab::Comparison m_comparison;
};

// A difference with its 95 % interval and the noise floor, all as shares of the base.
struct ComparisonSpan
{
    double difference = 0;
    double low = 0;
    double high = 0;
    double noiseFloor = 0;
    lab::Verdict verdict = lab::Verdict::NoDifferenceShown;
};

} // namespace cownscope::ui

Q_DECLARE_METATYPE(cownscope::ui::ComparisonSpan)
