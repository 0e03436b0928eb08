// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/simulation/frame_flow.h"

#include <algorithm>
#include <cmath>

namespace cownscope::ui {

std::uint64_t Pacer::stepsDue(double elapsedSeconds, std::uint64_t outstanding)
{
    // At any speed, at least one step can become due.
    const double most = std::max(1.0, m_stepsPerSecond * LongestGap);
    m_owed = std::min(m_owed + std::max(elapsedSeconds, 0.0) * m_stepsPerSecond, most);
    const double allowed = std::max(0.0, std::ceil(most) - static_cast<double>(outstanding));
    const double steps = std::min(std::floor(m_owed), allowed);
    m_owed = steps < std::floor(m_owed) ? 0 : m_owed - steps;
    return static_cast<std::uint64_t>(steps);
}

} // namespace cownscope::ui
