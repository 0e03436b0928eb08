// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transport/transport_plot.h"

#include "ui/charts/axis_steps.h"
#include "ui/style/quantity_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <limits>

namespace cownscope::ui {
namespace {

using lab::transport::nameOf;
using lab::transport::Row;

QString tr(const char *text)
{
    return QCoreApplication::translate("cownscope::ui::TransportPlot", text);
}

QString rounded(double value)
{
    return groupedText(static_cast<std::uint64_t>(std::llround(std::max(value, 0.0))));
}

QString toolTipOf(const Row &row)
{
    QStringList lines{tr("%1 of %2 MiB over %3")
                          .arg(QString::fromStdString(nameOf(row.kind)))
                          .arg(row.sizeMb)
                          .arg(QString::fromStdString(nameOf(row.transport))),
                      tr("%1 MB/s, 95 % interval %2 to %3")
                          .arg(rounded(row.mbPerSecond), rounded(row.mbPerSecondLow),
                               rounded(row.mbPerSecondHigh)),
                      tr("%1 items/s").arg(digitsText(row.itemsPerSecond))};
    if (row.transport != lab::transport::Transport::Pipe)
        lines.append(tr("speedup %1x").arg(row.speedup, 0, 'f', 2));
    return lines.join(QLatin1Char{'\n'});
}

template <typename Value>
void insertSorted(std::vector<Value> &values, const Value &value)
{
    const auto place = std::ranges::lower_bound(values, value);
    if (place == values.end() || *place != value)
        values.insert(place, value);
}

TransportLine &lineOf(TransportPlot &plot, const Row &row)
{
    const auto found = std::ranges::find_if(plot.lines, [&row](const TransportLine &line) {
        return line.kind == row.kind && line.transport == row.transport;
    });
    if (found != plot.lines.end())
        return *found;
    return plot.lines.emplace_back(
        TransportLine{.kind = row.kind, .transport = row.transport, .marks = {}});
}

void spreadKinds(TransportPlot &plot)
{
    constexpr double Width = 0.8; // of all kinds
    const auto count = static_cast<double>(plot.kinds.size());
    for (TransportLine &line : plot.lines) {
        const auto index = std::ranges::find(plot.kinds, line.kind) - plot.kinds.begin();
        for (TransportMark &mark : line.marks)
            mark.shift = Width * ((static_cast<double>(index) + 0.5) / count - 0.5);
    }
}

// The largest of 1, 2 and 5 times a power of ten that is not above the value; the next of them is
// `following`.
double roundedDown(double value)
{
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double factor : {5.0, 2.0}) {
        if (factor * power <= value * (1 + 1e-9))
            return factor * power;
    }
    return power;
}

double following(double step)
{
    const double power = std::pow(10.0, std::floor(std::log10(step) + 1e-9));
    const double factor = std::round(step / power);
    return power * (factor < 1.5 ? 2 : factor < 3.5 ? 5 : 10);
}

} // namespace

TransportPlot transportPlotOf(const std::vector<Row> &rows)
{
    TransportPlot plot;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Row &row = rows[i];
        insertSorted(plot.sizes, row.sizeMb);
        insertSorted(plot.kinds, row.kind);
        insertSorted(plot.transports, row.transport);
        lineOf(plot, row).marks.push_back({.row = i,
                                           .sizeMb = row.sizeMb,
                                           .mean = row.mbPerSecond,
                                           .low = row.mbPerSecondLow,
                                           .high = row.mbPerSecondHigh,
                                           .toolTip = toolTipOf(row)});
    }
    if (plot.sizes.size() == 1)
        spreadKinds(plot);
    std::ranges::sort(plot.lines, {}, [](const TransportLine &line) {
        return std::pair(line.kind, line.transport);
    });
    for (TransportLine &line : plot.lines)
        std::ranges::sort(line.marks, {}, &TransportMark::sizeMb);
    return plot;
}

double PlaceScale::placeOf(double value) const
{
    const double place = isLogarithmic
        ? std::log(std::max(value, first) / first) / std::log(last / first)
        : (value - first) / (last - first);
    return std::clamp(place, -1.0, 2.0); // so that no coordinate is too large to be drawn
}

PlaceScale sizeScale(const TransportPlot &plot)
{
    constexpr double Beside = 0.06; // of the width of the data
    PlaceScale scale{.isLogarithmic = true, .first = 0.5, .last = 2};
    if (plot.sizes.empty())
        return scale;
    const double smallest = plot.sizes.front();
    const double largest = plot.sizes.back();
    const double margin = smallest < largest ? std::pow(largest / smallest, Beside) : 2;
    scale.first = smallest / margin;
    scale.last = largest * margin;
    scale.ticks.assign(plot.sizes.begin(), plot.sizes.end());
    return scale;
}

PlaceScale throughputScale(const TransportPlot &plot, bool isLogarithmic)
{
    constexpr double MostBelow = 4; // an interval may end near zero, where no line is
    constexpr double MostDecades = 9;
    constexpr double Least = 1e-280; // what is below cannot be divided into steps
    double smallest = std::numeric_limits<double>::infinity(); // of those above zero
    double largest = 0;
    for (const TransportLine &line : plot.lines) {
        for (const TransportMark &mark : line.marks) {
            largest = std::max({largest, mark.mean, mark.high});
            if (mark.mean > 0)
                smallest =
                    std::min({smallest, mark.mean, std::max(mark.low, mark.mean / MostBelow)});
        }
    }
    if (largest < Least)
        largest = 0;
    if (!isLogarithmic || largest == 0 || !std::isfinite(smallest)
        || !std::isfinite(10 * largest)) {
        const AxisRange range = niceRange(largest * 1.02, 6);
        PlaceScale scale{.isLogarithmic = false, .first = 0, .last = range.top};
        for (int tick = 0; tick < range.ticks(); ++tick)
            scale.ticks.push_back(tick * range.step);
        return scale;
    }
    smallest = std::max(smallest, largest * std::pow(10.0, -MostDecades));
    PlaceScale scale{.isLogarithmic = true, .first = roundedDown(smallest)};
    scale.ticks.push_back(scale.first);
    while (scale.ticks.back() < largest * (1 - 1e-9) || scale.ticks.size() < 2)
        scale.ticks.push_back(following(scale.ticks.back()));
    scale.last = scale.ticks.back();
    return scale;
}

} // namespace cownscope::ui
