// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/flock_settings.h"

#include <algorithm>
#include <cmath>

namespace cownscope::ui {

double trailShare(int length)
{
    constexpr double Nothing = 0.05; // is next to nothing
    return std::pow(Nothing, 1.0 / std::clamp(length, ShortestTrail, LongestTrail));
}

} // namespace cownscope::ui
