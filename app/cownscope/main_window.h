// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cownscope/options.h"
#include "base/outcome.h"
#include "ui/dialogs/questions.h"
#include "ui/simulation/starvation_watch.h"

#include <QMainWindow>

#include <memory>
#include <vector>

class QDockWidget;
class QStackedWidget;
class QTabBar;

namespace cownscope {

namespace ui {
class BoidsUi;
class ColorKey;
class ControlPanel;
class LiveCharts;
class LocalSimulation;
class Sampler;
class Simulation;
class SimulationProxy;
class ViewHost;
class WorkloadUi;
} // namespace ui
class BackEndWatch;
class ExperimentsPage;
class MainActions;
class NoticeBar;
class Recording;
class StatusLine;

// The main window: creates the simulation, views, controls and charts, and connects them.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(const ProgramOptions &options, const ui::StarvationTimes &starvation = {});
    ~MainWindow() override;

    ui::Simulation &simulation();
    ui::SimulationProxy &proxy() { return *m_simulation; } // the same
    const BackEndWatch &backEnd() const { return *m_backEnd; }
    // Not for an isolated one; for tests and benchmarks.
    ui::LocalSimulation &localSimulation();
    const ui::Sampler &sampler() const { return *m_sampler; }
    const ui::LiveCharts &charts() const { return *m_charts; }
    // All workloads.
    const std::vector<std::unique_ptr<ui::WorkloadUi>> &workloads() const { return m_workloads; }
    ui::BoidsUi &boids() { return *m_boids; }

    Recording &recording() { return *m_recording; }
    void setQuestions(const ui::Questions &questions); // for the window and all its parts
    ExperimentsPage &experiments() { return *m_experiments; }

    // Results and a scene, distinguished by their contents.
    void openFiles(const QStringList &paths);
    void showPage(Page page);
    void setTheme(ui::Theme theme);

    Outcome savePicture(const QString &path);
    Outcome saveViewPicture(const QString &path); // of the live view only
    Outcome exportJson(const QString &path);

    // Shows hints in the status bar and other messages above the pages. If the program ends by
    // itself, problems are only reported by problemArose().
    void showMessage(const QString &sentence, ui::MessageKind kind);

Q_SIGNALS:
    void problemArose(const QString &sentence);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    // A workload and the widget that contains its view.
    struct Shown
    {
        ui::WorkloadUi *workload;
        ui::ViewHost *host;
    };

    void begin(); // starts the workload, once
    void makeWorkloads();
    void makeSimulation(const ui::StarvationTimes &starvation);
    void makeDocks();
    void makePages();
    void watchBackEnd();
    void moveSimulation(bool isolated);
    void attachWorkloads();
    void connectActions();
    void connectSimulation();
    void connectExperiments();
    void connectRecording();
    const Shown &shown() const; // the current workload
    bool isLiveShown() const;
    bool canCloseRecording();
    void pauseForSweep();
    void resumeAfterSweep();
    void showBackground();
    void applyEdited(const ui::LiveConfiguration &configuration);
    void reset();
    void askAndSave(const QString &title, const QString &name, const QString &filter,
                    Outcome (MainWindow::*save)(const QString &));
    void showState();
    void showSample();
    void describe();
    void setFullScreen(bool on);
    void showPanels();
    void openShortcuts();
    void openAbout();

    ProgramOptions m_options;
    QPalette m_systemPalette;
    MainActions *m_actions;
    std::vector<std::unique_ptr<ui::WorkloadUi>> m_workloads;
    std::vector<Shown> m_shown; // in the order of m_views
    ui::BoidsUi *m_boids = nullptr;
    NoticeBar *m_notices = nullptr;
    QStackedWidget *m_pages = nullptr;
    QTabBar *m_pageTabs = nullptr;
    QWidget *m_live = nullptr;
    ExperimentsPage *m_experiments = nullptr;
    QStackedWidget *m_views = nullptr;
    ui::ColorKey *m_key = nullptr;
    std::unique_ptr<ui::SimulationProxy> m_simulation;
    BackEndWatch *m_backEnd = nullptr;
    std::unique_ptr<ui::Sampler> m_sampler;
    std::unique_ptr<ui::LiveCharts> m_charts;
    ui::ControlPanel *m_controls = nullptr;
    QDockWidget *m_controlsDock = nullptr;
    QDockWidget *m_chartsDock = nullptr;
    StatusLine *m_status = nullptr;
    ui::Questions m_questions;
    Recording *m_recording;
    bool m_closing = false; // close when the recording has ended
    int m_samplesShown = 0;
    bool m_begun = false;
    bool m_resumeAfterSweep = false; // continue after the running sweep
};

} // namespace cownscope
