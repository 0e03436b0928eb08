// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/color_table.h"

#include "ui/style/color_maps.h"
#include "ui/style/worker_color.h"

#include <QImage>

#include <algorithm>
#include <cmath>
#include <limits>

namespace cownscope::ui {

int workerColumn(std::uint32_t worker)
{
    // The same in the frames of all workloads.
    constexpr auto Nobody = std::numeric_limits<std::uint32_t>::max();
    return worker == Nobody ? NobodyColumn : static_cast<int>(worker % WorkerColors);
}

int costColumn(double ratio)
{
    const double columns = 128 + 64 * std::log2(std::max(ratio, 1e-9));
    return static_cast<int>(std::lround(std::clamp(columns, 0.0, ColorTableColumns - 1.0)));
}

QImage colorTable(Shade shade)
{
    QImage table{ColorTableColumns, ColorTableRows, QImage::Format_RGBA8888};
    for (int column = 0; column < ColorTableColumns; ++column) {
        const double fraction = static_cast<double>(column) / ColorTableColumns;
        table.setPixelColor(column, HeadingRow, headingColor(fraction, shade));
        table.setPixelColor(column, SpeedRow,
                            speedColor(column / (ColorTableColumns - 1.0), shade));
        table.setPixelColor(column, WorkerRow, workerColor(static_cast<unsigned>(column), shade));
        table.setPixelColor(column, CostRow, costColor(std::exp2((column - 128) / 64.0), shade));
        table.setPixelColor(column, SpeciesRow, speciesColor(column > 0, shade));
    }
    table.setPixelColor(IdleColumn, WorkerRow, sceneFor(shade).grid);
    table.setPixelColor(NobodyColumn, WorkerRow, nobodyColor(shade));
    return table;
}

Pixel pixelOf(const QColor &color)
{
    const unsigned char bytes[] = {static_cast<unsigned char>(color.red()),
                                   static_cast<unsigned char>(color.green()),
                                   static_cast<unsigned char>(color.blue()), 255};
    Pixel pixel = 0;
    std::memcpy(&pixel, bytes, sizeof pixel);
    return pixel;
}

PixelTable pixelTable(Shade shade)
{
    const QImage image = colorTable(shade);
    PixelTable table;
    for (int row = 0; row < ColorTableRows; ++row) {
        for (int column = 0; column < ColorTableColumns; ++column)
            table[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)] =
                pixelOf(image.pixelColor(column, row));
    }
    return table;
}

std::unique_ptr<QOpenGLTexture> colorTexture(Shade shade)
{
    auto texture =
        std::make_unique<QOpenGLTexture>(colorTable(shade), QOpenGLTexture::DontGenerateMipMaps);
    texture->setMinMagFilters(QOpenGLTexture::Nearest, QOpenGLTexture::Nearest);
    texture->setWrapMode(QOpenGLTexture::ClampToEdge);
    return texture;
}

} // namespace cownscope::ui
