// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/color_maps.h"
#include "ui/workloads/boids/flock_settings.h"
#include "ui/workloads/boids/splat.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <random>

namespace cownscope::ui {
namespace {

// A flock in a world of 300 × 200, in parts of `rows` units. Some boids have left the world.
std::shared_ptr<boids::Frame> flockOf(std::uint32_t boids, float rows, std::uint32_t seed = 1)
{
    std::mt19937 random{seed};
    std::uniform_real_distribution<float> x{-20, 320};
    std::uniform_real_distribution<float> y{-20, 220};
    std::uniform_real_distribution<float> v{-15, 15};
    const auto parts = static_cast<std::size_t>(200 / rows);
    std::vector<std::shared_ptr<boids::BoidArrays>> arrays;
    for (std::size_t i = 0; i < parts; ++i)
        arrays.push_back(std::make_shared<boids::BoidArrays>());
    for (std::uint32_t id = 0; id < boids; ++id) {
        const float above = y(random);
        const auto part =
            std::min(static_cast<std::size_t>(std::max(above, 0.0f) / rows), parts - 1);
        boids::BoidArrays &to = *arrays[part];
        const std::size_t i = to.count;
        to.resize(i + 1);
        to.x[i] = x(random);
        to.y[i] = above;
        to.vx[i] = v(random);
        to.vy[i] = v(random);
        to.id[i] = id;
    }
    auto frame = std::make_shared<boids::Frame>();
    frame->boids = boids;
    frame->scene.parameters.worldWidth = 300;
    frame->scene.parameters.worldHeight = 200;
    frame->scene.parameters.turnMargin = 50;
    for (std::size_t i = 0; i < parts; ++i)
        frame->parts.push_back({boids::BoidSpans(*arrays[i]), arrays[i],
                                static_cast<float>(i) * rows, static_cast<float>(i + 1) * rows,
                                static_cast<std::uint32_t>(i % 3), 1000 * (i + 1)});
    return frame;
}

SplatLook lookOf(SplatLook::Kind kind, const boids::Frame &frame)
{
    SplatLook look;
    look.kind = kind;
    look.fit = {{-31.7, -12.3}, 1.37}; // a part of the world is outside of the view
    look.size = {320, 233};
    look.speedLimit = 15;
    look.background = pixelOf(sceneFor(Shade::Dark).background);
    look.fills = worldFills(frame.scene.parameters, look.fit, 1, Shade::Dark);
    look.colors = std::make_shared<const PixelTable>(pixelTable(Shade::Dark));
    look.sprites = std::make_shared<const BoidSprites>(7.5);
    look.density = std::make_shared<const std::vector<Pixel>>(densityColors(8, Shade::Dark));
    return look;
}

using Pixels = std::vector<Pixel>;

// Painted strip by strip, on what is there.
std::uint32_t paint(const SplatLook &look, const boids::Frame &frame,
                    const std::vector<RowSpan> &strips, Pixels &pixels)
{
    pixels.resize(static_cast<std::size_t>(look.size.width() * look.size.height()));
    const auto parts = shownParts(frame);
    std::uint32_t most = 0;
    for (const RowSpan &strip : strips)
        most = std::max(
            most,
            splat(look, frame, parts, strip, pixels.data() + strip.begin * look.size.width()));
    return most;
}

Pixels painted(const SplatLook &look, const boids::Frame &frame)
{
    Pixels pixels;
    paint(look, frame, {{0, look.size.height()}}, pixels);
    return pixels;
}

// The pixel that a boid is in; -1 if it is outside of the picture.
int pixelIn(const SplatLook &look, float x, float y)
{
    const float column = std::floor(static_cast<float>(look.fit.offset.x())
                                    + x * static_cast<float>(look.fit.scale));
    const float row = std::floor(static_cast<float>(look.fit.offset.y())
                                 + y * static_cast<float>(look.fit.scale));
    const bool inside = column >= 0 && row >= 0 && column < static_cast<float>(look.size.width())
        && row < static_cast<float>(look.size.height());
    return inside ? static_cast<int>(row) * look.size.width() + static_cast<int>(column) : -1;
}

std::vector<std::uint32_t> countsOf(const SplatLook &look, const boids::Frame &frame)
{
    std::vector<std::uint32_t> counts(
        static_cast<std::size_t>(look.size.width() * look.size.height()));
    for (const boids::FramePart &part : frame.parts) {
        for (std::size_t i = 0; i < part.boids.count; ++i) {
            const int pixel = pixelIn(look, part.boids.x[i], part.boids.y[i]);
            if (pixel >= 0)
                ++counts[static_cast<std::size_t>(pixel)];
        }
    }
    return counts;
}

Pixels backdrop(const SplatLook &look)
{
    boids::Frame empty;
    SplatLook plain = look;
    plain.kind = SplatLook::Kind::Points;
    plain.keep = 0;
    return painted(plain, empty);
}

TEST(Splat, CountsEveryBoidInItsPixel)
{
    const auto frame = flockOf(30'000, 25);
    const SplatLook look = lookOf(SplatLook::Kind::Density, *frame);
    const std::vector<std::uint32_t> counts = countsOf(look, *frame);
    Pixels picture;
    const std::uint32_t most = paint(look, *frame, {{0, look.size.height()}}, picture);
    EXPECT_EQ(most, *std::max_element(counts.begin(), counts.end()));
    const Pixels empty = backdrop(look);
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const Pixel expected = counts[i] == 0
            ? empty[i]
            : (*look.density)[std::min<std::size_t>(counts[i], look.density->size() - 1)];
        wrong += picture[i] == expected ? 0u : 1u;
    }
    EXPECT_EQ(wrong, 0u);
}

TEST(Splat, PaintsAPointInTheColorOfTheLastBoidThere)
{
    const auto frame = flockOf(20'000, 25);
    SplatLook look = lookOf(SplatLook::Kind::Points, *frame);
    for (const ColorMode mode :
         {ColorMode::Speed, ColorMode::Worker, ColorMode::Cost, ColorMode::Species}) {
        look.mode = mode;
        look.secondShare = 0.25f;
        Pixels expected = backdrop(look);
        const auto &table = (*look.colors)[static_cast<std::size_t>(mode)];
        const double mean = meanCost(shownParts(*frame));
        for (const boids::FramePart &part : frame->parts) {
            const boids::BoidSpans &from = part.boids;
            for (std::size_t i = 0; i < from.count; ++i) {
                const int pixel = pixelIn(look, from.x[i], from.y[i]);
                if (pixel < 0)
                    continue;
                std::size_t column = part.worker;
                if (mode == ColorMode::Speed)
                    column = static_cast<std::size_t>(
                        std::min(255.0f,
                                 std::sqrt(from.vx[i] * from.vx[i] + from.vy[i] * from.vy[i])
                                         * (255.0f / 15.0f)
                                     + 0.5f));
                else if (mode == ColorMode::Species)
                    column = boids::isSecond(from.id[i], 0.25f) ? 1 : 0;
                else if (mode == ColorMode::Cost)
                    column = static_cast<std::size_t>(
                        costColumn(static_cast<double>(part.nanoseconds)
                                   / static_cast<double>(from.count) / mean));
                expected[static_cast<std::size_t>(pixel)] = table[column];
            }
        }
        EXPECT_EQ(painted(look, *frame), expected) << static_cast<int>(mode);
    }
}

TEST(Splat, HeadingsAreThoseOfTheColorMap)
{
    auto frame = flockOf(0, 200);
    boids::BoidArrays boids;
    boids.resize(1);
    frame->parts[0].boids = boids::BoidSpans(boids);
    SplatLook look = lookOf(SplatLook::Kind::Points, *frame);
    look.fit = {{0, 0}, 1};
    for (int i = 0; i < 720; ++i) {
        const double turn = (i + 0.5) / 720;
        boids.x[0] = 100.5f;
        boids.y[0] = 50.5f;
        boids.vx[0] = static_cast<float>(7 * std::cos(turn * 2 * 3.14159265358979));
        boids.vy[0] = static_cast<float>(-7 * std::sin(turn * 2 * 3.14159265358979));
        const Pixel pixel = painted(look, *frame)[50 * 320 + 100];
        const auto &row = (*look.colors)[HeadingRow];
        const int column = static_cast<int>(turn * 256);
        const bool near = pixel == row[static_cast<std::size_t>(column)]
            || pixel == row[static_cast<std::size_t>((column + 1) & 255)]
            || pixel == row[static_cast<std::size_t>((column + 255) & 255)];
        EXPECT_TRUE(near) << i;
    }
}

TEST(Splat, StripsDoNotShow)
{
    for (const float rows : {200.0f, 25.0f, 4.0f}) {
        const auto frame = flockOf(5'000, rows);
        for (const auto kind :
             {SplatLook::Kind::Density, SplatLook::Kind::Points, SplatLook::Kind::Sprites}) {
            SplatLook look = lookOf(kind, *frame);
            look.pointSide = 2;
            look.keep = kind == SplatLook::Kind::Density ? 0 : 200;
            Pixels before(static_cast<std::size_t>(320 * 233), look.background);
            Pixels whole = before;
            paint(look, *frame, {{0, 233}}, whole);
            for (const unsigned strips : {2u, 3u, 8u, 50u}) {
                Pixels pieces = before;
                paint(look, *frame, cutIntoStrips(shownParts(*frame), look.fit, look.size, strips),
                      pieces);
                EXPECT_EQ(pieces, whole) << rows << ' ' << strips;
            }
            Pixels odd = before; // where no part ends
            paint(look, *frame, {{0, 1}, {1, 100}, {100, 103}, {103, 233}}, odd);
            EXPECT_EQ(odd, whole) << rows;
        }
    }
}

TEST(Splat, WritesNothingButItsRows)
{
    const auto frame = flockOf(20'000, 10);
    for (const auto kind :
         {SplatLook::Kind::Density, SplatLook::Kind::Points, SplatLook::Kind::Sprites}) {
        const SplatLook look = lookOf(kind, *frame);
        Pixels pixels(static_cast<std::size_t>(320 * 233), 0x12345678);
        splat(look, *frame, shownParts(*frame), {100, 140}, pixels.data() + 100 * 320);
        for (const int row : {0, 98, 99, 140, 141, 232}) {
            for (int column = 0; column < 320; ++column)
                ASSERT_EQ(pixels[static_cast<std::size_t>(row * 320 + column)], 0x12345678u) << row;
        }
    }
}

TEST(Splat, FadesToTheBackgroundInTheEnd)
{
    const auto frame = flockOf(3'000, 25);
    SplatLook look = lookOf(SplatLook::Kind::Points, *frame);
    Pixels pixels = painted(look, *frame);
    const Pixels goal = backdrop(look);
    look.keep = static_cast<int>(std::lround(256 * trailShare(20)));
    boids::Frame empty;
    empty.scene = frame->scene;
    paint(look, empty, {{0, 233}}, pixels);
    EXPECT_NE(pixels, goal) << "one step is not the end";
    look.keep = 256;
    const Pixels before = pixels;
    paint(look, empty, {{0, 233}}, pixels);
    EXPECT_EQ(pixels, before);
    look.keep = static_cast<int>(std::lround(256 * trailShare(LongestTrail)));
    for (int i = 0; i < 300; ++i)
        paint(look, empty, {{0, 233}}, pixels);
    EXPECT_EQ(pixels, goal);
}

TEST(Splat, FarAwayBoidsAreNotSeen)
{
    auto frame = flockOf(0, 200);
    boids::BoidArrays boids;
    boids.resize(6);
    const float far = 3e38f;
    const float none = std::numeric_limits<float>::quiet_NaN(); // may come from another process
    std::ranges::copy(std::array{far, -far, 100.0f, 100.0f, none, 100.0f}, boids.x.begin());
    std::ranges::copy(std::array{100.0f, 100.0f, far, -far, 100.0f, none}, boids.y.begin());
    std::ranges::fill(boids.vx, none);
    frame->parts[0].boids = boids::BoidSpans(boids);
    for (const auto kind :
         {SplatLook::Kind::Density, SplatLook::Kind::Points, SplatLook::Kind::Sprites}) {
        SplatLook look = lookOf(kind, *frame);
        EXPECT_EQ(painted(look, *frame), backdrop(look));
        look.fit.scale = 500;
        look.fills.clear();
        EXPECT_EQ(painted(look, *frame), backdrop(look));
    }
}

TEST(Strips, AreThePictureAndAboutEqual)
{
    const auto frame = flockOf(40'000, 5);
    const auto parts = shownParts(*frame);
    const WorldFit fit{{10, 10}, 2};
    for (const unsigned wanted : {1u, 2u, 4u, 7u}) {
        const auto strips = cutIntoStrips(parts, fit, {620, 420}, wanted);
        EXPECT_EQ(strips.size(), wanted);
        EXPECT_EQ(strips.front().begin, 0);
        EXPECT_EQ(strips.back().end, 420);
        for (std::size_t i = 0; i + 1 < strips.size(); ++i)
            EXPECT_EQ(strips[i].end, strips[i + 1].begin);
        for (const RowSpan &strip : strips)
            EXPECT_NEAR(strip.count(), 420.0 / wanted, 40);
    }
    EXPECT_EQ(cutIntoStrips({}, fit, {620, 420}, 4).size(), 1u);
}

// What a sprite covers of a pixel, as seen from the one that the center is in.
int coverageAt(const BoidSprites &sprites, int heading, int column, int row)
{
    const BoidSprites::Sprite &sprite = sprites.sprite(heading, 0.5f, 0.5f);
    const int x = column - sprite.left;
    const int y = row - sprite.top;
    const bool inside = x >= 0 && y >= 0 && x < sprite.width && y < sprite.height;
    return inside ? sprites.coverage(sprite)[y * sprite.width + x] : 0;
}

TEST(BoidSprites, CoverWhatATriangleCovers)
{
    for (const double length : {2.0, 5.0, 11.0, 24.0}) {
        const BoidSprites sprites{length};
        for (int heading = 0; heading < BoidSprites::Headings; ++heading) {
            double sum = 0;
            for (int row = -40; row <= 40; ++row) {
                for (int column = -40; column <= 40; ++column)
                    sum += coverageAt(sprites, heading, column, row) / 255.0;
            }
            const double area = 0.28 * length * length;
            EXPECT_NEAR(sum, area, 0.1 * area + 1.3) << length << ' ' << heading;
            const BoidSprites::Sprite &sprite = sprites.sprite(heading, 0.5f, 0.5f);
            for (const int side : {-sprite.left, -sprite.top, sprite.left + sprite.width - 1,
                                   sprite.top + sprite.height - 1})
                EXPECT_LE(side, sprites.reach());
        }
        if (length < 10)
            continue; // too small for a tip
        const int tip = static_cast<int>(0.5 * length);
        EXPECT_GT(coverageAt(sprites, 0, tip, 0), coverageAt(sprites, 32, tip, 0));
        EXPECT_GT(coverageAt(sprites, 16, 0, -tip), coverageAt(sprites, 48, 0, -tip)) << "up";
    }
}

} // namespace
} // namespace cownscope::ui
