// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownscope/plot_command.h"

#include "ui/results/result_export.h"
#include "ui/results/result_set.h"
#include "ui/results/sweep_chart.h"
#include "ui/transport/transport_chart.h"

#include <QApplication>

#include <clocale>
#include <cstdio>

namespace cownscope {
namespace {

constexpr QSize DefaultSize{900, 540};

// Warnings, for example about a missing XDG_RUNTIME_DIR, do not matter to a plot.
void printSevere(QtMsgType type, const QMessageLogContext &, const QString &text)
{
    if (type == QtCriticalMsg || type == QtFatalMsg)
        std::fprintf(stderr, "cownscope: %s\n", qPrintable(text));
}

Outcome writeChart(ui::ChartPanel &chart, const ProgramOptions &options)
{
    chart.resize(options.size.value_or(DefaultSize));
    return ui::exportResults({.chart = &chart}, options.plot);
}

} // namespace

Outcome writePlot(int argc, char *argv[], const ProgramOptions &options)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qInstallMessageHandler(printSevere);
    const QApplication application{argc, argv};
    std::setlocale(LC_NUMERIC, "C"); // QApplication has set the locale of the user
    QApplication::setPalette(ui::paletteFor(options.theme, QApplication::palette()));

    const std::vector<ui::GivenResult> &results = options.files.results;
    if (results.front().transports) {
        ui::TransportChart chart;
        chart.setFile(*results.front().transports);
        return writeChart(chart, options);
    }
    ui::ResultSet set;
    for (const ui::GivenResult &result : results)
        set.open(result.path, result.document);
    ui::SweepChart chart{&set};
    chart.bringUpToDate();
    if (const QString &leftOut = chart.plot().leftOut; !leftOut.isEmpty())
        std::fprintf(stderr, "cownscope: %s\n", qPrintable(leftOut));
    return writeChart(chart, options);
}

} // namespace cownscope
