// SPDX-License-Identifier: GPL-3.0-or-later
// Throughput of a sweep that the window runs and charts beside that of a child that nobody looks
// at.
#include "app/cownscope/experiments_page.h"
#include "app/cownscope/main_window.h"
#include "benchmarks/watching/watching.h"
#include "ui/results/result_set.h"
#include "ui/sweeps/sweep_panel.h"
#include "ui/sweeps/sweep_runner.h"

#include <QApplication>
#include <QEventLoop>
#include <QTemporaryDir>

using namespace cownscope;

namespace {

double inWindow(ExperimentsPage &page, const lab::Experiment &experiment)
{
    QEventLoop loop;
    QObject::connect(&page.runner(), &ui::SweepRunner::ended, &loop, &QEventLoop::quit);
    Q_EMIT page.panel().runRequested({.base = experiment});
    loop.exec();
    const ui::OpenResult result = page.results().results().back();
    page.results().close(result.id); // so that the last has no more to draw than the first
    return result.document->points.at(0).repeats.at(0).throughput;
}

} // namespace

int main(int argc, char **argv)
{
    const auto options = benchmark::watchingOptions(
        argc, argv, "Measures what watching a sweep in the window costs.", "window_bench");
    const QTemporaryDir home; // nothing of this is anybody's unsaved result
    qputenv("XDG_DATA_HOME", home.path().toUtf8());
    qputenv("XDG_CONFIG_HOME", home.path().toUtf8());
    const QApplication application{argc, argv};
    ProgramOptions windowOptions;
    windowOptions.paused = true;
    windowOptions.page = Page::Experiments;
    MainWindow window{windowOptions};
    window.show();

    const auto experiment = benchmark::watchedExperiment(options);
    const std::string program = ui::SweepRunner::defaultProgram().toStdString();
    benchmark::compareWatching(
        options, "in the window", [&] { return inWindow(window.experiments(), experiment); },
        "unwatched", // the window is open, but its thread waits
        [&] { return benchmark::throughputInChild(program, experiment); });
    return 0;
}
