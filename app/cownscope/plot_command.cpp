// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownscope/plot_command.h"

#include "ui/results/result_export.h"
#include "ui/results/result_set.h"
#include "ui/results/sweep_chart.h"
#include "ui/transport/transport_chart.h"

#include <QApplication>

#include <clocale>

namespace cownscope {
namespace {

constexpr QSize DefaultSize{900, 540};

Outcome writeChart(ui::ChartPanel &chart, const ProgramOptions &options)
{
    chart.resize(options.size.value_or(DefaultSize));
    return ui::exportResults({.chart = &chart}, options.plot);
}

} // namespace

Outcome writePlot(int argc, char *argv[], const ProgramOptions &options)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application{argc, argv};
    std::setlocale(LC_NUMERIC, "C"); // QApplication has set the locale of the user
    QApplication::setPalette(ui::paletteFor(options.theme, QApplication::palette()));

    const std::vector<ui::GivenResult> &results = options.files.results;
    if (results.front().transports) {
        ui::TransportChart chart;
        chart.setRows(results.front().transports->rows);
        return writeChart(chart, options);
    }
    ui::ResultSet set;
    for (const ui::GivenResult &result : results)
        set.open(result.path, result.document);
    ui::SweepChart chart{&set};
    chart.bringUpToDate();
    return writeChart(chart, options);
}

} // namespace cownscope
