// SPDX-License-Identifier: GPL-3.0-or-later
// The texts of PointTableModel.
#include "ui/results/point_table_model.h"

#include "ui/style/quantity_text.h"

namespace cownscope::ui {
namespace {

QString fixed(std::optional<double> value, int decimals, const QString &unit = {})
{
    return value ? QString::number(*value, 'f', decimals) + unit : QStringLiteral("–");
}

QString rate(std::optional<double> value)
{
    return value ? siText(*value) : QStringLiteral("–");
}

} // namespace

// Three digits are what can be read at a glance; the tool tip has all.
QString PointTableModel::display(const Block &block, const PointValues &values, int column)
{
    switch (column) {
    case Result:
        return block.name;
    case AxisValue:
        return values.axisText;
    case Repeats:
        return QString::number(values.repeats);
    case Mean:
        return rate(values.mean);
    case Stdev:
        return rate(values.stdev);
    case Median:
        return rate(values.median);
    case Min:
        return rate(values.min);
    case Max:
        return rate(values.max);
    case Speedup:
        return fixed(values.speedup, 2, QStringLiteral("x"));
    case Efficiency:
        return fixed(values.efficiency ? std::optional{*values.efficiency * 100} : std::nullopt, 0,
                     QStringLiteral("%"));
    case State:
        return values.stateText;
    case SpeedupBase:
        return values.baseText;
    default:
        return {};
    }
}

QString PointTableModel::toolTip(const Block &block, const PointValues &values, int column)
{
    switch (column) {
    case AxisValue:
        return QStringLiteral("%1: %2").arg(block.axis, values.axisText);
    case Mean:
    case Stdev:
    case Median:
    case Min:
    case Max: {
        const QVariant value = number(values, column);
        if (value.isValid())
            return digitsText(value.toDouble()) + QChar::Nbsp + block.unit;
        return column == Stdev || column == Min || column == Max
            ? tr("There is no spread of fewer than two repeats.")
            : QString{};
    }
    case Speedup:
        return values.speedup ? tr("Mean throughput in relation to %1").arg(values.baseText)
                              : QString{};
    case Efficiency:
        return values.efficiency ? tr("Share of the ideal speedup over %1").arg(values.baseText)
                                 : QString{};
    default:
        return display(block, values, column);
    }
}

QVariant PointTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(
            Qt::Alignment{Qt::AlignVCenter}
            | (section == Result || section >= State ? Qt::AlignLeft : Qt::AlignRight));
    if (role == Qt::ToolTipRole)
        return headerToolTip(section);
    if (role == PlainRole)
        return title(section);
    return role == Qt::DisplayRole ? titleWithBase(section) : QVariant{};
}

QString PointTableModel::headerToolTip(int column)
{
    switch (column) {
    case AxisValue:
        return tr("What the sweep varies");
    case Mean:
    case Median:
    case Min:
    case Max:
        return tr("Throughput of the repeats: what the workload counts, a second");
    case Stdev:
        return tr("Standard deviation of the throughput of the repeats");
    case Speedup:
        return tr("Mean throughput in relation to the first point of a sweep over workers");
    case Efficiency:
        return tr(
            "Share of the ideal speedup, if each worker did as much as one of the first point");
    default:
        return {};
    }
}

QString PointTableModel::title(int column) const
{
    switch (column) {
    case Result:
        return tr("Result");
    case AxisValue:
        return commonAxis().isEmpty() ? tr("Value") : commonAxis();
    case Repeats:
        return tr("Repeats");
    case Mean:
        return tr("Mean");
    case Stdev:
        return tr("± stdev");
    case Median:
        return tr("Median");
    case Min:
        return tr("Min");
    case Max:
        return tr("Max");
    case Speedup:
        return tr("Speedup");
    case Efficiency:
        return tr("Efficiency");
    case SpeedupBase:
        return tr("Speedup base");
    default:
        return tr("State");
    }
}

QString PointTableModel::titleWithBase(int column) const
{
    const QString base = column == Speedup || column == Efficiency ? commonBase() : QString{};
    return base.isEmpty() ? title(column) : tr("%1\nto %2").arg(title(column), base);
}

} // namespace cownscope::ui
