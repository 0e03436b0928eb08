// SPDX-License-Identifier: GPL-3.0-or-later
// Frames a second of a flock, or of chain rings, that are simulated and drawn at the same time, and
// how long the window's thread lets an event wait.
#include "benchmarks/drawing/event_delays.h"
#include "benchmarks/driver/ratio.h"
#include "ui/back_end/isolated_simulation.h"
#include "ui/simulation/local_simulation.h"
#include "ui/views/view_host.h"
#include "ui/workloads/boids/flock_view.h"
#include "ui/workloads/boids/live_flock.h"
#include "ui/workloads/chain_ring/live_rings.h"
#include "ui/workloads/chain_ring/ring_view.h"
#include "ui/workloads/list/workload_list.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string_view>
#include <thread>

using namespace cownscope;

namespace {

struct Options
{
    std::vector<std::uint32_t> boids{25'000, 1'000'000};
    std::vector<unsigned> rings; // workers of the chain rings that are measured instead
    unsigned workers = 2;
    double seconds = 5;
    double area = 400;
    double speed = 0; // steps/s; as fast as possible if 0
    ui::FlockSettings settings;
    bool paused = false;
    bool isolated = false;
    unsigned pairs = 0; // of isolated and not isolated; one measurement as chosen if 0
    bool hidden = false;
    double slow = 0; // milliseconds that each picture blocks the window's thread
};

void spin(double seconds)
{
    QEventLoop loop;
    QTimer::singleShot(static_cast<int>(seconds * 1000), Qt::PreciseTimer, &loop,
                       &QEventLoop::quit);
    loop.exec();
}

ui::LiveConfiguration configurationOf(const Options &options, std::uint32_t boids)
{
    ui::LiveConfiguration configuration{lab::boidsWorkload()};
    configuration.workers = options.workers;
    flockOf(configuration).boids = boids;
    ui::Speed &speed = configuration.of(lab::boidsWorkload()).speed;
    speed.unlimited = options.speed == 0;
    if (!speed.unlimited)
        speed.stepsPerSecond = options.speed;
    const double height = std::sqrt(options.area * std::max(boids, 1u) * 3 / 4);
    auto &parameters = flockOf(configuration).parameters;
    parameters.worldHeight = static_cast<float>(height);
    parameters.worldWidth = static_cast<float>(height * 4 / 3);
    parameters.turnMargin = static_cast<float>(height / 8);
    return configuration;
}

// Passes frames on to a view and notes how long it takes until they are painted.
class Stopwatch : public boids::FrameSink
{
public:
    explicit Stopwatch(ui::FlockView *view)
        : m_view(view)
    {
        QObject::connect(view, &ui::GlView::framePainted, view, [this] {
            m_times.push_back(static_cast<double>(m_sinceFrame.nsecsElapsed()) * 1e-6);
        });
    }

    void showFrame(std::shared_ptr<const boids::Frame> frame) override
    {
        takeFrame(std::move(frame), {});
    }
    void takeFrame(std::shared_ptr<const boids::Frame> frame, FrameCredit credit) override
    {
        m_sinceFrame.start();
        m_view->takeFrame(std::move(frame), std::move(credit));
    }

    void restart() { m_times.clear(); }
    std::vector<double> times() // milliseconds, from the shortest
    {
        std::ranges::sort(m_times);
        return m_times;
    }

private:
    ui::FlockView *m_view;
    QElapsedTimer m_sinceFrame;
    std::vector<double> m_times;
};

ui::SimulationPorts portsOf(ui::LiveWorkload &workload, const ui::GlView *view)
{
    return {.workloads = {&workload},
            .seen = [view](const lab::Workload &) { return view->isSeen(); },
            .framesPainted = [view] { return view->framesPainted(); }};
}

// In this process, or in one of its own.
std::unique_ptr<ui::Simulation> makeSimulation(const Options &options,
                                               const ui::LiveConfiguration &configuration,
                                               ui::SimulationPorts ports)
{
    if (!options.isolated)
        return std::make_unique<ui::LocalSimulation>(configuration, std::move(ports));
    return std::make_unique<ui::IsolatedSimulation>(
        configuration, std::move(ports),
        std::vector<std::string>{std::filesystem::read_symlink("/proc/self/exe"), "back-end"});
}

struct Drawing
{
    double framesPerSecond = 0;
    double stepsPerSecond = 0;
    std::vector<double> pictures = {}; // milliseconds from arrival to being painted, sorted
    std::vector<double> waits = {};    // milliseconds that events waited, sorted
    QString text = {};
};

Drawing draw(const Options &options, std::uint32_t boids)
{
    auto *view = new ui::FlockView;
    ui::ViewHost host{view};
    host.setWindowFlag(Qt::FramelessWindowHint);
    host.resize(1280, 960);
    host.show();
    view->setSettings(options.settings);
    Stopwatch pictures{view};
    ui::LiveFlock flock{&pictures};
    const auto made =
        makeSimulation(options, configurationOf(options, boids), portsOf(flock, view));
    ui::Simulation &simulation = *made;
    QObject::connect(view, &ui::FlockView::frameWanted, &simulation, &ui::Simulation::requestFrame);
    QObject::connect(view, &ui::GlView::framePainted, &simulation, [&] {
        std::this_thread::sleep_for(std::chrono::duration<double, std::milli>(options.slow));
        simulation.resumeDrawing();
    });
    simulation.setPaused(options.paused);
    if (options.paused) // one frame after the other, all of the same state
        QObject::connect(view, &ui::GlView::framePainted, &simulation,
                         &ui::Simulation::requestFrame, Qt::QueuedConnection);
    while (view->framesPainted() < 3)
        spin(0.02);
    if (options.hidden)
        host.hide();
    spin(1);

    const auto before = simulation.read();
    QElapsedTimer time;
    time.start();
    pictures.restart();
    benchmark::EventDelays delays;
    spin(options.seconds);
    const std::vector<double> waits = delays.finish();
    const auto after = simulation.read();
    const double seconds = static_cast<double>(time.nsecsElapsed()) * 1e-9;
    return {static_cast<double>(after.framesPainted - before.framesPainted) / seconds,
            static_cast<double>(after.steps - before.steps) / seconds, pictures.times(), waits,
            view->drawingText()};
}

void measure(const Options &options, std::uint32_t boids)
{
    const Drawing drawing = draw(options, boids);
    std::printf(
        "%8u boids  %6.1f frames/s  %7.1f steps/s  picture p50 %6.2f ms  event waits"
        " p50 %6.2f ms  p95 %6.2f ms  p99 %6.2f ms  max %6.2f ms  %s\n",
        boids, drawing.framesPerSecond, drawing.stepsPerSecond,
        benchmark::percentile(drawing.pictures, 0.5), benchmark::percentile(drawing.waits, 0.5),
        benchmark::percentile(drawing.waits, 0.95), benchmark::percentile(drawing.waits, 0.99),
        benchmark::percentile(drawing.waits, 1), qPrintable(drawing.text));
    std::fflush(stdout);
}

// Isolated by not isolated, in turn.
void compare(Options options, std::uint32_t boids)
{
    struct Figure
    {
        const char *name;
        std::function<double(const Drawing &)> of;
        std::vector<double> isolated = {};
        std::vector<double> local = {};
        std::vector<double> ratios = {};
    };
    std::vector<Figure> figures{
        {"steps/s", [](const Drawing &drawing) { return drawing.stepsPerSecond; }},
        {"frames/s", [](const Drawing &drawing) { return drawing.framesPerSecond; }},
        {"event wait p50, ms",
         [](const Drawing &drawing) { return benchmark::percentile(drawing.waits, 0.5); }},
        {"event wait p99, ms",
         [](const Drawing &drawing) { return benchmark::percentile(drawing.waits, 0.99); }},
    };
    for (unsigned pair = 0; pair < options.pairs; ++pair) {
        std::array<Drawing, 2> drawn; // local, isolated
        for (const unsigned turn : {0u, 1u}) {
            options.isolated = (pair + turn) % 2 == 1;
            drawn.at(options.isolated ? 1 : 0) = draw(options, boids);
        }
        for (Figure &figure : figures) {
            figure.local.push_back(figure.of(drawn[0]));
            figure.isolated.push_back(figure.of(drawn[1]));
            figure.ratios.push_back(figure.isolated.back() / figure.local.back());
        }
    }
    for (const Figure &figure : figures) {
        if (benchmark::median(figure.local) == 0 && benchmark::median(figure.isolated) == 0)
            continue; // a hidden view has no frames
        const benchmark::Spread spread = benchmark::spreadOf(figure.ratios);
        std::printf("%8u boids  %-19s isolated %8.2f  not %8.2f  ratio %6.3f  (%.3f to %.3f)\n",
                    boids, figure.name, benchmark::median(figure.isolated),
                    benchmark::median(figure.local), spread.median, spread.low, spread.high);
    }
    std::fflush(stdout);
}

double millisecondsOf(const QElapsedTimer &timer)
{
    return static_cast<double>(timer.nsecsElapsed()) * 1e-6;
}

// As many rings as the window makes for so many workers; then how long a pause and the end take.
void measureRings(const Options &options, unsigned workers)
{
    auto *view = new ui::RingView;
    ui::ViewHost host{view};
    host.setWindowFlag(Qt::FramelessWindowHint);
    host.resize(1280, 960);
    host.show();
    ui::LiveRings rings{view};
    ui::LiveConfiguration configuration{lab::chainRingWorkload()};
    configuration.workers = workers;
    QElapsedTimer time;
    time.start();
    auto simulation = std::make_unique<ui::LocalSimulation>(configuration, portsOf(rings, view));
    const double made = millisecondsOf(time);
    simulation->setPaused(false);
    while (view->framesPainted() < 3)
        spin(0.02);
    spin(1);

    const auto before = simulation->read();
    time.start();
    benchmark::EventDelays delays;
    spin(options.seconds);
    const std::vector<double> waits = delays.finish();
    const auto after = simulation->read();
    const double seconds = millisecondsOf(time) * 1e-3;
    time.start();
    simulation->setPaused(true);
    while (simulation->runtime()->inFlight() > 0)
        spin(0.001);
    const double paused = millisecondsOf(time);
    simulation->setPaused(false);
    spin(0.5);
    time.start();
    simulation.reset();
    const double ended = millisecondsOf(time);
    std::printf("%5u workers  %6.1f frames/s  %8.1f steps/s  event waits p50 %6.2f ms  p95 %6.2f ms"
                "  p99 %6.2f ms  max %6.2f ms  made in %6.1f ms  paused in %6.1f ms  ended in"
                " %6.1f ms\n",
                workers, static_cast<double>(after.framesPainted - before.framesPainted) / seconds,
                static_cast<double>(after.steps - before.steps) / seconds,
                benchmark::percentile(waits, 0.5), benchmark::percentile(waits, 0.95),
                benchmark::percentile(waits, 0.99), benchmark::percentile(waits, 1), made, paused,
                ended);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    if (argc == 2 && std::string_view(argv[1]) == "back-end")
        return ui::runBackEnd(argc, argv, ui::backEndWorkloads);
    Options options;
    std::string renderer = "automatic";
    const std::map<std::string, ui::Renderer> renderers{{"automatic", ui::Renderer::Automatic},
                                                        {"triangles", ui::Renderer::Triangles},
                                                        {"splat", ui::Renderer::Splat},
                                                        {"density", ui::Renderer::Density}};
    CLI::App app{"Measures what is simulated and drawn at the same time.", "drawing_bench"};
    app.add_option("--boids", options.boids, "Sizes of flocks")
        ->check(CLI::Range(0u, boids::maxBoids));
    app.add_option("--rings", options.rings, "Chain rings instead, for so many workers each time")
        ->check(CLI::Range(1u, lab::MostWorkers));
    app.add_option("--workers", options.workers, "Threads that run behaviors")
        ->check(CLI::Range(1u, lab::MostWorkers));
    app.add_option("--seconds", options.seconds, "Length of each measurement")
        ->check(CLI::Range(0.1, 600.0));
    app.add_option("--area", options.area, "World units for each boid")
        ->check(CLI::Range(1.0, 1e5));
    app.add_option("--speed", options.speed, "Steps a second; as fast as possible if 0")
        ->check(CLI::Range(0.0, 1000.0));
    app.add_option("--draw", renderer, "automatic, triangles, splat or density")
        ->check(CLI::IsMember({"automatic", "triangles", "splat", "density"}));
    app.add_flag("--parts", options.settings.parts, "Show the parts");
    app.add_flag("--trails", options.settings.trails, "Show trails");
    app.add_flag("--isolated", options.isolated, "Simulate in a process of its own");
    app.add_option("--pairs", options.pairs,
                   "Measure so many pairs, isolated and not, and print ratios");
    app.add_flag("--hidden", options.hidden, "Hide the view, so that no frames are made");
    app.add_option("--slow", options.slow, "Block the window's thread for each picture, in ms")
        ->check(CLI::Range(0.0, 1000.0));
    app.add_flag("--paused", options.paused, "Draw without simulating");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    options.settings.renderer = renderers.at(renderer);
    const QApplication application{argc, argv};
    for (const unsigned workers : options.rings)
        measureRings(options, workers);
    if (!options.rings.empty())
        return 0;
    for (const std::uint32_t boids : options.boids)
        options.pairs > 0 ? compare(options, boids) : measure(options, boids);
    return 0;
}
