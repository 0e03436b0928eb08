// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/sweep_plot.h"

#include "lab/experiments/axis.h"
#include "lab/results/speedup.h"
#include "ui/results/point_values.h"
#include "ui/results/result_set.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>
#include <functional>
#include <set>

namespace cownscope::ui {
namespace {

struct SweepPlotTexts
{
    Q_DECLARE_TR_FUNCTIONS(cownscope::ui::SweepPlot)
};

struct Shown
{
    const OpenResult *result;
    std::vector<PointValues> points;
    std::optional<lab::SpeedupBase> base;
};

// The factor from throughput to the value that the mode shows.
double factor(PlotMode mode, const std::optional<lab::SpeedupBase> &base, const PointValues &values)
{
    if (mode == PlotMode::Throughput || !base)
        return 1;
    const double speedup = 1 / base->mean;
    return mode == PlotMode::Speedup
        ? speedup
        : speedup / lab::idealSpeedup(values.axisNumber, base).value_or(1);
}

// At most MostPoints of the items, evenly spaced, including the first and the last.
template <typename List>
List thinned(const List &all)
{
    const auto count = static_cast<qsizetype>(all.size());
    if (count <= SweepPlot::MostPoints)
        return all;
    List few;
    for (qsizetype i = 0; i < SweepPlot::MostPoints; ++i)
        few.push_back(all[static_cast<typename List::size_type>(i * (count - 1)
                                                                / (SweepPlot::MostPoints - 1))]);
    return few;
}

const OpenResult *leading(const ResultSet &set, int selected)
{
    if (const OpenResult *result = set.find(selected); result && result->visible)
        return result;
    const auto &all = set.results();
    const auto found = std::ranges::find_if(all, &OpenResult::visible);
    return found == all.end() ? nullptr : &*found;
}

// Why a result cannot be shown together with the first one; empty if it can.
QString obstacle(const OpenResult &result, const OpenResult &first, PlotMode mode)
{
    const std::string &axis = result.document->sweep.axis;
    const std::string &shownAxis = first.document->sweep.axis;
    if (axis != shownAxis)
        return SweepPlotTexts::tr("its axis is %1, not %2")
            .arg(QString::fromStdString(axis), QString::fromStdString(shownAxis));
    const QString unit = throughputUnit(*result.document);
    const QString shownUnit = throughputUnit(*first.document);
    if (mode == PlotMode::Throughput && unit != shownUnit)
        return SweepPlotTexts::tr("it counts %1, not %2").arg(unit, shownUnit);
    if (mode != PlotMode::Throughput && !lab::speedupBase(*result.document))
        return SweepPlotTexts::tr("its first point is missing or failed");
    return {};
}

QString leftOutText(QStringList results)
{
    constexpr qsizetype Most = 3;
    if (results.isEmpty())
        return {};
    if (const qsizetype more = results.size() - Most; more > 0) {
        results.resize(Most);
        results.append(SweepPlotTexts::tr("%1 more").arg(more));
    }
    return SweepPlotTexts::tr("Not shown: %1.").arg(results.join(QStringLiteral("; ")));
}

QStringList categoriesOf(const std::vector<Shown> &shown)
{
    struct Category
    {
        bool isText;
        double number;
        QString name;
        bool operator<(const Category &other) const
        {
            return std::tie(isText, number, name)
                < std::tie(other.isText, other.number, other.name);
        }
    };
    std::set<Category> categories;
    std::set<QString> names;
    const auto add = [&](std::optional<double> number, const QString &name) {
        if (names.insert(name).second)
            categories.insert({!number, number.value_or(0), name});
    };
    for (const Shown &one : shown) {
        for (const PointValues &values : one.points)
            add(values.axisNumber, values.axisText);
        if (!one.result->running)
            continue;
        // Values not measured yet.
        for (const lab::Json &value : one.result->document->sweep.values) {
            const QString name = QString::fromStdString(lab::axisValueText(value));
            if (value.is_number())
                add(value.get<double>(), name);
            else if (value.is_array() && value.size() == 2 && value[0].is_number()
                     && value[1].is_number())
                add(value[0].get<double>() * value[1].get<double>(), name);
        }
    }
    QStringList sorted;
    for (const Category &category : categories)
        sorted.append(category.name);
    return sorted;
}

// Returns the x position of a point, by its index.
using Placing = std::function<double(std::size_t)>;

void addLine(SweepPlot &plot, const Shown &shown, const Placing &placeOf)
{
    PlotLine line{shown.result->id, shown.result->name, shown.result->color, {}, {}};
    line.connected = !plot.axis.isEmpty();
    const double beside =
        0.006 * static_cast<double>(std::max<qsizetype>(plot.categories.size(), 1));
    for (std::size_t i = 0; i < shown.points.size(); ++i) {
        const PointValues &values = shown.points[i];
        const double scale = factor(plot.mode, shown.base, values);
        PlotMark mark{.place = {shown.result->id, static_cast<int>(i)}, .x = placeOf(i)};
        if (values.mean)
            mark.mean = *values.mean * scale;
        if (values.interval)
            mark.interval = Interval{values.interval->kind, values.interval->low * scale,
                                     values.interval->high * scale};
        mark.toolTip = pointToolTip(*shown.result, values);
        for (const double sample : values.samples)
            line.samples.append({mark.x - beside, sample * scale});
        line.marks.push_back(std::move(mark));
    }
    std::ranges::stable_sort(line.marks, {}, &PlotMark::x);
    line.marks = thinned(line.marks);
    line.samples = thinned(line.samples);
    for (const QPointF &sample : line.samples)
        plot.largest = std::max(plot.largest, sample.y());
    for (const PlotMark &mark : line.marks)
        plot.largest = std::max(
            {plot.largest, mark.mean.value_or(0), mark.interval ? mark.interval->high : 0});
    plot.lines.push_back(std::move(line));
}

void addAlongAxis(SweepPlot &plot, const std::vector<Shown> &shown)
{
    plot.categories = categoriesOf(shown);
    QHash<QString, qsizetype> places;
    for (qsizetype i = 0; i < plot.categories.size(); ++i)
        places.insert(plot.categories[i], i);
    // Results would cover each other, so they are shifted apart: each by a hundredth of the width
    // of the chart, and all together by less than half a category.
    const auto count = static_cast<double>(shown.size());
    const double step = std::min(0.01 * static_cast<double>(places.size()), 0.4 / count);
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const double shift = (static_cast<double>(i) - (count - 1) / 2) * step;
        addLine(plot, shown[i], [&](std::size_t point) {
            return static_cast<double>(places.value(shown[i].points[point].axisText)) + shift;
        });
    }
}

// The only point of a result is labeled with the name of the result.
void addSideBySide(SweepPlot &plot, const std::vector<Shown> &shown)
{
    for (const Shown &one : shown) {
        for (const PointValues &values : one.points) {
            QString name = values.axisText;
            if (one.points.size() == 1)
                name = one.result->name;
            else if (shown.size() > 1)
                name = SweepPlotTexts::tr("%1: %2").arg(one.result->name, values.axisText);
            plot.categories.append(name);
        }
    }
    double first = 0;
    for (const Shown &one : shown) {
        addLine(plot, one,
                [first](std::size_t point) { return first + static_cast<double>(point); });
        first += static_cast<double>(one.points.size());
    }
}

// The number of cores that the workers could use; nothing if the file does not say.
std::optional<double> coresOf(const lab::Metadata &metadata)
{
    double cores = metadata.physicalCpuCount.value_or(metadata.cpuCount);
    std::size_t allowed = metadata.cpuAffinity ? metadata.cpuAffinity->size() : 0;
    // The children may have run on another machine than the program that wrote the file.
    if (const auto other = metadata.more.find("measured_on");
        other != metadata.more.end() && other->is_object()) {
        const auto count = other->find("physical_cpu_count");
        cores = count != other->end() && count->is_number() ? count->get<double>() : 0;
        const auto affinity = other->find("cpu_affinity");
        allowed = affinity != other->end() && affinity->is_array() ? affinity->size() : 0;
    }
    if (allowed > 0)
        cores = std::min(cores, static_cast<double>(allowed));
    return cores > 0 ? std::optional{cores} : std::nullopt;
}

// The ideal speedup depends on the number of workers of the first point and on the cores.
struct IdealKey
{
    double baseWorkers = 1;
    std::optional<double> cores;
    auto operator<=>(const IdealKey &) const = default;
};

double idealOf(double workers, const IdealKey &key, PlotMode mode)
{
    // At most one worker per core makes progress.
    const auto running = [&key](double count) {
        return std::min(count, key.cores.value_or(count));
    };
    const double speedup = running(workers) / running(key.baseWorkers);
    return mode == PlotMode::Speedup ? speedup : speedup / (workers / key.baseWorkers);
}

// The part of the line up to where it first exceeds the limit.
QList<QPointF> cutAbove(const QList<QPointF> &line, double limit)
{
    QList<QPointF> below;
    for (const QPointF &point : line) {
        if (point.y() <= limit) {
            below.append(point);
            continue;
        }
        if (!below.isEmpty()) {
            const QPointF last = below.last();
            below.append(last + (point - last) * (limit - last.y()) / (point.y() - last.y()));
        }
        break;
    }
    return below;
}

void addIdeals(SweepPlot &plot, const std::vector<Shown> &shown)
{
    constexpr double Most = 2; // so that the ideal does not dwarf what was measured
    std::set<IdealKey> keys;   // results with the same ideal share a line
    for (const Shown &one : shown) {
        if (one.base && one.base->workers.value_or(0) > 0)
            keys.insert({*one.base->workers, coresOf(one.result->document->metadata)});
    }
    const double limit = Most * plot.largest;
    std::set<std::optional<double>> bends;
    for (const IdealKey &key : keys) {
        QList<QPointF> ideal;
        for (qsizetype i = 0; i < plot.categories.size(); ++i) {
            bool isNumber = false;
            const double count = plot.categories[i].toDouble(&isNumber);
            if (!isNumber)
                continue;
            ideal.append({static_cast<double>(i), idealOf(count, key, plot.mode)});
            bends.insert(count > key.cores.value_or(count) ? key.cores : std::nullopt);
        }
        ideal = cutAbove(thinned(ideal), limit);
        for (const QPointF &point : ideal)
            plot.largest = std::max(plot.largest, point.y());
        if (std::ranges::find(plot.ideals, ideal) == plot.ideals.end())
            plot.ideals.push_back(std::move(ideal));
    }
    bends.erase(std::nullopt);
    if (bends.size() == 1)
        plot.idealCores = *bends.begin();
}

QString baseOf(const std::vector<Shown> &shown)
{
    QString common;
    for (const Shown &one : shown) {
        const QString base = one.base ? QString::fromStdString(lab::baseText(*one.base)) : common;
        if (!common.isEmpty() && base != common)
            return SweepPlotTexts::tr("the first point of each result");
        common = base;
    }
    return common;
}

QString emptyText(const ResultSet &set, const SweepPlot &plot)
{
    if (set.results().empty())
        return SweepPlotTexts::tr("No results yet: run an experiment or open a result file");
    if (plot.lines.empty())
        return SweepPlotTexts::tr("No result is checked in the list");
    const bool nothing =
        std::ranges::all_of(plot.lines, [](const PlotLine &line) { return line.marks.empty(); });
    return nothing ? SweepPlotTexts::tr("No point has been measured yet") : QString{};
}

} // namespace

QList<QPointF> PlotLine::means() const
{
    QList<QPointF> points;
    for (const PlotMark &mark : marks) {
        if (mark.mean)
            points.append({mark.x, *mark.mean});
    }
    return points;
}

SweepPlot sweepPlotOf(const ResultSet &set, int selected, PlotMode mode)
{
    SweepPlot plot;
    const OpenResult *first = leading(set, selected);
    if (!first) {
        plot.emptyText = emptyText(set, plot);
        return plot;
    }
    plot.hasSpeedup = first->document->sweep.axis == "workers";
    plot.mode = plot.hasSpeedup ? mode : PlotMode::Throughput;
    plot.unit = throughputUnit(*first->document);
    const bool hasAxis = first->document->sweep.axis != lab::NoAxis;
    if (hasAxis)
        plot.axis = QString::fromStdString(first->document->sweep.axis);

    std::vector<Shown> shown;
    QStringList leftOut;
    for (const OpenResult &result : set.results()) {
        if (!result.visible)
            continue;
        const QString why = obstacle(result, *first, plot.mode);
        if (why.isEmpty())
            shown.push_back({&result, pointValuesOf(result), lab::speedupBase(*result.document)});
        else
            leftOut.append(QStringLiteral("%1 (%2)").arg(result.name, why));
    }
    plot.leftOut = leftOutText(leftOut);

    if (hasAxis)
        addAlongAxis(plot, shown);
    else
        addSideBySide(plot, shown);
    plot.base = baseOf(shown);
    if (plot.mode != PlotMode::Throughput)
        addIdeals(plot, shown);
    plot.emptyText = emptyText(set, plot);
    if (!leftOut.isEmpty() && plot.lines.empty())
        plot.emptyText = SweepPlotTexts::tr("There is no speedup without a measured first point");
    return plot;
}

} // namespace cownscope::ui
