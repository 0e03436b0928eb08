// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/boids_ui.h"

#include "ui/simulation/sampler.h"
#include "ui/style/quantity_text.h"
#include "ui/views/color_key.h"
#include "ui/workloads/boids/boids_controls.h"
#include "ui/workloads/boids/flock_actions.h"
#include "ui/workloads/boids/flock_view.h"
#include "ui/workloads/boids/live_flock.h"
#include "ui/workloads/boids/scene_menu.h"
#include "ui/workloads/boids/step_chart.h"
#include "ui/workloads/boids/tools/flock_tools.h"
#include "ui/workloads/boids/tools/tool_bar.h"

#include <QMenu>

#include <algorithm>

namespace cownscope::ui {

BoidsUi::BoidsUi()
    : BoidsUi(new FlockView)
{ }

BoidsUi::BoidsUi(FlockView *view)
    : WorkloadUi(std::make_unique<LiveFlock>(view), view)
    , m_view(view)
    , m_stepSplit(std::make_unique<StepSplitModel>())
    , m_actions(new FlockActions{this})
{
    connect(m_actions, &FlockActions::edited, this, &BoidsUi::showAs);
    connect(m_actions, &FlockActions::fitChosen, m_view, &FlockView::fitWorld);
    connect(m_actions, &FlockActions::zoomChosen, m_view, &FlockView::zoom);
}

BoidsUi::~BoidsUi() = default;

WorkloadControls *BoidsUi::makeControls()
{
    m_controls = new BoidsControls;
    connect(m_controls, &BoidsControls::settingsEdited, this, &BoidsUi::showAs);
    return m_controls;
}

QList<QWidget *> BoidsUi::makeCharts(const Sampler &sampler)
{
    const auto showIfFlying = [this, &sampler] {
        m_stepSplit->setApplies(sampler.simulation().configuration().runs(workload()));
    };
    showIfFlying();
    connect(&sampler, &Sampler::sampled, m_stepSplit.get(),
            [this, &sampler] { readStepSplit(sampler); });
    connect(&sampler, &Sampler::cleared, m_stepSplit.get(), showIfFlying);
    auto *chart = new StepChart{tr("A step"), m_stepSplit.get()};
    chart->setToolTip(tr(
        "The time from one step of the flock to the next, over the last second, divided by what "
        "the workers do: computing forces, sorting boids into cells, and creating frames. The rest "
        "is scheduling, other behaviors, and waiting, also for the start of the next step."));
    return {chart};
}

void BoidsUi::readStepSplit(const Sampler &sampler)
{
    if (!m_stepSplit->applies())
        return;
    const Sampler::Rates &rates = sampler.lastSecond();
    StepSplitModel::Seconds seconds{};
    const auto workers = sampler.simulation().configuration().workers;
    const bool known = !rates.counters.empty(); // not before the flock runs
    if (known && rates.counters.at(FlockRun::Forces) > 0 && rates.steps > 0) {
        double rest = 1 / rates.steps;
        for (std::size_t part = 0; part < StepSplitModel::Rest; ++part) {
            // Work that lasts longer than a step is counted when it ends, so its share may exceed
            // the elapsed time.
            const double spent = rates.counters.at(FlockRun::Forces + part) * 1e-9;
            seconds[part] = std::min(spent / (workers * rates.steps), rest);
            rest -= seconds[part];
        }
        seconds[StepSplitModel::Rest] = rest;
    }
    m_stepSplit->setSeconds(seconds);
}

void BoidsUi::attach(Simulation *simulation, QWidget *window)
{
    WorkloadUi::attach(simulation, window);
    m_tools = new FlockTools{m_view, simulation,
                             [this](const QPointF &point) { return m_view->toWorld(point); }, this};
    m_toolBar = new FlockToolBar{m_tools, window};
    m_scenes = new SceneMenu{simulation, window};
    m_scenes->menu()->addSeparator();
    m_scenes->menu()->addMenu(tr("&Mouse Tools"))->addActions(m_toolBar->toolActions());
    connect(m_tools, &FlockTools::message, this,
            [this](const QString &sentence) { Q_EMIT message(sentence, MessageKind::Problem); });
    connect(m_scenes, &SceneMenu::message, this, &WorkloadUi::message);
    connect(m_scenes, &SceneMenu::fileChosen, this, &WorkloadUi::fileChosen);
    connect(m_scenes, &SceneMenu::renamed, this, &WorkloadUi::descriptionChanged);
    connect(m_scenes, &SceneMenu::applied, this, [this] {
        Q_EMIT restarted();
        showSpecies();
    });
    connect(m_view, &FlockView::frameWanted, simulation, &Simulation::requestFrame);
    connect(m_view, &GlView::framePainted, this, &WorkloadUi::descriptionChanged);
}

QWidget *BoidsUi::toolBar()
{
    return m_toolBar;
}

QMenu *BoidsUi::menu()
{
    return m_scenes->menu();
}

void BoidsUi::addToViewMenu(QMenu *menu)
{
    m_actions->addTo(menu);
}

QList<QAction *> BoidsUi::actions() const
{
    return m_actions->all() + m_toolBar->toolActions() + m_scenes->shortcutActions();
}

void BoidsUi::setShown(bool shown)
{
    m_toolBar->setUsable(shown);
    m_actions->setEnabled(shown);
}

bool BoidsUi::pressKey(int key)
{
    const QPointF way = FlockActions::panFor(key);
    if (way.isNull())
        return false;
    m_view->pan(way);
    return true;
}

void BoidsUi::setQuestions(const Questions &questions)
{
    m_scenes->setQuestions(questions);
}

QString BoidsUi::title() const
{
    return m_scenes && !m_scenes->name().isEmpty() ? m_scenes->name() : WorkloadUi::title();
}

void BoidsUi::describeColors(ColorKey &key) const
{
    key.setMode(m_view->colorMode());
    key.setSpeedLimit(
        static_cast<double>(highestSpeedLimit(flockOf(simulation()->configuration()).scene())));
    key.setDensity(m_view->rendererInUse() == Renderer::Density ? m_view->densityTop() : 0);
}

QString BoidsUi::note() const
{
    const boids::Frame *frame = m_view->frame();
    if (!frame)
        return {};
    // If space is short, the end is cut off first.
    return tr("step %1   ·   %2 boids   ·   %3   ·   world %4 × %5")
        .arg(groupedText(frame->step), groupedText(frame->boids), m_view->drawingText(),
             amountText(static_cast<double>(frame->scene.parameters.worldWidth)),
             amountText(static_cast<double>(frame->scene.parameters.worldHeight)));
}

QStringList BoidsUi::rates(const Sampler &sampler) const
{
    return QStringList{
               tr("%1 boid updates/s").arg(siText(sampler.value("boid_updates_per_s").value_or(0)))}
    + WorkloadUi::rates(sampler);
}

void BoidsUi::showAs(const FlockSettings &settings)
{
    m_view->setSettings(settings);
    if (m_controls)
        m_controls->setSettings(settings);
    m_actions->showSettings(settings);
    Q_EMIT descriptionChanged();
}

void BoidsUi::setColorMode(ColorMode mode)
{
    FlockSettings settings = m_view->settings();
    settings.colorMode = mode;
    showAs(settings);
}

void BoidsUi::open(const GivenScene &scene)
{
    m_scenes->open(scene);
}

// Colors by species if there are two; restores the previous color mode when there is one species
// again.
void BoidsUi::showSpecies()
{
    const ColorMode now = m_view->colorMode();
    const bool two = flockOf(simulation()->configuration()).second.has_value();
    if (two && now != ColorMode::Species) {
        m_colorBefore = now;
        setColorMode(ColorMode::Species);
    } else if (!two && now == ColorMode::Species) {
        setColorMode(m_colorBefore);
    }
}

} // namespace cownscope::ui
