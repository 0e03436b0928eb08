// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <vector>

namespace cownscope::ui {

// What the left mouse button does on the flock.
enum class FlockTool { MoveView, Predator, Attractor, Obstacle, Eraser, AddBoids, RemoveBoids };

inline constexpr std::size_t FlockToolCount = 7;

// How far a tool works, in world units.
inline constexpr double LeastReach = 5;
inline constexpr double MostReach = 2000;

struct FlockToolInfo
{
    FlockTool tool;
    const char *name;    // to be translated in the context FlockToolBar, as is the next
    const char *toolTip; // one sentence
    int key;             // a Qt::Key with its modifiers
    double reach;        // to begin with; 0 if it has none
};

// Of all tools, in the order of the enumeration.
const std::vector<FlockToolInfo> &flockToolInfos();
const FlockToolInfo &infoOf(FlockTool tool);

} // namespace cownscope::ui
