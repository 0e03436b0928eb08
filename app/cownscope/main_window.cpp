// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownscope/main_window.h"

#include "app/cownscope/back_end_watch.h"
#include "app/cownscope/experiments_page.h"
#include "app/cownscope/file_drop.h"
#include "app/cownscope/help_dialogs.h"
#include "app/cownscope/main_actions.h"
#include "app/cownscope/notice_bar.h"
#include "app/cownscope/recording.h"
#include "app/cownscope/status_line.h"
#include "app/cownscope/window_fit.h"
#include "base/attempt.h"
#include "lab/files/file_error.h"
#include "lab/files/write_file.h"
#include "lab/results/result_error.h"
#include "lab/results/result_file.h"
#include "ui/back_end/back_end_bar.h"
#include "ui/back_end/simulation_proxy.h"
#include "ui/charts/live_charts.h"
#include "ui/controls/control_panel.h"
#include "ui/controls/event_filters.h"
#include "ui/controls/workload_controls.h"
#include "ui/dialogs/questions.h"
#include "ui/file_path.h"
#include "ui/results/result_set.h"
#include "ui/simulation/local_simulation.h"
#include "ui/simulation/sampler.h"
#include "ui/sweeps/sweep_runner.h"
#include "ui/views/color_key.h"
#include "ui/views/gl_view.h"
#include "ui/views/view_host.h"
#include "ui/widgets.h"
#include "ui/workloads/boids/boids_ui.h"
#include "ui/workloads/boids/scene_menu.h"
#include "ui/workloads/list/workload_list.h"

#include <QApplication>
#include <QBuffer>
#include <QCloseEvent>
#include <QDockWidget>
#include <QFileInfo>
#include <QImage>
#include <QImageWriter>
#include <QKeyEvent>
#include <QList>
#include <QMenuBar>
#include <QPainter>
#include <QPixmap>
#include <QScreen>
#include <QStackedWidget>
#include <QString>
#include <QTabBar>
#include <QTimer>
#include <QToolTip>
#include <QWidget>

#include <algorithm>
#include <optional>
#include <utility>

namespace cownscope {
namespace {

// A picture of the window. QWidget::grab() leaves OpenGL views blank, so they are painted
// separately.
QImage pictureOf(QWidget *window, const QList<ui::ViewHost *> &views, QWidget *overViews)
{
    QImage picture = window->grab().toImage();
    QPainter painter{&picture};
    for (const ui::ViewHost *host : views) {
        if (!host->container()->isVisible())
            continue;
        const QImage view = host->view()->picture();
        if (!view.isNull())
            painter.drawImage(host->container()->mapTo(window, QPoint{0, 0}), view);
    }
    if (overViews->isVisible())
        overViews->render(&painter, overViews->mapTo(window, QPoint{0, 0}));
    return picture;
}

// Writes a picture with lab::writeFile(). The folder must exist.
Outcome savePicture(const QImage &picture, const QString &path)
{
    return attempt<lab::FileError>("The picture cannot be saved", [&]() -> Outcome {
        const std::filesystem::path place = ui::filePath(path);
        QByteArray format = QFileInfo{path}.suffix().toLower().toLatin1();
        if (format.isEmpty())
            format = "png";
        lab::checkWritable(place); // writeFile() would create a missing folder
        QBuffer bytes;
        QImageWriter writer{&bytes, format};
        if (!writer.write(picture))
            return Outcome::failure(QStringLiteral("%1 could not be written: %2.")
                                        .arg(path, writer.errorString())
                                        .toStdString());
        lab::writeFile(place, bytes.data().toStdString());
        return {};
    });
}

constexpr QSize FirstSize{1600, 1000};
constexpr int MessageTime = 10000; // ms
constexpr int LongestWait = 1000;  // ms to wait for the first frame

QDockWidget *plainDock(const QString &title, QWidget *content, QWidget *parent)
{
    auto *dock = new QDockWidget{title, parent};
    dock->setTitleBarWidget(new QWidget{dock}); // shown and hidden by a menu action
    dock->setFeatures(QDockWidget::NoDockWidgetFeatures);
    dock->setWidget(content);
    return dock;
}

} // namespace

MainWindow::MainWindow(const ProgramOptions &options, const ui::StarvationTimes &starvation)
    : m_options(options)
    , m_systemPalette(QApplication::palette())
    , m_actions(new MainActions{this})
    , m_status(new StatusLine{m_actions->pauseHidden, this})
    , m_questions(ui::askInDialogs(this))
    , m_recording(new Recording{m_questions, this})
{
    new ui::FocusKeys{this};
    new ui::ToolTipWrap{this};
    makeWorkloads();
    makeSimulation(starvation);
    makeDocks();
    makePages();
    setStatusBar(m_status);
    m_actions->fillMenus(menuBar());
    addActions(m_actions->all()); // so that shortcuts work while menus are hidden
    attachWorkloads();
    connectActions();
    connectSimulation();
    watchBackEnd();
    connectExperiments();
    connectRecording();
    setTheme(options.theme);
    m_boids->showAs(options.flockSettings);
    m_boids->scenes()->setName(options.sceneName);
    resize(options.size.value_or(FirstSize.boundedTo(screen()->availableSize())));
    if (!options.size) // a requested size is not changed
        fitOnScreenWhenShown(this);
    if (!m_experiments->results().results().empty())
        showMessage(tr("Unsaved results of an earlier run are on the page Experiments."),
                    ui::MessageKind::Outcome);
    for (const QString &problem : options.files.problems)
        showMessage(problem, ui::MessageKind::Problem);
    m_experiments->open(options.files.results);
    showPage(options.page);
    // Measuring starts after the first frame, which takes long.
    for (const Shown &each : m_shown)
        connect(each.workload->view(), &ui::GlView::framePainted, this, &MainWindow::begin);
    QTimer::singleShot(LongestWait, this, &MainWindow::begin);
}

ui::Simulation &MainWindow::simulation()
{
    return *m_simulation;
}

void MainWindow::begin()
{
    if (std::exchange(m_begun, true))
        return;
    m_sampler->restart();
    if (!m_options.record.isEmpty())
        m_recording->begin(m_options.record);
    if (m_experiments->runner().isRunning())
        m_resumeAfterSweep = !m_options.paused;
    else
        m_simulation->setPaused(m_options.paused);
}

MainWindow::~MainWindow()
{
    m_sampler.reset();
    m_simulation.reset(); // destroyed before the views, which receive frames in flight
}

void MainWindow::makeWorkloads()
{
    m_views = new QStackedWidget;
    for (const ui::WorkloadEntry &entry : ui::workloadEntries()) {
        ui::WorkloadUi *workload = m_workloads.emplace_back(entry.make()).get();
        m_shown.push_back({workload, new ui::ViewHost{workload->view(), m_views}});
        m_views->addWidget(m_shown.back().host);
        if (auto *boids = qobject_cast<ui::BoidsUi *>(workload))
            m_boids = boids;
    }
    m_key = new ui::ColorKey;
    m_live = new QWidget{this};
    ui::columnIn(m_live, {m_views, m_key})->setStretch(0, 1);
}

void MainWindow::makeSimulation(const ui::StarvationTimes &starvation)
{
    std::vector<ui::LiveWorkload *> live;
    for (const auto &workload : m_workloads)
        live.push_back(&workload->live());
    ui::SimulationPorts ports{.workloads = live, .starvation = starvation};
    ports.seen = [this](const lab::Workload &workload) {
        return std::ranges::any_of(m_shown, [&](const Shown &each) {
            return &each.workload->workload() == &workload && each.workload->view()->isSeen();
        });
    };
    ports.framesPainted = [this] {
        std::uint64_t frames = 0;
        for (const Shown &each : m_shown)
            frames += each.workload->view()->framesPainted();
        return frames;
    };
    ports.hasSpace = [this] { return m_recording->hasSpace(); };
    using Place = ui::SimulationProxy::Place;
    m_simulation = std::make_unique<ui::SimulationProxy>(
        m_options.isolated ? Place::OwnProcess : Place::ThisProcess, m_options.configuration,
        std::move(ports),
        std::vector<std::string>{QCoreApplication::applicationFilePath().toStdString(),
                                 std::string(backEndArgument)});
    m_sampler = std::make_unique<ui::Sampler>(m_simulation.get(), live);
    std::vector<const ui::LiveQuantity *> own;
    for (const ui::LiveWorkload *workload : live) {
        for (const ui::LiveQuantity &quantity : workload->quantities())
            own.push_back(&quantity);
    }
    m_charts = std::make_unique<ui::LiveCharts>(m_sampler.get(), own);
}

ui::LocalSimulation &MainWindow::localSimulation()
{
    return *m_simulation->local();
}

void MainWindow::watchBackEnd()
{
    QList<ui::GlView *> views;
    for (const Shown &each : m_shown)
        views.append(each.workload->view());
    m_backEnd =
        new BackEndWatch{m_simulation.get(), m_views, std::move(views), m_options.crash, this};
    m_backEnd->setQuestions(m_questions);
    connect(m_backEnd, &BackEndWatch::message, this, &MainWindow::showMessage);
    connect(m_backEnd, &BackEndWatch::ended, this, [this](const QString &sentence) {
        if (!isLiveShown() || m_options.lifetime())
            showMessage(sentence, ui::MessageKind::Problem);
    });
    connect(m_actions->isolated, &QAction::triggered, this, &MainWindow::moveSimulation);
    m_actions->isolated->setChecked(m_options.isolated);
}

void MainWindow::moveSimulation(bool isolated)
{
    using Place = ui::SimulationProxy::Place;
    const Outcome moved = m_simulation->moveTo(isolated ? Place::OwnProcess : Place::ThisProcess);
    m_actions->isolated->setChecked(m_simulation->place() == Place::OwnProcess);
    if (!moved)
        showMessage(QString::fromStdString(moved.reason()), ui::MessageKind::Problem);
}

void MainWindow::makePages()
{
    m_experiments =
        new ExperimentsPage{[this] { return m_simulation->configuration().configuration(); }};
    m_pages = new QStackedWidget;
    m_pages->addWidget(m_live);
    m_pages->addWidget(m_experiments);
    m_notices = new NoticeBar;
    auto *center = new QWidget;
    ui::columnIn(center, {m_notices, m_pages})->setStretch(1, 1);
    setCentralWidget(center);
    m_pageTabs = new QTabBar;
    m_pageTabs->setDrawBase(false);
    m_pageTabs->setFocusPolicy(Qt::TabFocus);
    m_pageTabs->setAccessibleName(tr("Pages"));
    m_pageTabs->addTab(tr("Live"));
    m_pageTabs->addTab(tr("Experiments"));
    menuBar()->setNativeMenuBar(false); // a native menu bar has no space for the tabs
    menuBar()->setCornerWidget(m_pageTabs);
}

void MainWindow::makeDocks()
{
    ui::ControlPanel::Workloads controls;
    QList<QWidget *> charts;
    for (const auto &workload : m_workloads) {
        controls.emplace_back(&workload->workload(), workload->makeControls());
        charts += workload->makeCharts(*m_sampler);
    }
    m_controls = new ui::ControlPanel{
        {m_actions->pause, m_actions->step, m_actions->reset, m_actions->record},
        std::move(controls)};
    m_controlsDock = plainDock(tr("Controls"), m_controls, this);
    m_chartsDock = plainDock(tr("Charts"), m_charts->makeBoard(charts, this), this);
    setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    addDockWidget(Qt::LeftDockWidgetArea, m_controlsDock);
    addDockWidget(Qt::BottomDockWidgetArea, m_chartsDock);
    const int height = m_options.size ? m_options.size->height() : 1000;
    resizeDocks({m_chartsDock}, {std::clamp(height / 5, 140, 260)}, Qt::Vertical);
}

void MainWindow::attachWorkloads()
{
    for (const auto &workload : m_workloads) {
        workload->attach(m_simulation.get(), this);
        if (QWidget *bar = workload->toolBar())
            static_cast<QVBoxLayout *>(m_live->layout())->insertWidget(0, bar);
        if (QMenu *menu = workload->menu())
            menuBar()->insertMenu(menuBar()->actions().at(1), menu);
        workload->addToViewMenu(m_actions->viewMenu);
        addActions(workload->actions());
        connect(workload.get(), &ui::WorkloadUi::descriptionChanged, this, &MainWindow::describe);
        connect(workload.get(), &ui::WorkloadUi::message, this, &MainWindow::showMessage);
        connect(workload.get(), &ui::WorkloadUi::fileChosen, this,
                [this](const QString &path) { openFiles({path}); });
        connect(workload.get(), &ui::WorkloadUi::restarted, this, [this] {
            m_controls->setProblem({});
            m_sampler->restart();
            showPage(Page::Live);
        });
    }
}

void MainWindow::connectActions()
{
    connect(m_actions->pause, &QAction::triggered, this,
            [this] { m_simulation->setPaused(!m_simulation->isPaused()); });
    connect(m_actions->step, &QAction::triggered, m_simulation.get(), &ui::Simulation::step);
    connect(m_actions->reset, &QAction::triggered, this, &MainWindow::reset);
    connect(m_actions->quit, &QAction::triggered, this, &MainWindow::close);
    connect(m_actions->fullScreen, &QAction::triggered, this, &MainWindow::setFullScreen);
    connect(m_actions->panels, &QAction::triggered, this, &MainWindow::showPanels);
    connect(m_actions->dismiss, &QAction::triggered, m_notices, &NoticeBar::dismiss);
    connect(m_notices, &NoticeBar::changed, this,
            [this] { m_actions->dismiss->setEnabled(m_notices->isVisibleTo(this)); });
    connect(m_actions->shortcuts, &QAction::triggered, this, &MainWindow::openShortcuts);
    connect(m_actions->about, &QAction::triggered, this, &MainWindow::openAbout);
    connect(m_actions, &MainActions::themeChosen, this, &MainWindow::setTheme);
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

void MainWindow::connectSimulation()
{
    ui::Simulation *simulation = m_simulation.get();
    connect(m_controls, &ui::ControlPanel::edited, this, &MainWindow::applyEdited);
    connect(simulation, &ui::Simulation::stateChanged, this, &MainWindow::showState);
    connect(simulation, &ui::Simulation::configurationChanged, this, &MainWindow::showState);
    connect(simulation, &ui::Simulation::workloadChanged, this, &MainWindow::showState);
    connect(simulation, &ui::Simulation::problemArose, this,
            [this](const QString &sentence) { showMessage(sentence, ui::MessageKind::Problem); });
    connect(simulation, &ui::Simulation::starvationChanged, this,
            [this](const ui::Starvation &starvation) {
                if (m_begun) // the delay of the first frame is not reported
                    m_status->show(starvation);
            });
    connect(m_sampler.get(), &ui::Sampler::sampled, this, &MainWindow::showSample);
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
    connect(m_experiments, &ExperimentsPage::message, this, &MainWindow::showMessage);
    connect(m_experiments, &ExperimentsPage::closeReady, this, &QWidget::close);
    connect(&m_experiments->runner(), &ui::SweepRunner::begun, this, &MainWindow::pauseForSweep);
    connect(&m_experiments->runner(), &ui::SweepRunner::ended, this, &MainWindow::resumeAfterSweep);
}

// Pauses the live simulation, which would take processor time from the experiment.
void MainWindow::pauseForSweep()
{
    m_resumeAfterSweep = !m_simulation->isPaused();
    m_simulation->setPaused(true);
    showBackground();
}

void MainWindow::resumeAfterSweep()
{
    if (std::exchange(m_resumeAfterSweep, false))
        m_simulation->setPaused(false);
    showBackground();
}

// Shows the state of the live simulation in the status bar while it matters but is not visible.
void MainWindow::showBackground()
{
    const bool hidden = m_pages->currentWidget() == m_experiments;
    const bool paused = m_simulation->isPaused();
    const bool sweeping = m_experiments->runner().isRunning();
    QString remark;
    if (sweeping)
        remark = paused ? tr("The live simulation is paused while an experiment runs.")
                        : tr("The live simulation is running during the experiment and takes "
                             "processor time from it.");
    else if (hidden && !paused && m_simulation->health() == ui::Simulation::Health::Well)
        remark = tr("The live simulation is running in the background and takes processor time.");
    m_status->setRemark(remark);
    m_status->showPauseButton(hidden && !sweeping);
}

void MainWindow::applyEdited(const ui::LiveConfiguration &configuration)
{
    m_controls->setProblem(QString::fromStdString(m_simulation->apply(configuration).reason()));
}

void MainWindow::reset()
{
    const Outcome outcome = m_simulation->reset();
    m_controls->setProblem(QString::fromStdString(outcome.reason()));
    if (outcome)
        m_sampler->restart();
}

const MainWindow::Shown &MainWindow::shown() const
{
    const lab::Workload &runs = m_simulation->configuration().workload();
    return *std::ranges::find_if(
        m_shown, [&](const Shown &each) { return &each.workload->workload() == &runs; });
}

bool MainWindow::isLiveShown() const
{
    return m_pages->currentWidget() == m_live;
}

void MainWindow::showState()
{
    const ui::LiveConfiguration &configuration = m_simulation->configuration();
    m_controls->setConfiguration(configuration);
    m_actions->showPaused(m_simulation->isPaused(), palette());
    m_views->setCurrentWidget(shown().host);
    m_key->setWorkers(configuration.workers);
    for (const Shown &each : m_shown)
        each.workload->setShown(each.workload == shown().workload && isLiveShown());
    m_status->show(*m_simulation, shown().workload->rates(*m_sampler));
    showBackground();
    describe();
}

void MainWindow::showSample()
{
    if (m_samplesShown++ % 4 == 0) // digits that change faster are unreadable
        m_status->show(*m_simulation, shown().workload->rates(*m_sampler));
}

// Updates the title, the color key and the note.
void MainWindow::describe()
{
    const ui::WorkloadUi &workload = *shown().workload;
    workload.describeColors(*m_key);
    m_key->setNote(workload.note());
    setWindowTitle(isLiveShown() ? workload.title() : tr("Experiments"));
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
    if (event->type() == QEvent::PaletteChange && m_simulation)
        m_actions->showPaused(m_simulation->isPaused(), palette());
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
        page->setSizePolicy(policy, policy); // a hidden page must not affect the size of the window
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
    QString renderer;
    for (const Shown &each : m_shown) {
        if (renderer.isEmpty())
            renderer = each.workload->view()->rendererName();
    }
    showAbout(renderer, this);
}

void MainWindow::setQuestions(const ui::Questions &questions)
{
    m_questions = questions;
    m_experiments->setQuestions(questions);
    m_recording->setQuestions(questions);
    m_backEnd->setQuestions(questions);
    for (const auto &workload : m_workloads)
        workload->setQuestions(questions);
}

void MainWindow::showMessage(const QString &sentence, ui::MessageKind kind)
{
    const bool endsByItself = m_options.lifetime().has_value();
    if (endsByItself && kind == ui::MessageKind::Problem)
        Q_EMIT problemArose(sentence);
    else if (endsByItself || kind == ui::MessageKind::Hint)
        m_status->showMessage(sentence, MessageTime);
    else
        m_notices->showMessage(sentence, kind);
}

// Handles keys that no widget has handled; a view passes its keys on to the window.
void MainWindow::keyPressEvent(QKeyEvent *event)
{
    if (!isLiveShown() || !shown().workload->pressKey(event->key()))
        QMainWindow::keyPressEvent(event);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    // A pinned behavior with a nested event loop must end before the runtime can be destroyed.
    if (!m_simulation->canBeDestroyed()) {
        event->ignore();
        QTimer::singleShot(20, this, &QWidget::close);
        return;
    }
    if (!m_experiments->canClose()) {
        event->ignore();
        return;
    }
    if (!canCloseRecording()) {
        event->ignore();
        return;
    }
    QMainWindow::closeEvent(event);
}

void MainWindow::openFiles(const QStringList &paths)
{
    const ui::GivenFiles files = ui::readGivenFiles(paths);
    if (files.scene)
        m_boids->open(*files.scene);
    m_experiments->open(files.results);
    for (const QString &problem : files.problems)
        showMessage(problem, ui::MessageKind::Problem);
}

void MainWindow::connectRecording()
{
    m_recording->setRate(m_options.recordRate);
    m_status->insertPermanentWidget(1, new RecordingLine{m_recording}); // after the message
    m_actions->showRecording(false);
    connect(m_actions->record, &QAction::triggered, m_recording, &Recording::toggle);
    connect(m_recording, &Recording::changed, this, [this] {
        m_actions->showRecording(m_recording->state() == Recording::State::Taking);
        m_actions->record->setEnabled(m_recording->state() != Recording::State::Finishing);
    });
    connect(m_recording, &Recording::refused, this, [this](const QString &problem) {
        ui::showProblem(this, tr("Recording Cannot Begin"), problem);
    });
    connect(m_recording, &Recording::ended, this,
            [this](const ui::RecordingResult &result, const QString &sentence) {
                const bool closing = std::exchange(m_closing, false);
                if (result.end == ui::RecordingResult::End::Failed) {
                    ui::showProblem(this, tr("Recording Failed"),
                                    sentence); // the window may be closing
                    if (closing)
                        m_experiments->cancelClose();
                } else if (closing) {
                    QTimer::singleShot(0, this, &QWidget::close);
                } else {
                    showMessage(sentence, ui::MessageKind::Outcome);
                }
            });
    connect(m_recording, &Recording::begun, m_simulation.get(), &ui::Simulation::requestFrame);
    connect(m_recording, &Recording::spaceAvailable, m_simulation.get(),
            &ui::Simulation::resumeDrawing);
    for (const Shown &each : m_shown)
        connect(each.workload->view(), &ui::GlView::framePainted, this,
                [this, view = each.workload->view()] {
                    m_recording->take(*view); // first, so that hasSpace() is up to date
                    m_simulation->resumeDrawing();
                });
}

// Completes the recording before the window closes. Closing again drops it. The window stays open
// if the recording fails.
bool MainWindow::canCloseRecording()
{
    if (!m_recording->isActive())
        return true;
    if (std::exchange(m_closing, true)) {
        m_recording->cancel();
    } else {
        m_status->showMessage(tr("The window will close when the recording is complete. Close it "
                                 "again to drop the recording."));
        m_recording->finish();
    }
    return false;
}

void MainWindow::askAndSave(const QString &title, const QString &name, const QString &filter,
                            Outcome (MainWindow::*save)(const QString &))
{
    const QString path =
        ui::askWhereToSave(m_questions, {.title = title, .name = name, .filters = filter});
    if (path.isEmpty())
        return;
    if (const Outcome saved = (this->*save)(path))
        showMessage(tr("%1 is saved.").arg(path), ui::MessageKind::Outcome);
    else
        showMessage(QString::fromStdString(saved.reason()), ui::MessageKind::Problem);
}

Outcome MainWindow::savePicture(const QString &path)
{
    QList<ui::ViewHost *> hosts;
    for (const Shown &each : m_shown)
        hosts.append(each.host);
    return cownscope::savePicture(pictureOf(this, hosts, m_backEnd->bar()), path);
}

Outcome MainWindow::saveViewPicture(const QString &path)
{
    const QImage picture = shown().workload->view()->picture();
    if (picture.isNull())
        return Outcome::failure(tr("%1 was not written, because the view has not been drawn yet: "
                                   "show the page Live.")
                                    .arg(path)
                                    .toStdString());
    return cownscope::savePicture(picture, path);
}

Outcome MainWindow::exportJson(const QString &path)
{
    return attempt<lab::ResultError>("The measurement cannot be exported", [&] {
        lab::writeResultFile(ui::filePath(path), m_sampler->document());
    });
}

} // namespace cownscope
