// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/comparison_model.h"

#include "lab/comparison/comparison_table.h"
#include "lab/results/point_labels.h"
#include "ui/style/quantity_text.h"

#include <algorithm>
#include <cmath>

namespace cownscope::ui {
namespace {

QString rateText(const std::optional<double> &perSecond)
{
    return perSecond ? siText(*perSecond) + QObject::tr("/s") : QStringLiteral("–");
}

QString percentText(const std::optional<double> &share, bool withSign)
{
    if (!share)
        return QStringLiteral("–");
    const QString number = QString::number(100 * *share, 'f', 1) + QStringLiteral(" %");
    return withSign && *share >= 0 ? QLatin1Char('+') + number : number;
}

} // namespace

ComparisonModel::ComparisonModel(lab::Comparison comparison, QObject *parent)
    : QAbstractTableModel(parent)
    , m_comparison(std::move(comparison))
{ }

QString ComparisonModel::text(const lab::PointComparison &point, int column) const
{
    switch (column) {
    case Point:
        return QString::fromStdString(point.label);
    case Base:
        return rateText(point.baseMedian);
    case Other:
        return rateText(point.otherMedian);
    case Difference:
        return percentText(point.difference, true);
    case P:
        if (!point.correctedP)
            return QStringLiteral("–");
        return *point.correctedP < 0.001 ? QStringLiteral("<0.001")
                                         : QString::number(*point.correctedP, 'g', 2);
    case NoiseFloor:
        return percentText(point.noiseFloor, false);
    case Verdict:
        return QString::fromStdString(verdictText(m_comparison, point));
    default:
        return {};
    }
}

QVariant ComparisonModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const auto &point = m_comparison.points[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return text(point, index.column());
    case Qt::TextAlignmentRole:
        return index.column() == Verdict || index.column() == Point
            ? QVariant(Qt::AlignLeft | Qt::AlignVCenter)
            : QVariant(Qt::AlignRight | Qt::AlignVCenter);
    case Qt::ToolTipRole:
        if (!point.interval)
            return text(point, index.column());
        return tr("%1, with 95 % confidence between %2 and %3; differences below %4 are noise")
            .arg(percentText(point.difference, true), percentText(point.interval->low, true),
                 percentText(point.interval->high, true), percentText(point.noiseFloor, false));
    case SpanRole:
        if (!point.interval || !point.difference)
            return {};
        return QVariant::fromValue(ComparisonSpan{
            *point.difference, point.interval->low, point.interval->high,
            point.noiseFloor.value_or(0), point.verdict.value_or(lab::Verdict::NoDifferenceShown)});
    default:
        return {};
    }
}

QVariant ComparisonModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const QString titles[] = {
        QString::fromStdString(lab::pointHeading(m_comparison.axis, m_comparison.points.size())),
        tr("Base"),
        tr("Other"),
        tr("Difference"),
        tr("95 % interval"),
        tr("p"),
        tr("Noise floor"),
        tr("Verdict")};
    const QString toolTips[] = {
        tr("The value of the axis"),
        tr("Median throughput of the base"),
        tr("Median throughput of the other result"),
        tr("Difference of the medians as a share of the base; higher is better"),
        tr("95 % confidence interval of the difference (bootstrap). The gray band is the noise "
           "floor."),
        tr("p-value of the Mann–Whitney U test, corrected for the number of points (Holm): the "
           "probability of such a difference by chance at any point"),
        tr("How much two halves of the same repeats differ"),
        tr("A difference is shown if p is below 0.05, the difference is above the noise floor, and "
           "the interval does not contain 0")};
    if (role == Qt::DisplayRole)
        return titles[section];
    if (role == Qt::ToolTipRole)
        return toolTips[section];
    return {};
}

double ComparisonModel::reach() const
{
    double reach = 0.01; // with less, noise would fill the column
    for (const lab::PointComparison &point : m_comparison.points) {
        if (point.interval)
            reach = std::max({reach, std::abs(point.interval->low), std::abs(point.interval->high),
                              point.noiseFloor.value_or(0)});
    }
    return reach;
}

} // namespace cownscope::ui
