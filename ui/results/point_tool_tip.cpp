// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/point_tool_tip.h"

#include "lab/experiments/axis.h"
#include "ui/results/point_values.h"
#include "ui/results/result_set.h"
#include "ui/style/quantity_text.h"

#include <QCoreApplication>

namespace cownscope::ui {
namespace {

struct PointToolTipTexts
{
    Q_DECLARE_TR_FUNCTIONS(cownscope::ui::PointToolTip)
};

} // namespace

QString intervalText(const Interval &interval)
{
    return (interval.kind == Interval::Confidence ? PointToolTipTexts::tr("95 % interval %1 … %2")
                                                  : PointToolTipTexts::tr("from %1 to %2"))
        .arg(siText(interval.low), siText(interval.high));
}

QString pointToolTip(const OpenResult &result, const PointValues &values)
{
    QStringList lines{result.name};
    const std::string &axis = result.document->sweep.axis;
    if (axis != lab::NoAxis)
        lines.append(QString::fromStdString(axis) + QLatin1Char{' '} + values.axisText);
    else if (result.document->points.size() > 1)
        lines.append(values.axisText);
    if (values.mean)
        lines.append(PointToolTipTexts::tr("mean %1").arg(
            throughputText(*values.mean, throughputUnit(*result.document))));
    if (values.interval)
        lines.append(intervalText(*values.interval));
    if (values.speedup && values.efficiency)
        lines.append(PointToolTipTexts::tr("speedup %1, efficiency %2 % (to %3)")
                         .arg(*values.speedup, 0, 'f', 2)
                         .arg(*values.efficiency * 100, 0, 'f', 0)
                         .arg(values.baseText));
    const auto planned = values.plannedRepeats;
    if (values.state != PointValues::Measured && planned)
        lines.append(PointToolTipTexts::tr("%1 of %2 repeats").arg(values.repeats).arg(*planned));
    else
        lines.append(values.repeats == 1 ? PointToolTipTexts::tr("1 repeat")
                                         : PointToolTipTexts::tr("%1 repeats").arg(values.repeats));
    if (values.state != PointValues::Measured)
        lines.append(values.stateText);
    return lines.join(QLatin1Char{'\n'});
}

} // namespace cownscope::ui
