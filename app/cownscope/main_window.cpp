// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownscope/main_window.h"

#include "app/cownscope/chart_set.h"
#include "app/cownscope/experiments_page.h"
#include "app/cownscope/file_drop.h"
#include "app/cownscope/flock_actions.h"
#include "app/cownscope/help_dialogs.h"
#include "app/cownscope/main_actions.h"
#include "app/cownscope/notice_bar.h"
#include "app/cownscope/recording.h"
#include "app/cownscope/scene_menu.h"
#include "app/cownscope/status_line.h"
#include "app/cownscope/window_fit.h"

#include "ui/controls/control_panel.h"
#include "ui/controls/focus_keys.h"
#include "ui/controls/tool_tip_wrap.h"
#include "ui/engine/engine.h"
#include "ui/engine/sampler.h"
#include "ui/results/result_set.h"
#include "ui/style/quantity_text.h"
#include "ui/sweeps/live_experiment.h"
#include "ui/sweeps/sweep_runner.h"
#include "ui/tools/flock_tools.h"
#include "ui/tools/tool_bar.h"
#include "ui/views/color_key.h"
#include "ui/views/flock_view.h"
#include "ui/views/ring_view.h"
#include "ui/views/view_host.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QKeyEvent>
#include <QMenuBar>
#include <QScreen>
#include <QStackedWidget>
#include <QTabBar>
#include <QTimer>
#include <QToolTip>
#include <QVBoxLayout>

namespace cownscope {
namespace {

constexpr QSize FirstSize{1600, 1000};
constexpr int MessageTime = 10000; // ms
constexpr int LongestWait = 1000;  // ms, for the first frame

QDockWidget *plainDock(const QString &title, QWidget *content, QWidget *parent)
{
    auto *dock = new QDockWidget{title, parent};
    dock->setTitleBarWidget(new QWidget{dock}); // the menu shows and hides it
    dock->setFeatures(QDockWidget::NoDockWidgetFeatures);
    dock->setWidget(content);
    return dock;
}

} // namespace

MainWindow::MainWindow(const ProgramOptions &options, QWidget *parent)
    : QMainWindow(parent)
    , m_options(options)
    , m_systemPalette(QApplication::palette())
    , m_actions(new MainActions{this})
    , m_flockActions(new FlockActions{this})
    , m_status(new StatusLine{m_actions->pauseHidden, this})
    , m_questions(askInDialogs(this))
    , m_recording(new Recording{m_questions, this})
{
    new ui::FocusKeys{this};
    new ui::ToolTipWrap{this};
    makeViews();
    ui::ViewPorts ports;
    ports.flock = m_flockView;
    ports.rings = m_ringView;
    ports.seen = [this](ui::WorkloadKind workload) {
        return workload == ui::WorkloadKind::Boids ? m_flockView->isSeen() : m_ringView->isSeen();
    };
    ports.framesPainted = [this] {
        return m_flockView->framesPainted() + m_ringView->framesPainted();
    };
    ports.room = [this] { return m_recording->hasRoom(); };
    ports.runtime = [this](boc::Runtime *runtime) { m_flockView->setRuntime(runtime); };
    m_engine = std::make_unique<ui::Engine>(options.configuration, std::move(ports));
    m_sampler = std::make_unique<ui::Sampler>(m_engine.get());
    makeDocks();
    makePages();
    makeTools();
    setStatusBar(m_status);
    m_actions->fillMenus(menuBar());
    makeScenes();
    m_flockActions->addTo(m_actions->viewMenu);
    addActions(m_actions->all() + m_flockActions->all()); // shortcuts work while menus are hidden
    connectActions();
    connectEngine();
    connectExperiments();
    connectRecording();
    setTheme(options.theme);
    showFlockAs(options.flockSettings);
    resize(options.size.value_or(FirstSize.boundedTo(screen()->availableSize())));
    if (!options.size) // else it is as large as was asked for
        fitOnScreenWhenShown(this);
    if (!m_experiments->results().results().empty())
        tell(tr("Results that an earlier run has left are on the page Experiments."),
             MessageKind::Outcome);
    for (const QString &problem : options.files.problems)
        tell(problem, MessageKind::Problem);
    m_experiments->open(options.files.results);
    showPage(options.page);
    // The first picture takes long, and that is not what is to be measured.
    connect(m_flockView, &ui::GlView::framePainted, this, &MainWindow::begin);
    connect(m_ringView, &ui::GlView::framePainted, this, &MainWindow::begin);
    QTimer::singleShot(LongestWait, this, &MainWindow::begin);
}

void MainWindow::begin()
{
    if (std::exchange(m_begun, true))
        return;
    m_sampler->restart();
    if (!m_options.record.isEmpty())
        m_recording->begin(m_options.record);
    if (m_experiments->runner().isRunning())
        m_goOn = !m_options.paused;
    else
        m_engine->setPaused(m_options.paused);
}

MainWindow::~MainWindow()
{
    m_sampler.reset();
    m_engine.reset(); // before the views, which frames in flight go to
}

void MainWindow::makeViews()
{
    m_flockView = new ui::FlockView;
    m_ringView = new ui::RingView;
    m_views = new QStackedWidget;
    m_flockHost = new ui::ViewHost{m_flockView, m_views};
    m_ringHost = new ui::ViewHost{m_ringView, m_views};
    m_views->addWidget(m_flockHost);
    m_views->addWidget(m_ringHost);
    m_key = new ui::ColorKey;
    m_live = new QWidget{this};
    auto *column = new QVBoxLayout{m_live};
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_views, 1);
    column->addWidget(m_key);
}

void MainWindow::makePages()
{
    m_experiments =
        new ExperimentsPage{[this] { return ui::experimentFrom(m_engine->configuration()); }};
    m_pages = new QStackedWidget;
    m_pages->addWidget(m_live);
    m_pages->addWidget(m_experiments);
    m_notices = new NoticeBar;
    auto *center = new QWidget;
    auto *column = new QVBoxLayout{center};
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_notices);
    column->addWidget(m_pages, 1);
    setCentralWidget(center);
    m_pageTabs = new QTabBar;
    m_pageTabs->setDrawBase(false);
    m_pageTabs->setFocusPolicy(Qt::TabFocus);
    m_pageTabs->setAccessibleName(tr("Pages"));
    m_pageTabs->addTab(tr("Live"));
    m_pageTabs->addTab(tr("Experiments"));
    menuBar()->setNativeMenuBar(false); // one outside the window has no place for the tabs
    menuBar()->setCornerWidget(m_pageTabs);
}

void MainWindow::makeDocks()
{
    m_controls = new ui::ControlPanel{
        {m_actions->pause, m_actions->step, m_actions->reset, m_actions->record}};
    m_controlsDock = plainDock(tr("Controls"), m_controls, this);
    m_chartsDock = plainDock(tr("Charts"), makeCharts(*m_sampler, this), this);
    setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    addDockWidget(Qt::LeftDockWidgetArea, m_controlsDock);
    addDockWidget(Qt::BottomDockWidgetArea, m_chartsDock);
    const int height = m_options.size ? m_options.size->height() : 1000;
    resizeDocks({m_chartsDock}, {std::clamp(height / 5, 140, 260)}, Qt::Vertical);
}

void MainWindow::connectActions()
{
    connect(m_actions->pause, &QAction::triggered, this,
            [this] { m_engine->setPaused(!m_engine->isPaused()); });
    connect(m_actions->step, &QAction::triggered, m_engine.get(), &ui::Engine::step);
    connect(m_actions->reset, &QAction::triggered, this, &MainWindow::reset);
    connect(m_actions->quit, &QAction::triggered, this, &MainWindow::close);
    connect(m_actions->fullScreen, &QAction::triggered, this, &MainWindow::setFullScreen);
    connect(m_actions->panels, &QAction::triggered, this, &MainWindow::showPanels);
    connect(m_actions->dismiss, &QAction::triggered, m_notices, &NoticeBar::dismiss);
    connect(m_notices, &NoticeBar::changed, this,
            [this] { m_actions->dismiss->setEnabled(m_notices->isVisibleTo(this)); });
    connect(m_actions->shortcuts, &QAction::triggered, this, &MainWindow::openShortcuts);
    connect(m_actions->about, &QAction::triggered, this, &MainWindow::openAbout);
    connect(m_actions, &MainActions::colorModeChosen, this, &MainWindow::setColorMode);
    connect(m_flockActions, &FlockActions::edited, this, &MainWindow::showFlockAs);
    connect(m_actions, &MainActions::themeChosen, this, &MainWindow::setTheme);
    connect(m_flockActions, &FlockActions::fitChosen, m_flockView, &ui::FlockView::fitWorld);
    connect(m_flockActions, &FlockActions::zoomChosen, m_flockView, &ui::FlockView::zoom);
    connect(m_actions->savePicture, &QAction::triggered, this, [this] {
        askAndSave(tr("Save Picture"), QStringLiteral("cownscope.png"), tr("Pictures (*.png)"),
                   &MainWindow::savePicture);
    });
    connect(m_actions->saveViewPicture, &QAction::triggered, this, [this] {
        askAndSave(tr("Save Picture of the View"), QStringLiteral("cownscope-view.png"),
                   tr("Pictures (*.png)"), &MainWindow::saveViewPicture);
    });
    connect(m_actions->exportJson, &QAction::triggered, this, [this] {
        askAndSave(tr("Export Live Measurement"), QStringLiteral("cownscope.json"),
                   tr("Results (*.json)"), &MainWindow::exportJson);
    });
}

void MainWindow::connectEngine()
{
    connect(m_controls, &ui::ControlPanel::edited, this, &MainWindow::applyEdited);
    connect(m_controls, &ui::ControlPanel::flockSettingsEdited, this, &MainWindow::showFlockAs);
    connect(m_flockView, &ui::FlockView::frameWanted, m_engine.get(), &ui::Engine::requestFrame);
    connect(m_engine.get(), &ui::Engine::stateChanged, this, &MainWindow::showState);
    connect(m_engine.get(), &ui::Engine::configurationChanged, this, &MainWindow::showState);
    connect(m_engine.get(), &ui::Engine::workloadChanged, this, &MainWindow::showState);
    connect(&m_engine->starvation(), &ui::StarvationWatch::changed, this,
            [this](const ui::Starvation &starvation) {
                if (m_begun) // that the first picture takes long is nothing to tell
                    m_status->show(starvation);
            });
    connect(m_sampler.get(), &ui::Sampler::sampled, this, &MainWindow::showSample);
    connect(m_flockView, &ui::GlView::framePainted, this, &MainWindow::describeView);
    connect(m_ringView, &ui::GlView::framePainted, this, &MainWindow::describeView);
}

void MainWindow::connectExperiments()
{
    connect(m_actions->livePage, &QAction::triggered, this, [this] { showPage(Page::Live); });
    connect(m_actions->experimentsPage, &QAction::triggered, this,
            [this] { showPage(Page::Experiments); });
    connect(m_pageTabs, &QTabBar::currentChanged, this,
            [this](int tab) { showPage(tab == 0 ? Page::Live : Page::Experiments); });
    connect(m_actions->openResults, &QAction::triggered, m_experiments,
            &ExperimentsPage::askAndOpen);
    connect(m_actions->saveResults, &QAction::triggered, m_experiments,
            &ExperimentsPage::askAndSave);
    connect(m_actions->exportResults, &QAction::triggered, m_experiments,
            &ExperimentsPage::askAndExport);
    connect(m_actions, &MainActions::recentFileChosen, m_experiments,
            [this](const QString &path) { openFiles({path}); });
    connect(new FileDrop{this}, &FileDrop::dropped, this, &MainWindow::openFiles);
    connect(m_experiments, &ExperimentsPage::filesChosen, this, &MainWindow::openFiles);
    connect(m_experiments, &ExperimentsPage::opened, this, [this] { showPage(Page::Experiments); });
    connect(m_experiments, &ExperimentsPage::message, this, &MainWindow::tell);
    connect(m_experiments, &ExperimentsPage::closeReady, this, &QWidget::close);
    connect(&m_experiments->runner(), &ui::SweepRunner::begun, this, &MainWindow::pauseForSweep);
    connect(&m_experiments->runner(), &ui::SweepRunner::ended, this, &MainWindow::goOnAfterSweep);
}

// What runs live would take the cores from what is measured.
void MainWindow::pauseForSweep()
{
    m_goOn = !m_engine->isPaused();
    m_engine->setPaused(true);
    showBackground();
}

void MainWindow::goOnAfterSweep()
{
    if (std::exchange(m_goOn, false))
        m_engine->setPaused(false);
    showBackground();
}

// What of the live simulation cannot be seen and matters.
void MainWindow::showBackground()
{
    const bool hidden = m_pages->currentWidget() == m_experiments;
    const bool paused = m_engine->isPaused();
    const bool sweeping = m_experiments->runner().isRunning();
    QString remark;
    if (sweeping)
        remark = paused
            ? tr("The live simulation is paused while an experiment runs.")
            : tr(
                "The live simulation runs beside the experiment and takes processor time from it.");
    else if (hidden && !paused)
        remark = tr("The live simulation goes on in the background and takes processor time.");
    m_status->setRemark(remark);
    m_status->showPauseButton(hidden && !sweeping);
}

void MainWindow::applyEdited(const ui::Configuration &configuration)
{
    const auto problem = m_engine->apply(configuration);
    m_controls->setProblem(problem ? QString::fromStdString(*problem) : QString{});
}

void MainWindow::reset()
{
    const auto problem = m_engine->reset();
    m_controls->setProblem(problem ? QString::fromStdString(*problem) : QString{});
    if (!problem)
        m_sampler->restart();
}

void MainWindow::showState()
{
    const ui::Configuration &configuration = m_engine->configuration();
    const bool boids = configuration.workload == ui::WorkloadKind::Boids;
    m_controls->setConfiguration(configuration);
    m_actions->showPaused(m_engine->isPaused(), palette());
    m_views->setCurrentWidget(boids ? m_flockHost : m_ringHost);
    showKey();
    m_key->setWorkers(configuration.workers);
    const bool flockIsShown = boids && m_pages->currentWidget() == m_live;
    m_toolBar->setUsable(flockIsShown);
    m_flockActions->setEnabled(flockIsShown);
    m_key->setSpeedLimit(static_cast<double>(highestSpeedLimit(configuration.flock.scene())));
    if (m_pages->currentWidget() == m_experiments)
        setWindowTitle(tr("Experiments"));
    else if (boids)
        setWindowTitle(m_scenes->name().isEmpty() ? tr("Boids") : m_scenes->name());
    else
        setWindowTitle(tr("Chain rings"));
    m_status->show(*m_engine, m_sampler->latest());
    showBackground();
    describeView();
}

void MainWindow::showSample()
{
    if (m_samplesShown++ % 4 == 0) // digits that change faster cannot be read
        m_status->show(*m_engine, m_sampler->latest());
}

void MainWindow::describeView()
{
    showKey();
    if (m_views->currentWidget() == m_flockHost) {
        const boids::Frame *frame = m_flockView->frame();
        if (!frame)
            return;
        // What is last is cut off first where there is no room.
        m_key->setNote(
            tr("step %1   ·   %2 boids   ·   %3   ·   world %4 × %5")
                .arg(ui::groupedText(frame->step), ui::groupedText(frame->boids),
                     m_flockView->drawingText(),
                     ui::amountText(static_cast<double>(frame->scene.parameters.worldWidth)),
                     ui::amountText(static_cast<double>(frame->scene.parameters.worldHeight))));
        return;
    }
    const rings::Options options = m_engine->derivedRings();
    m_key->setNote(tr("%1 rings of %2 cowns   ·   %3 chains on each   ·   a step holds %4")
                       .arg(options.rings)
                       .arg(options.ringSize)
                       .arg(options.chainsPerRing)
                       .arg(options.groupSize));
}

void MainWindow::showKey()
{
    const bool boids = m_views->currentWidget() == m_flockHost;
    m_key->setMode(boids ? m_flockView->colorMode() : ui::ColorMode::Worker);
    const bool density = boids && m_flockView->rendererInUse() == ui::Renderer::Density;
    m_key->setDensity(density ? m_flockView->densityTop() : 0);
}

void MainWindow::setTheme(ui::Theme theme)
{
    const QPalette palette = ui::paletteFor(theme, m_systemPalette);
    QApplication::setPalette(palette);
    QToolTip::setPalette(palette);
    m_actions->showTheme(theme);
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_engine)
        m_actions->showPaused(m_engine->isPaused(), palette());
    if (event->type() == QEvent::WindowStateChange)
        m_actions->fullScreen->setChecked(isFullScreen());
}

void MainWindow::setFullScreen(bool on)
{
    setWindowState(on ? windowState() | Qt::WindowFullScreen
                      : windowState() & ~Qt::WindowFullScreen);
}

void MainWindow::showPage(Page chosen)
{
    const bool live = chosen == Page::Live;
    for (QWidget *page : {m_live, static_cast<QWidget *>(m_experiments)}) {
        const bool shown = page == (live ? m_live : m_experiments);
        const auto policy = shown ? QSizePolicy::Preferred : QSizePolicy::Ignored;
        page->setSizePolicy(policy, policy); // a page that is not shown asks for no room
    }
    m_pages->setCurrentWidget(live ? m_live : m_experiments);
    m_pageTabs->setCurrentIndex(live ? 0 : 1);
    m_actions->showPage(chosen);
    showPanels();
    showState();
}

void MainWindow::showPanels()
{
    const bool visible = m_actions->panels->isChecked() && m_pages->currentWidget() == m_live;
    m_controlsDock->setVisible(visible);
    m_chartsDock->setVisible(visible);
}

void MainWindow::openShortcuts()
{
    showShortcuts(this);
}

void MainWindow::openAbout()
{
    const QString flock = m_flockView->rendererName();
    showAbout(flock.isEmpty() ? m_ringView->rendererName() : flock, this);
}

void MainWindow::setQuestions(const Questions &questions)
{
    m_questions = questions;
    m_experiments->setQuestions(questions);
    m_recording->setQuestions(questions);
    m_scenes->setQuestions(questions);
}

void MainWindow::tell(const QString &sentence, MessageKind kind)
{
    const bool endsByItself = m_options.lifetime().has_value();
    if (endsByItself && kind == MessageKind::Problem)
        Q_EMIT problemArose(sentence);
    else if (endsByItself || kind == MessageKind::Hint)
        m_status->showMessage(sentence, MessageTime);
    else
        m_notices->tell(sentence, kind);
}

// What no widget has taken: a view passes its keys on to the window.
void MainWindow::keyPressEvent(QKeyEvent *event)
{
    const QPointF way = FlockActions::wayOf(event->key());
    if (way.isNull() || m_views->currentWidget() != m_flockHost
        || m_pages->currentWidget() != m_live) {
        QMainWindow::keyPressEvent(event);
        return;
    }
    m_flockView->pan(way);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    // A pinned behavior that runs an event loop of its own must end before its runtime can.
    if (m_engine->pump().isPumping()) {
        event->ignore();
        QTimer::singleShot(20, this, &QWidget::close);
        return;
    }
    if (!m_experiments->mayClose()) {
        event->ignore();
        return;
    }
    if (!mayCloseRecording()) {
        event->ignore();
        return;
    }
    QMainWindow::closeEvent(event);
}

} // namespace cownscope
