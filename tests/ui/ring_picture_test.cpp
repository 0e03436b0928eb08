// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/chain_ring/ring_picture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace cownscope::ui {
namespace {

rings::Frame frameOf(std::uint32_t rings, std::uint32_t ringSize)
{
    rings::Frame frame{};
    frame.rings = rings;
    frame.ringSize = ringSize;
    frame.groupSize = 2;
    frame.stride = 3;
    return frame;
}

struct Painted
{
    QSize size;
    RingLayout layout;
    std::vector<Pixel> pixels;

    Pixel at(const QPointF &point) const
    {
        return pixels[static_cast<std::size_t>(static_cast<int>(point.y()) * size.width()
                                               + static_cast<int>(point.x()))];
    }
    Pixel slot(std::uint32_t ring, std::uint32_t index, std::uint32_t ringSize) const
    {
        return at(layout.slotCenter(ring, index, ringSize));
    }
};

const Pixel Background = pixelOf(Qt::black);

Painted painted(const rings::Frame &frame, const QSize &size, double ratio = 1)
{
    Painted result{size, layoutRings(frame.rings, frame.ringSize, size, ratio), {}};
    RingPicture picture;
    picture.layOut(result.layout, frame.rings, frame.ringSize, size, ratio);
    result.pixels = picture.paint(frame, pixelTable(Shade::Dark), Background);
    return result;
}

Pixel colorOf(int column)
{
    return pixelTable(Shade::Dark)[WorkerRow][static_cast<std::size_t>(column)];
}

TEST(RingPicture, LightsTheSlotsThatAreHeld)
{
    for (const double ratio : {1.0, 2.0}) {
        rings::Frame frame = frameOf(2, 32);
        frame.chains = {{0, 5, 10, 0}, {1, 30, 4, 2}, {1, 9, 0, UINT32_MAX}};
        const Painted picture = painted(frame, QSize(800, 500) * ratio, ratio);
        for (std::uint32_t slot = 0; slot < 32; ++slot) {
            EXPECT_EQ(picture.slot(0, slot, 32), colorOf(slot == 5 || slot == 8 ? 0 : IdleColumn))
                << slot;
            EXPECT_EQ(picture.slot(1, slot, 32),
                      colorOf(slot == 30 || slot == 1       ? 2
                                  : slot == 9 || slot == 12 ? NobodyColumn
                                                            : IdleColumn))
                << slot;
        }
        EXPECT_EQ(picture.at(picture.layout.centers[0]), Background);
        EXPECT_EQ(picture.pixels[0], Background);
        // Between two slots there is a gap.
        const double half = (slotAngle(15, 32) + slotAngle(16, 32)) / 2;
        const QPointF between = picture.layout.centers[0]
            + QPointF{std::sin(half), -std::cos(half)} * picture.layout.radius;
        EXPECT_NE(picture.at(between), colorOf(IdleColumn));
    }
}

// A chain that holds a slot much finer than a pixel is seen all the same.
TEST(RingPicture, ShowsEveryChainOfSlotsFinerThanPixels)
{
    rings::Frame frame = frameOf(40, 4096);
    for (std::uint32_t ring = 0; ring < frame.rings; ++ring)
        frame.chains.push_back({ring, ring * 101 % 4096, 1, 1});
    const Painted picture = painted(frame, {600, 400});
    EXPECT_GE(std::ranges::count(picture.pixels, colorOf(1)), 2 * 40);
    EXPECT_GT(std::ranges::count(picture.pixels, colorOf(IdleColumn)), 40 * 60);
    for (std::uint32_t ring = 0; ring < frame.rings; ++ring) {
        const QPointF held = picture.layout.slotCenter(ring, ring * 101 % 4096, 4096);
        bool seen = false;
        for (const double x : {-1.0, 0.0, 1.0}) {
            for (const double y : {-1.0, 0.0, 1.0})
                seen = seen || picture.at(held + QPointF{x, y}) == colorOf(1);
        }
        EXPECT_TRUE(seen) << ring;
    }
}

TEST(RingPicture, PaintsAnyFrameOfTheSameRings)
{
    rings::Frame frame = frameOf(3, 16);
    RingPicture picture;
    const QSize size{90, 60};
    picture.layOut(layoutRings(3, 16, size, 1), 3, 16, size, 1);
    const PixelTable colors = pixelTable(Shade::Light);
    const std::vector<Pixel> idle = picture.paint(frame, colors, Background);
    frame.chains = {{0, 0, 1, 0}, {7, 0, 1, 0}};
    EXPECT_NE(picture.paint(frame, colors, Background), idle);
    frame.chains.clear();
    EXPECT_EQ(picture.paint(frame, colors, Background), idle);
}

} // namespace
} // namespace cownscope::ui
