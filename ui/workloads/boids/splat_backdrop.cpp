// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/splat_backdrop.h"

#include <algorithm>

namespace cownscope::ui::splatting {
namespace {

// The background of a row.
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

// The difference from the background shrinks towards zero, so that it gets there in the end.
void fade(Pixel *pixels, const Pixel *background, int width, int keep)
{
    auto *bytes = reinterpret_cast<unsigned char *>(pixels);
    const auto *goals = reinterpret_cast<const unsigned char *>(background);
    for (int i = 0; i < 4 * width; ++i) {
        const int difference = (bytes[i] - goals[i]) * keep;
        bytes[i] = static_cast<unsigned char>(goals[i] + difference / 256);
    }
}

} // namespace

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
            // Without a branch, which nobody could predict.
            const Pixel empty = boids == 0 ? ~Pixel{0} : Pixel{0};
            pixels[column] = (background[static_cast<std::size_t>(column)] & empty)
                | (colors[std::min(boids, last)] & ~empty);
        }
    }
    return most;
}

} // namespace cownscope::ui::splatting
