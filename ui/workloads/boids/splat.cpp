// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/splat.h"

#include "ui/workloads/boids/splat_steps.h"

#include <QImage>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace cownscope::ui {
namespace {

// Paints the background of a row.
void paintRow(const SplatLook &look, int row, Pixel *pixels)
{
    const int width = look.size.width();
    std::fill_n(pixels, width, look.background);
    for (const Fill &fill : look.fills) {
        const QRect &area = fill.area;
        const int first = std::max(area.left(), 0);
        const int end = std::min(area.right() + 1, width);
        if (row >= area.top() && row <= area.bottom() && first < end)
            std::fill(pixels + first, pixels + end, pixelOf(fill.color));
    }
}

// Rounds towards the background, so that a trail disappears completely.
void fade(Pixel *pixels, const Pixel *background, int width, int keep)
{
    auto *bytes = reinterpret_cast<unsigned char *>(pixels);
    const auto *goals = reinterpret_cast<const unsigned char *>(background);
    for (int i = 0; i < 4 * width; ++i) {
        const int difference = (bytes[i] - goals[i]) * keep;
        bytes[i] = static_cast<unsigned char>(goals[i] + difference / 256);
    }
}

// Paints the background with the world, or fades the previous image towards it. `pixels` is the
// first pixel of the rows.
void paintBackdrop(const SplatLook &look, RowSpan rows, Pixel *pixels)
{
    const int width = look.size.width();
    std::vector<Pixel> background(static_cast<std::size_t>(width));
    for (int row = rows.begin; row < rows.end; ++row, pixels += width) {
        if (look.keep == 0) {
            paintRow(look, row, pixels);
            continue;
        }
        paintRow(look, row, background.data());
        fade(pixels, background.data(), width, look.keep);
    }
}

// Converts numbers of boids to colors, and 0 to the background. Returns the largest number.
std::uint32_t toneMap(const SplatLook &look, RowSpan rows, Pixel *pixels)
{
    const int width = look.size.width();
    const std::vector<Pixel> &colors = *look.density;
    const auto last = static_cast<std::uint32_t>(colors.size() - 1);
    std::vector<Pixel> background(static_cast<std::size_t>(width));
    std::uint32_t most = 0;
    for (int row = rows.begin; row < rows.end; ++row, pixels += width) {
        paintRow(look, row, background.data());
        for (int column = 0; column < width; ++column) {
            const std::uint32_t boids = pixels[column];
            most = std::max(most, boids);
            // Branch-free, since the branch would be unpredictable.
            const Pixel empty = boids == 0 ? ~Pixel{0} : Pixel{0};
            pixels[column] = (background[static_cast<std::size_t>(column)] & empty)
                | (colors[std::min(boids, last)] & ~empty);
        }
    }
    return most;
}

using namespace splatting;

// Some rows of an image, addressed by coordinates of the whole image.
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
            for (int column = first; column < end; ++column) {
                const std::uint32_t share = from[column] + (from[column] >> 7); // of 256
                to[column] = mixed(to[column], colors[i], share);
            }
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

constexpr double PixelsABoid = 4; // painting this many pixels takes as long as one boid

} // namespace

std::vector<Pixel> densityColors(std::uint32_t top, Shade shade)
{
    constexpr std::uint32_t Most = 1u << 14;
    std::vector<Pixel> ramp; // computing a color is slower than a lookup
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
            paintBlock(look,
                       {&frame.parts[i].boids, first, std::min(BlockSize, parts[i].boids - first)},
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
        int end; // end row
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
