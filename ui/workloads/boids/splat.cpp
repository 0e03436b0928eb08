// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/splat.h"

#include "ui/workloads/boids/splat_backdrop.h"
#include "ui/workloads/boids/splat_steps.h"

#include <QImage>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace cownscope::ui {
namespace {

using namespace splatting;

// Rows of a picture, in terms of the whole picture.
struct Canvas
{
    Pixel *pixels;
    int width;
    RowSpan rows;

    bool has(int column, int row) const
    {
        return column >= 0 && column < width && row >= rows.begin && row < rows.end;
    }
    Pixel *row(int row) const
    {
        return pixels + static_cast<std::ptrdiff_t>(row - rows.begin) * width;
    }
};

// Full coverage gives the color, none what is below.
Pixel mixed(Pixel below, Pixel color, std::uint8_t coverage)
{
    const std::uint32_t share = coverage + (coverage >> 7); // of 256
    const auto channels = [share](Pixel under, Pixel over) {
        return ((under & 0xff00ff) * (256 - share) + (over & 0xff00ff) * share) >> 8 & 0xff00ff;
    };
    return channels(below, color) | channels(below >> 8, color >> 8) << 8;
}

void paintSprites(const SplatLook &look, const Places &places, const Columns &headings,
                  const Pixel *colors, std::size_t count, const Canvas &canvas)
{
    const BoidSprites &sprites = *look.sprites;
    for (std::size_t i = 0; i < count; ++i) {
        const int heading = (headings[i] + 2) / 4 % BoidSprites::Headings;
        const BoidSprites::Sprite &sprite =
            sprites.sprite(heading, places.x[i] - static_cast<float>(places.column[i]),
                           places.y[i] - static_cast<float>(places.row[i]));
        const int top = places.row[i] + sprite.top;
        const int left = places.column[i] + sprite.left;
        const int firstRow = std::max(top, canvas.rows.begin);
        const int endRow = std::min(top + sprite.height, canvas.rows.end);
        const int first = std::max(-left, 0);
        const int end = std::min(sprite.width, canvas.width - left);
        for (int row = firstRow; row < endRow; ++row) {
            const std::uint8_t *from = sprites.coverage(sprite) + (row - top) * sprite.width;
            Pixel *to = canvas.row(row) + left;
            for (int column = first; column < end; ++column)
                to[column] = mixed(to[column], colors[i], from[column]);
        }
    }
}

void paintPoints(const SplatLook &look, const Places &places, const Pixel *colors,
                 std::size_t count, const Canvas &canvas)
{
    if (look.pointSide == 1) {
        for (std::size_t i = 0; i < count; ++i) {
            if (canvas.has(places.column[i], places.row[i]))
                canvas.row(places.row[i])[places.column[i]] = colors[i];
        }
        return;
    }
    const int before = look.pointSide / 2;
    for (std::size_t i = 0; i < count; ++i) {
        for (int y = 0; y < look.pointSide; ++y) {
            for (int x = 0; x < look.pointSide; ++x) {
                const int column = places.column[i] + x - before;
                const int row = places.row[i] + y - before;
                if (canvas.has(column, row))
                    canvas.row(row)[column] = colors[i];
            }
        }
    }
}

void paintBlock(const SplatLook &look, const Block &block, int columnOfPart, const Canvas &canvas)
{
    Places places;
    findPlaces(block, look, places);
    if (look.kind == SplatLook::Kind::Density) {
        for (std::size_t i = 0; i < block.count; ++i) {
            if (canvas.has(places.column[i], places.row[i]))
                ++canvas.row(places.row[i])[places.column[i]];
        }
        return;
    }
    Columns columns;
    Columns headings;
    const bool sprites = look.kind == SplatLook::Kind::Sprites;
    if (sprites || look.mode == ColorMode::Heading)
        findHeadings(block, headings);
    if (look.mode == ColorMode::Heading)
        std::memcpy(columns, headings, sizeof columns);
    else if (look.mode == ColorMode::Speed)
        findSpeeds(block, look.speedLimit, columns);
    else if (look.mode == ColorMode::Species)
        findSpecies(block, look.secondShare, columns);
    else
        std::fill(std::begin(columns), std::end(columns), columnOfPart);
    const auto &table = (*look.colors)[static_cast<std::size_t>(look.mode)];
    Pixel colors[BlockSize];
    for (std::size_t i = 0; i < block.count; ++i)
        colors[i] = table[static_cast<std::size_t>(columns[i])];
    if (sprites)
        paintSprites(look, places, headings, colors, block.count, canvas);
    else
        paintPoints(look, places, colors, block.count, canvas);
}

constexpr double PixelsABoid = 4; // as much work as one boid

} // namespace

std::vector<Pixel> densityColors(std::uint32_t top, Shade shade)
{
    constexpr std::uint32_t Most = 1u << 14;
    std::vector<Pixel> ramp; // making a color takes longer than choosing one
    for (int i = 0; i < 256; ++i)
        ramp.push_back(pixelOf(densityColor(i / 255.0, shade)));
    const double whole = std::log1p(static_cast<double>(std::max(top, 2u)));
    std::vector<Pixel> colors;
    for (std::uint32_t count = 0; count <= std::min(std::max(top, 2u), Most); ++count)
        colors.push_back(ramp[static_cast<std::size_t>(
            std::lround(255 * std::min(std::log1p(static_cast<double>(count)) / whole, 1.0)))]);
    return colors;
}

int SplatLook::reach() const
{
    switch (kind) {
    case Kind::Points:
        return pointSide / 2;
    case Kind::Sprites:
        return sprites->reach();
    case Kind::Density:
        break;
    }
    return 0;
}

std::uint32_t splat(const SplatLook &look, const boids::Frame &frame,
                    const std::vector<ShownPart> &parts, RowSpan rows, Pixel *pixels)
{
    const Canvas canvas{pixels, look.size.width(), rows};
    const bool density = look.kind == SplatLook::Kind::Density;
    if (density)
        std::fill_n(pixels, static_cast<std::ptrdiff_t>(rows.count()) * canvas.width, Pixel{0});
    else
        paintBackdrop(look, rows, pixels);
    const double mean = meanCost(parts);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (!parts[i].rows(look.fit, look.size.height(), look.reach()).meets(rows))
            continue;
        const int column = partColumn(parts[i], look.mode, mean);
        for (std::size_t first = 0; first < parts[i].boids; first += BlockSize)
            paintBlock(
                look,
                {frame.parts[i].boids.get(), first, std::min(BlockSize, parts[i].boids - first)},
                column, canvas);
    }
    return density ? toneMap(look, rows, pixels) : 0;
}

std::vector<RowSpan> cutIntoStrips(const std::vector<ShownPart> &parts, const WorldFit &fit,
                                   const QSize &size, unsigned strips)
{
    const int height = size.height();
    const RowSpan whole{0, height};
    const double aRow = size.width() / PixelsABoid;
    struct Piece
    {
        int end; // the row where it ends
        double work;
    };
    std::vector<Piece> pieces;
    int begin = 0;
    double sum = 0;
    for (const ShownPart &part : parts) {
        if (!(part.bottom > part.top))
            return {whole};
        const double top = fit.offset.y() + static_cast<double>(part.top) * fit.scale;
        const double bottom = fit.offset.y() + static_cast<double>(part.bottom) * fit.scale;
        const int end = static_cast<int>(std::clamp(std::round(bottom), 0.0, 1.0 * height));
        const double inside = std::min(bottom, 1.0 * height) - std::max(top, 0.0);
        if (end <= begin || inside <= 0)
            continue;
        const double seen = std::clamp(inside / (bottom - top), 0.0, 1.0);
        const double work = static_cast<double>(part.boids) * seen + (end - begin) * aRow;
        pieces.push_back({end, work});
        sum += work;
        begin = end;
    }
    std::vector<RowSpan> result;
    begin = 0;
    double done = 0;
    for (std::size_t i = 0; i + 1 < pieces.size(); ++i) {
        done += pieces[i].work;
        if (done < sum * static_cast<double>(result.size() + 1) / std::max(strips, 1u))
            continue;
        result.push_back({begin, pieces[i].end});
        begin = pieces[i].end;
    }
    result.push_back({begin, height});
    return result;
}

} // namespace cownscope::ui
