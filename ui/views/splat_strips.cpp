// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/splat.h"

#include <algorithm>
#include <cmath>

namespace cownscope::ui {
namespace {

constexpr double PixelsABoid = 4; // as much work as one boid

} // namespace

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
