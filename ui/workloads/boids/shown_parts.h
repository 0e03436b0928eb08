// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/color_maps.h"
#include "ui/workloads/boids/view_transform.h"
#include "workloads/boids/frame.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace cownscope::ui {

// A half-open range of pixel rows.
struct RowSpan
{
    int begin = 0;
    int end = 0;

    int count() const { return end - begin; }
    bool meets(const RowSpan &other) const { return begin < other.end && other.begin < end; }
    bool operator==(const RowSpan &) const = default;
};

// The data of a part of the flock that is kept after its boids are released.
struct ShownPart
{
    float top = 0; // world units, as in boids::FramePart
    float bottom = 0;
    float least = 0; // bounds of all boids in the part; infinite for parts at the
    float most = 0;  // edge of the world, which boids may leave, and for unknown bounds
    std::uint32_t worker = boids::noWorker;
    std::uint64_t nanoseconds = 0;
    std::size_t boids = 0;

    // Nanoseconds per boid; 0 if not measured.
    double cost() const
    {
        return boids == 0 ? 0.0 : static_cast<double>(nanoseconds) / static_cast<double>(boids);
    }

    // The rows that contain the centers of its boids in a view of this height, plus one pixel at
    // each end for rounding.
    RowSpan rows(const WorldFit &fit, int height, int margin = 0) const;

    bool operator==(const ShownPart &) const = default;
};

std::vector<ShownPart> shownParts(const boids::Frame &frame);

// Mean nanoseconds per boid over all measured parts; 0 if there are none.
double meanCost(const std::vector<ShownPart> &parts);

// The column of the color table for a part, for color modes that are the same for all its boids.
int partColumn(const ShownPart &part, ColorMode mode, double meanCost);

} // namespace cownscope::ui
