// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownscope/chart_set.h"

#include "ui/charts/chart_board.h"
#include "ui/charts/step_chart.h"
#include "ui/charts/time_chart.h"
#include "ui/charts/worker_chart.h"
#include "ui/engine/sampler.h"
#include "ui/style/quantity_text.h"

#include <QScrollArea>

namespace cownscope {
namespace {

ui::TimeCurve rateCurve(ui::Quantity quantity, double smallestTop)
{
    return {quantity, smallestTop, {}, [](double value) { return ui::siText(value); }};
}

// The sentence, and below it what each counter is.
QString explained(QString sentence, const QAbstractItemModel &counters)
{
    for (int column = 0; column < counters.columnCount(); ++column) {
        const auto header = [&](int role) {
            return counters.headerData(column, Qt::Horizontal, role).toString();
        };
        sentence +=
            QStringLiteral("\n%1: %2").arg(header(Qt::DisplayRole), header(Qt::ToolTipRole));
    }
    return sentence;
}

} // namespace

QWidget *makeCharts(const ui::Sampler &sampler, QWidget *parent)
{
    using ui::Quantity;
    using ui::TimeChart;
    const auto tr = [](const char *text) { return QObject::tr(text); };
    auto *behaviors =
        new TimeChart{tr("Behaviors/s"), sampler.behaviors(), {rateCurve(Quantity::Behaviors, 10)}};
    auto *steps = new TimeChart{tr("Steps/s"), sampler.steps(), {rateCurve(Quantity::Steps, 10)}};
    auto *frames =
        new TimeChart{tr("Frames/s"), sampler.frames(), {rateCurve(Quantity::Frames, 10)}};
    auto *workers = new ui::WorkerChart{tr("By worker"), sampler.workers()};
    auto *step = new ui::StepChart{tr("A step"), sampler.stepSplit()};
    auto *pinned = new TimeChart{
        tr("Pinned"),
        sampler.pinned(),
        {{Quantity::Depth,
          4,
          {},
          [](double depth) { return QObject::tr("depth %1").arg(ui::siText(depth)); }},
         {Quantity::Age, 0.5,
          [](double milliseconds) { return ui::durationAxisText(milliseconds * 1e-3); },
          [](double milliseconds) { return ui::durationText(milliseconds * 1e-3); }}}};
    auto *pump = new TimeChart{
        tr("Pump time"),
        sampler.pump(),
        {{Quantity::Pump, 1,
          [](double percent) { return ui::axisText(percent) + QStringLiteral(" %"); },
          [](double percent) { return ui::siText(percent) + QStringLiteral(" %"); }}}};
    behaviors->setToolTip(tr("Behaviors that ended, on workers and on the main thread."));
    steps->setToolTip(tr("Steps of the flock, or steps of all chains together."));
    frames->setToolTip(tr("Frames that the view has drawn."));
    workers->setToolTip(explained(
        tr("Who did how much, over the last second: each bar is the whole of one counter, parted "
           "by worker."),
        *sampler.workers()));
    step->setToolTip(
        tr("The time of a step of the flock, from one step to the next, over the last second, and "
           "what the workers do in it: the rules, putting boids into their cells, making frames; "
           "the rest is scheduling, other behaviors and waiting, also for the next step's time."));
    pinned->setToolTip(tr("Pinned behaviors that wait for the main thread (left scale), and for "
                          "how long the oldest has (right scale)."));
    pump->setToolTip(tr("Share of the main thread's time that pinned behaviors take."));

    auto *area = new QScrollArea{parent};
    area->setFrameShape(QFrame::NoFrame);
    area->setAccessibleName(tr("Charts"));
    area->setWidgetResizable(true);
    area->setMinimumHeight(ui::ChartBoard::LeastPanelHeight + 2); // a whole row
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(new ui::ChartBoard{{behaviors, steps, frames, workers, step, pinned, pump}});
    return area;
}

} // namespace cownscope
