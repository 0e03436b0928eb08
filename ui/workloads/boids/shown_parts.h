// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/color_maps.h"
#include "ui/workloads/boids/world_fit.h"
#include "workloads/boids/frame.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace cownscope::ui {

// Pixel rows from the first up to but without the end.
struct RowSpan
{
    int begin = 0;
    int end = 0;

    int count() const { return end - begin; }
    bool meets(const RowSpan &other) const { return begin < other.end && other.begin < end; }
    bool operator==(const RowSpan &) const = default;
};

// What is kept of a part of a flock while its boids are in other hands.
struct ShownPart
{
    float top = 0; // world units, as in boids::FramePart
    float bottom = 0;
    float least = 0; // no boid of it is above this, or below the other: infinite for parts at the
    float most = 0;  // world's edge, which boids may leave, and for those that do not tell
    std::uint32_t worker = boids::noWorker;
    std::uint64_t nanoseconds = 0;
    std::size_t boids = 0;

    double cost() const; // nanoseconds a boid; 0 if nobody computed it

    // Where its boids' centers are in a view of this height, and a pixel more at either end, for
    // what rounding may do.
    RowSpan rows(const WorldFit &fit, int height, int margin = 0) const;

    bool operator==(const ShownPart &) const = default;
};

std::vector<ShownPart> shownParts(const boids::Frame &frame);

// Nanoseconds a boid of all parts that somebody computed; 0 if there are none.
double meanCost(const std::vector<ShownPart> &parts);

// The column of the color table for all boids of a part, where the mode depends on nothing else.
int partColumn(const ShownPart &part, ColorMode mode, double meanCost);

} // namespace cownscope::ui
