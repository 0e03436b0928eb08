// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/ring_layout.h"
#include "ui/workloads/boids/boid_shape.h"
#include "ui/workloads/boids/view_transform.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace cownscope::ui {
namespace {

TEST(WorldFit, KeepsTheAspectAndCenters)
{
    for (const QSizeF view : {QSizeF{1000, 500}, QSizeF{300, 900}, QSizeF{64, 64}}) {
        const WorldFit fit = fitWorld({1200, 800}, view, 10);
        const QRectF world = fit.toPixels(QRectF{0, 0, 1200, 800});
        EXPECT_NEAR(world.width() / world.height(), 1.5, 1e-9);
        EXPECT_NEAR(world.center().x(), view.width() / 2, 1e-9);
        EXPECT_NEAR(world.center().y(), view.height() / 2, 1e-9);
        EXPECT_GE(world.left(), 10 - 1e-9);
        EXPECT_GE(world.top(), 10 - 1e-9);
        EXPECT_NEAR(std::min(world.left(), world.top()), 10, 1e-9) << "could be larger";
    }
}

// Distance of a point from a line, positive on the side of `inside`.
double edgeDistance(const QPointF &point, const QPointF &a, const QPointF &b, const QPointF &inside)
{
    const auto cross = [](const QPointF &u, const QPointF &v) {
        return u.x() * v.y() - u.y() * v.x();
    };
    const QPointF edge = b - a;
    const double length = std::hypot(edge.x(), edge.y());
    const double side = cross(edge, inside - a) > 0 ? 1 : -1;
    return side * cross(edge, point - a) / length;
}

TEST(BoidShape, IsWidenedEvenly)
{
    for (const double length : {4.0, 12.0, 40.0}) {
        const BoidShape shape = boidShape(length);
        const double half = 0.28 * length;
        const QPointF truth[3] = {{0.6 * length, 0}, {-0.4 * length, -half}, {-0.4 * length, half}};
        for (std::size_t i = 0; i < 3; ++i) {
            for (std::size_t edge = 0; edge < 3; ++edge) {
                const double distance = edgeDistance(shape.corners[i], truth[(edge + 1) % 3],
                                                     truth[(edge + 2) % 3], truth[edge]);
                EXPECT_NEAR(distance, edge == i ? shape.heights[i] : -shape.overhang, 1e-6);
            }
        }
    }
}

TEST(BoidShape, ShrinksInACrowd)
{
    const double area = 1200 * 800;
    EXPECT_GT(crowdLength(300, area, 1, 1), crowdLength(3000, area, 1, 1));
    EXPECT_LT(crowdLength(1'000'000, area, 1, 1), 1) << "less than a pixel";
    EXPECT_NEAR(crowdLength(30'000, area, 3, 1), 3 * crowdLength(30'000, area, 1, 1), 1e-9);
    EXPECT_LE(crowdLength(1, area, 100, 1), 40.0);
    EXPECT_LE(crowdLength(1, area, 100, 2), 80.0);
}

TEST(RingLayout, CirclesFitAndDoNotTouch)
{
    const QSizeF view{1200, 700};
    for (const std::uint32_t rings : {1u, 2u, 3u, 7u, 8u, 13u, 64u, 200u}) {
        const RingLayout layout = layoutRings(rings, 128, view, 1);
        ASSERT_EQ(layout.centers.size(), rings);
        const double outer = layout.radius + layout.slot.height() / 2;
        for (std::size_t i = 0; i < rings; ++i) {
            const QPointF center = layout.centers[i];
            EXPECT_GE(center.x() - outer, 0) << rings;
            EXPECT_GE(center.y() - outer, 0) << rings;
            EXPECT_LE(center.x() + outer, view.width()) << rings;
            EXPECT_LE(center.y() + outer, view.height()) << rings;
            for (std::size_t j = 0; j < i; ++j) {
                const QPointF gap = center - layout.centers[j];
                EXPECT_GE(std::hypot(gap.x(), gap.y()), 2 * outer) << i << " and " << j;
            }
        }
    }
}

TEST(RingLayout, SlotsGoClockwiseFromTheTop)
{
    const RingLayout layout = layoutRings(1, 4, {400, 400}, 1);
    const QPointF center = layout.centers[0];
    const auto near = [&](std::uint32_t slot, QPointF direction) {
        const QPointF miss = layout.slotCenter(0, slot, 4) - center - direction * layout.radius;
        return std::hypot(miss.x(), miss.y()) < 1e-6;
    };
    EXPECT_TRUE(near(0, {0, -1}));
    EXPECT_TRUE(near(1, {1, 0}));
    EXPECT_TRUE(near(2, {0, 1}));
    EXPECT_TRUE(near(3, {-1, 0}));
    EXPECT_TRUE(layoutRings(0, 4, {400, 400}, 1).centers.empty());
}

} // namespace
} // namespace cownscope::ui
