// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/label_layer.h"
#include "ui/views/ring_layout.h"

#include <QElapsedTimer>

#include <cstdint>
#include <functional>
#include <vector>

namespace cownscope::ui {

// In the middle of each circle its number and how many steps were made there, where there is room.
//
// Made, used and destroyed while the view's context is current.
class CircleLabels
{
public:
    // `radius` is free in each circle, pixels. `countSteps` gives the steps by circle; it is called
    // as often as digits can be read.
    void draw(const RingLayout &layout, double radius,
              const std::function<std::vector<std::uint64_t>()> &countSteps, const QSize &viewport,
              qreal devicePixelRatio, const Scene &scene);

private:
    LabelLayer m_labels;
    std::vector<std::uint64_t> m_steps;
    QElapsedTimer m_age;
};

} // namespace cownscope::ui
