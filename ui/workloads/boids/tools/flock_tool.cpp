// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/tools/flock_tool.h"

#include <Qt>
#include <QtGlobal>

namespace cownscope::ui {

const std::vector<FlockToolInfo> &flockToolInfos()
{
    static const std::vector<FlockToolInfo> infos{
        {FlockTool::MoveView, QT_TRANSLATE_NOOP("cownscope::ui::FlockToolBar", "Move view"),
         QT_TRANSLATE_NOOP("cownscope::ui::FlockToolBar", "The mouse changes nothing but the view"),
         Qt::Key_V, 0},
        {FlockTool::Predator, QT_TRANSLATE_NOOP("cownscope::ui::FlockToolBar", "Predator"),
         QT_TRANSLATE_NOOP("cownscope::ui::FlockToolBar",
                           "Boids flee the mouse while its button is held"),
         Qt::Key_P, 150},
        {FlockTool::Attractor, QT_TRANSLATE_NOOP("cownscope::ui::FlockToolBar", "Attractor"),
         QT_TRANSLATE_NOOP("cownscope::ui::FlockToolBar",
                           "Boids come to the mouse while its button is held"),
         Qt::Key_A, 300},
        {FlockTool::Obstacle, QT_TRANSLATE_NOOP("cownscope::ui::FlockToolBar", "Obstacle"),
         QT_TRANSLATE_NOOP("cownscope::ui::FlockToolBar", "Draws walls that boids turn away from"),
         Qt::Key_O, 40},
        {FlockTool::Eraser, QT_TRANSLATE_NOOP("cownscope::ui::FlockToolBar", "Eraser"),
         QT_TRANSLATE_NOOP("cownscope::ui::FlockToolBar",
                           "Removes the obstacles that it is moved over"),
         Qt::Key_E, 40},
        {FlockTool::AddBoids, QT_TRANSLATE_NOOP("cownscope::ui::FlockToolBar", "Add boids"),
         QT_TRANSLATE_NOOP("cownscope::ui::FlockToolBar",
                           "Boids begin at the mouse while its button is held"),
         Qt::Key_B, 60},
        {FlockTool::RemoveBoids, QT_TRANSLATE_NOOP("cownscope::ui::FlockToolBar", "Remove boids"),
         QT_TRANSLATE_NOOP("cownscope::ui::FlockToolBar",
                           "The newest boids go, wherever they are, while the button is held"),
         int{Qt::ShiftModifier} | int{Qt::Key_B}, 0},
    };
    return infos;
}

const FlockToolInfo &infoOf(FlockTool tool)
{
    return flockToolInfos()[static_cast<std::size_t>(tool)];
}

} // namespace cownscope::ui
