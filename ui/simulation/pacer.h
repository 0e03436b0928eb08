// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace cownscope::ui {

// Turns elapsed time into whole steps at a given speed. What the workers cannot keep up with is
// dropped instead of piling up: after a slow moment the flock goes on at its speed and does not
// race to catch up.
class Pacer
{
public:
    void setStepsPerSecond(double stepsPerSecond) { m_stepsPerSecond = stepsPerSecond; }

    // Steps to allow after so many more seconds, with `outstanding` steps allowed earlier and not
    // done yet.
    std::uint64_t stepsDue(double elapsedSeconds, std::uint64_t outstanding);

    void reset() { m_owed = 0; }

private:
    static constexpr double LongestGap = 0.1; // seconds that are made up for at most

    double m_stepsPerSecond = 60;
    double m_owed = 0; // fraction of a step
};

} // namespace cownscope::ui
