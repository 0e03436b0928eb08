// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/given_file.h"
#include "ui/workloads/boids/flock_settings.h"
#include "ui/workloads/workload_ui.h"

#include <memory>

namespace cownscope::ui {

class BoidsControls;
class FlockActions;
class FlockToolBar;
class FlockTools;
class FlockView;
class SceneMenu;
class StepSplitModel;

// The user interface of the flock: view, mouse tools, scenes and display settings.
class BoidsUi final : public WorkloadUi
{
    Q_OBJECT

public:
    BoidsUi();
    ~BoidsUi() override;

    WorkloadControls *makeControls() override;
    QList<QWidget *> makeCharts(const Sampler &sampler) override;
    void attach(Simulation *simulation, QWidget *window) override;
    QWidget *toolBar() override;
    QMenu *menu() override;
    void addToViewMenu(QMenu *menu) override;
    QList<QAction *> actions() const override;
    void setShown(bool shown) override;
    bool pressKey(int key) override;
    void setQuestions(const Questions &questions) override;
    QString title() const override;
    void describeColors(ColorKey &key) const override;
    QString note() const override;
    QStringList rates(const Sampler &sampler) const override;

    FlockView *flockView() { return m_view; }
    FlockTools *tools() { return m_tools; }
    SceneMenu *scenes() { return m_scenes; }
    const StepSplitModel *stepSplit() const { return m_stepSplit.get(); }

    void showAs(const FlockSettings &settings);
    void setColorMode(ColorMode mode);
    void open(const GivenScene &scene);

private:
    explicit BoidsUi(FlockView *view);
    void showSpecies();
    void readStepSplit(const Sampler &sampler);

    FlockView *m_view;
    std::unique_ptr<StepSplitModel> m_stepSplit;
    FlockActions *m_actions;
    BoidsControls *m_controls = nullptr; // owned by the control panel
    FlockTools *m_tools = nullptr;
    FlockToolBar *m_toolBar = nullptr;
    SceneMenu *m_scenes = nullptr;
    ColorMode m_colorBefore = ColorMode::Heading; // the mode before species were shown
};

} // namespace cownscope::ui
