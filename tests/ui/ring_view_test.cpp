// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/event_loop.h"
#include "ui/style/worker_color.h"
#include "ui/workloads/chain_ring/ring_view.h"

#include <gtest/gtest.h>

#include <cmath>

namespace cownscope::ui {
namespace {

bool areNear(const QColor &a, const QColor &b)
{
    return std::abs(a.red() - b.red()) <= 3 && std::abs(a.green() - b.green()) <= 3
        && std::abs(a.blue() - b.blue()) <= 3;
}

TEST(RingView, LightsTheWindowsThatChainsHold)
{
    RingView view;
    view.resize(800, 500);
    view.show();
    ASSERT_TRUE(test::spinUntil([&] { return view.isExposed() && view.readyForFrame(); }));
    rings::Frame frame{};
    frame.rings = 2;
    frame.ringSize = 32;
    frame.groupSize = 2;
    frame.stride = 3;
    frame.chains = {{0, 5, 10, 0}, {1, 30, 4, 2}};
    view.showFrame(std::make_shared<const rings::Frame>(frame));
    ASSERT_TRUE(test::spinUntil([&] { return view.framesPainted() == 1; }));

    const QImage picture = view.picture();
    const qreal ratio = view.devicePixelRatio();
    const RingLayout layout = layoutRings(2, 32, QSizeF{view.size()} * ratio, ratio);
    const auto colorOf = [&](std::uint32_t ring, std::uint32_t slot) {
        return picture.pixelColor(layout.slotCenter(ring, slot, 32).toPoint());
    };
    const QColor idle = sceneFor(Shade::Dark).grid;
    EXPECT_TRUE(areNear(colorOf(0, 5), workerColor(0, Shade::Dark)));
    EXPECT_TRUE(areNear(colorOf(0, 8), workerColor(0, Shade::Dark))) << "a stride away";
    EXPECT_TRUE(areNear(colorOf(1, 30), workerColor(2, Shade::Dark)));
    EXPECT_TRUE(areNear(colorOf(1, 1), workerColor(2, Shade::Dark))) << "around the end";
    EXPECT_TRUE(areNear(colorOf(0, 6), idle));
    EXPECT_TRUE(areNear(colorOf(1, 31), idle));
    EXPECT_TRUE(areNear(colorOf(0, 20), idle));
    EXPECT_EQ(heldSlots(frame, layout).size(), 4u);
}

TEST(RingView, ManyRingsAndNoneAtAll)
{
    RingView view;
    view.resize(640, 480);
    view.show();
    ASSERT_TRUE(test::spinUntil([&] { return view.isExposed() && view.readyForFrame(); }));
    rings::Frame none{};
    view.showFrame(std::make_shared<const rings::Frame>(none));
    ASSERT_TRUE(test::spinUntil([&] { return view.framesPainted() == 1; }));
    rings::Frame many{};
    many.rings = 300;
    many.ringSize = 128;
    many.groupSize = 2;
    many.stride = 1;
    for (std::uint32_t ring = 0; ring < many.rings; ++ring)
        many.chains.push_back({ring, ring % 128, ring, ring % 4});
    view.showFrame(std::make_shared<const rings::Frame>(many));
    ASSERT_TRUE(test::spinUntil([&] { return view.framesPainted() == 2; }));
    const QImage picture = view.picture();
    const qreal ratio = view.devicePixelRatio();
    const RingLayout layout = layoutRings(300, 128, QSizeF{view.size()} * ratio, ratio);
    for (const std::uint32_t ring : {0u, 131u, 299u}) {
        const QPoint held = layout.slotCenter(ring, ring % 128, 128).toPoint();
        bool seen = false;
        for (int x = -1; x <= 1; ++x) {
            for (int y = -1; y <= 1; ++y)
                seen = seen
                    || areNear(picture.pixelColor(held + QPoint{x, y}),
                               workerColor(ring % 4, Shade::Dark));
        }
        EXPECT_TRUE(seen) << ring;
    }
}

} // namespace
} // namespace cownscope::ui
