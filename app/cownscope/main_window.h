// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cownscope/message.h"
#include "app/cownscope/options.h"
#include "app/cownscope/questions.h"

#include <QMainWindow>

#include <memory>

class QDockWidget;
class QStackedWidget;
class QTabBar;

namespace cownscope {

namespace ui {
class ColorKey;
class ControlPanel;
class Engine;
class FlockToolBar;
class FlockTools;
class FlockView;
class RingView;
class Sampler;
class ViewHost;
} // namespace ui
class ExperimentsPage;
class FlockActions;
class MainActions;
class NoticeBar;
class Recording;
class SceneMenu;
class StatusLine;

// Puts views, controls and charts around an engine and lets them know of each other.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(const ProgramOptions &options, QWidget *parent = nullptr);
    ~MainWindow() override;

    ui::Engine &engine() { return *m_engine; }
    const ui::Sampler &sampler() const { return *m_sampler; }
    ui::FlockView *flockView() { return m_flockView; }
    ui::RingView *ringView() { return m_ringView; }

    Recording &recording() { return *m_recording; }
    void setQuestions(const Questions &questions); // of the window and of all in it
    ExperimentsPage &experiments() { return *m_experiments; }
    SceneMenu &scenes() { return *m_scenes; }
    ui::FlockTools &tools() { return *m_tools; }

    void openFiles(const QStringList &paths); // results and a scene, told apart by what is in them
    void showPage(Page page);
    void setColorMode(ui::ColorMode mode);
    void showFlockAs(const ui::FlockSettings &settings);
    void setTheme(ui::Theme theme);

    // Nothing if that worked, else one sentence.
    std::optional<QString> savePicture(const QString &path);
    std::optional<QString> saveViewPicture(const QString &path); // of the live view alone
    std::optional<QString> exportJson(const QString &path);

    // Hints in the status line, all else above the pages. A window that ends by itself has nobody
    // to read that: problems of such a run are told by problemArose() alone.
    void tell(const QString &sentence, MessageKind kind);

Q_SIGNALS:
    void problemArose(const QString &sentence);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void begin(); // lets the workload run, once
    void makeViews();
    void makeDocks();
    void makePages();
    void makeTools();
    void makeScenes();
    void connectActions();
    void connectEngine();
    void connectExperiments();
    void connectRecording();
    bool mayCloseRecording();
    void pauseForSweep();
    void goOnAfterSweep();
    void showBackground();
    void applyEdited(const ui::Configuration &configuration);
    void reset();
    void askAndSave(const QString &title, const QString &name, const QString &filter,
                    std::optional<QString> (MainWindow::*save)(const QString &));
    void showSpecies();
    void showState();
    void showSample();
    void showKey();
    void describeView();
    void setFullScreen(bool on);
    void showPanels();
    void openShortcuts();
    void openAbout();

    ProgramOptions m_options;
    QPalette m_systemPalette;
    MainActions *m_actions;
    FlockActions *m_flockActions;
    ui::FlockView *m_flockView = nullptr;
    ui::RingView *m_ringView = nullptr;
    ui::ViewHost *m_flockHost = nullptr;
    ui::ViewHost *m_ringHost = nullptr;
    NoticeBar *m_notices = nullptr;
    QStackedWidget *m_pages = nullptr;
    QTabBar *m_pageTabs = nullptr;
    QWidget *m_live = nullptr;
    ExperimentsPage *m_experiments = nullptr;
    QStackedWidget *m_views = nullptr;
    ui::ColorKey *m_key = nullptr;
    std::unique_ptr<ui::Engine> m_engine;
    std::unique_ptr<ui::Sampler> m_sampler;
    ui::FlockTools *m_tools = nullptr;
    ui::FlockToolBar *m_toolBar = nullptr;
    SceneMenu *m_scenes = nullptr;
    ui::ColorMode m_colorBefore = ui::ColorMode::Heading; // the species were shown
    ui::ControlPanel *m_controls = nullptr;
    QDockWidget *m_controlsDock = nullptr;
    QDockWidget *m_chartsDock = nullptr;
    StatusLine *m_status = nullptr;
    Questions m_questions;
    Recording *m_recording;
    bool m_closing = false; // once the recording has ended
    int m_samplesShown = 0;
    bool m_begun = false;
    bool m_goOn = false; // after the sweep that runs
};

} // namespace cownscope
