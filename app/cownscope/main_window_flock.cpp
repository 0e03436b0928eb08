// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the window that concerns the flock alone: its scenes, the mouse tools, how it looks.
#include "app/cownscope/experiments_page.h"
#include "app/cownscope/flock_actions.h"
#include "app/cownscope/main_actions.h"
#include "app/cownscope/main_window.h"
#include "app/cownscope/scene_menu.h"
#include "app/cownscope/status_line.h"

#include "ui/controls/control_panel.h"
#include "ui/engine/engine.h"
#include "ui/engine/sampler.h"
#include "ui/tools/flock_tools.h"
#include "ui/tools/tool_bar.h"
#include "ui/views/color_key.h"
#include "ui/views/flock_view.h"

#include <QMenuBar>
#include <QVBoxLayout>

namespace cownscope {

void MainWindow::makeTools()
{
    m_tools = new ui::FlockTools{
        m_flockView, m_engine.get(),
        [this](const QPointF &point) { return m_flockView->toWorld(point); }, this};
    m_toolBar = new ui::FlockToolBar{m_tools, m_live};
    static_cast<QVBoxLayout *>(m_live->layout())->insertWidget(0, m_toolBar);
    addActions(m_toolBar->toolActions());
    connect(m_tools, &ui::FlockTools::message, this,
            [this](const QString &sentence) { tell(sentence, MessageKind::Problem); });
}

void MainWindow::makeScenes()
{
    m_scenes = new SceneMenu{m_engine.get(), this};
    m_scenes->setName(m_options.sceneName);
    m_scenes->menu()->addSeparator();
    m_scenes->menu()->addMenu(tr("&Mouse Tools"))->addActions(m_toolBar->toolActions());
    menuBar()->insertMenu(menuBar()->actions().at(1), m_scenes->menu());
    addActions(m_scenes->shortcutActions());
    connect(m_scenes, &SceneMenu::message, this, &MainWindow::tell);
    connect(m_scenes, &SceneMenu::fileChosen, this,
            [this](const QString &path) { openFiles({path}); });
    connect(m_scenes, &SceneMenu::renamed, this, &MainWindow::showState);
    connect(m_scenes, &SceneMenu::applied, this, [this] {
        m_controls->setProblem({});
        m_sampler->restart();
        showPage(Page::Live);
        showSpecies();
    });
}

// Where there are two species they are what one wants to see; the color from before comes back with
// the next flock of one species.
void MainWindow::showSpecies()
{
    const ui::ColorMode now = m_flockView->colorMode();
    const bool two = m_engine->configuration().flock.second.has_value();
    if (two && now != ui::ColorMode::Species) {
        m_colorBefore = now;
        setColorMode(ui::ColorMode::Species);
    } else if (!two && now == ui::ColorMode::Species) {
        setColorMode(m_colorBefore);
    }
}

void MainWindow::openFiles(const QStringList &paths)
{
    const GivenFiles files = readGivenFiles(paths);
    if (files.scene)
        m_scenes->open(*files.scene);
    m_experiments->open(files.results);
    for (const QString &problem : files.problems)
        tell(problem, MessageKind::Problem);
}

void MainWindow::setColorMode(ui::ColorMode mode)
{
    ui::FlockSettings settings = m_flockView->settings();
    settings.colorMode = mode;
    showFlockAs(settings);
}

void MainWindow::showFlockAs(const ui::FlockSettings &settings)
{
    m_flockView->setSettings(settings);
    m_controls->setFlockSettings(settings);
    m_actions->showColorMode(settings.colorMode);
    m_flockActions->showSettings(settings);
    showKey();
}

} // namespace cownscope
