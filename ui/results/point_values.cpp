// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/point_values.h"

#include "lab/experiments/axis.h"
#include "lab/results/axis_label.h"
#include "lab/results/interruption.h"
#include "lab/results/interval.h"
#include "lab/results/point_labels.h"
#include "lab/results/speedup.h"
#include "lab/statistics/robust.h"
#include "lab/statistics/summary.h"
#include "ui/results/result_set.h"
#include "ui/style/quantity_text.h"

#include <QCoreApplication>

namespace cownscope::ui {
namespace {

using Number = std::optional<double>;

struct PointValuesTexts
{
    Q_DECLARE_TR_FUNCTIONS(cownscope::ui::PointValues)
};

Number numberAt(const lab::Json &object, const std::string &name)
{
    const auto found = object.find(name);
    if (found == object.end() || !found->is_number())
        return {};
    return found->get<double>();
}

void setAxis(PointValues &values, const std::string &axis, const lab::Point &point)
{
    const lab::Json value = lab::axisValue(axis, point);
    if (value.is_number()) {
        values.axisText = QString::fromStdString(lab::axisValueText(value));
        values.axisNumber = value.get<double>();
    } else {
        values.axisText =
            value.is_null() ? QStringLiteral("–") : QString::fromStdString(lab::inputText(value));
    }
    if (axis != "payload")
        return;
    const Number rows = numberAt(point.inputs, "payload_rows");
    const Number columns = numberAt(point.inputs, "payload_cols");
    if (rows && columns)
        values.axisNumber = *rows * *columns;
}

void setState(PointValues &values, const lab::Point &point, bool running)
{
    const auto &planned = values.plannedRepeats;
    if (running && !lab::hasFailed(point) && planned && point.repeats.size() < *planned) {
        values.state = PointValues::Running;
        values.stateText = PointValuesTexts::tr("running");
    } else if (!point.error) {
        values.stateText = PointValuesTexts::tr("ok");
    } else if (lab::isInterrupted(point)) {
        values.state = PointValues::Interrupted;
        values.stateText = PointValuesTexts::tr("interrupted");
    } else {
        values.state = PointValues::Failed;
        values.stateText =
            QString::fromStdString(point.error->message).section('\n', 0, 0).trimmed();
        if (values.stateText.isEmpty())
            values.stateText = PointValuesTexts::tr("error");
    }
}

// Files of other programs may not name the workload; it is then guessed from the inputs. Empty if
// unknown.
std::string workloadOf(const lab::Json &inputs)
{
    const auto name = inputs.find("workload");
    if (name != inputs.end() && name->is_string())
        return name->get<std::string>();
    if (inputs.contains("boids"))
        return "boids";
    return inputs.contains("fanout_width") ? "fanout" : "";
}

struct PointToolTipTexts
{
    Q_DECLARE_TR_FUNCTIONS(cownscope::ui::PointToolTip)
};

} // namespace

std::optional<Interval> intervalOf(const lab::Point &point)
{
    if (const auto interval = lab::intervalOfMean(point))
        return Interval{Interval::Confidence, interval->front(), interval->back()};
    if (point.throughputMin && point.throughputMax)
        return Interval{Interval::Extent, *point.throughputMin, *point.throughputMax};
    return {};
}

std::vector<PointValues> pointValuesOf(const OpenResult &result)
{
    const lab::Document &document = *result.document;
    const auto base = lab::speedupBase(document);
    std::vector<PointValues> all;
    all.reserve(document.points.size());
    const bool manyWithoutAxis = document.sweep.axis == lab::NoAxis && document.points.size() > 1;
    const std::vector<std::string> labels = lab::pointLabels(document);
    for (const lab::Point &point : document.points) {
        PointValues values;
        setAxis(values, document.sweep.axis, point);
        if (manyWithoutAxis)
            values.axisText = QString::fromStdString(labels[all.size()]);
        values.plannedRepeats = lab::plannedRepeats(point);
        setState(values, point, result.running);
        values.repeats = static_cast<qsizetype>(point.repeats.size());
        values.samples = lab::throughputsOf(point);
        if (!lab::hasFailed(point)) {
            values.mean = point.throughputMean;
            values.stdev = point.throughputStdev;
            values.median = lab::median(values.samples); // older files lack it
            values.min = point.throughputMin;
            values.max = point.throughputMax;
            values.interval = intervalOf(point);
        }
        values.speedup = lab::speedupOf(values.mean, base);
        values.efficiency = lab::efficiencyOf(values.speedup, point, base);
        if (base)
            values.baseText = QString::fromStdString(lab::baseText(*base));
        all.push_back(std::move(values));
    }
    return all;
}

QString throughputUnit(const lab::Document &document)
{
    std::string workload = workloadOf(document.sweep.fixed);
    if (workload.empty() && !document.points.empty())
        workload = workloadOf(document.points.front().inputs);
    const lab::Workload *known = lab::findWorkload(workload);
    return QString::fromStdString(known ? known->about().unit : lab::BehaviorsUnit)
        + QStringLiteral("/s");
}

QString throughputText(double value, const QString &unit)
{
    return siText(value) + QChar::Nbsp + unit;
}

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
