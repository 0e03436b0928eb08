// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/chain_ring/ring_picture.h"

#include <algorithm>
#include <cmath>

namespace cownscope::ui {
namespace {

// The coverage of a pixel by a bar, of 256, computed as in slot.frag. `local` is the position of
// the pixel relative to the center of the bar.
std::uint16_t coverage(const QPointF &local, const QSizeF &bar)
{
    const double halfWidth = bar.width() / 2;
    const double halfHeight = bar.height() / 2;
    const double corner = std::min({halfWidth, halfHeight, 3.0});
    const double x = std::abs(local.x()) - (halfWidth - corner);
    const double y = std::abs(local.y()) - (halfHeight - corner);
    const double outside =
        std::hypot(std::max(x, 0.0), std::max(y, 0.0)) + std::min(std::max(x, y), 0.0) - corner;
    return static_cast<std::uint16_t>(std::lround(256 * std::clamp(0.5 - outside, 0.0, 1.0)));
}

} // namespace

void RingPicture::layOut(const RingLayout &layout, std::uint32_t rings, std::uint32_t ringSize,
                         const QSize &pixels, double devicePixelRatio)
{
    m_slots = ringSize;
    const double around = Turn * layout.radius;
    const double narrowest = 1.5 * devicePixelRatio;
    const bool fine = around < ringSize * narrowest;
    m_places = fine ? std::max(1u, static_cast<std::uint32_t>(around / narrowest)) : ringSize;
    const double pitch = around / m_places;
    const QSizeF idle = fine ? QSizeF{pitch + 1, layout.slot.height()} : layout.slot;
    const double swell = 2 * devicePixelRatio; // held slots are also larger
    const QSizeF held = idle + QSizeF{std::min(swell, idle.width()), swell};
    const double reach = layout.radius + held.height() / 2 + 1;

    m_touched.clear();
    m_columns.assign(std::size_t{rings} * m_places, 0);
    m_pixels.resize(static_cast<std::size_t>(pixels.width())
                    * static_cast<std::size_t>(pixels.height()));
    for (std::uint32_t ring = 0; ring < rings; ++ring) {
        const QPointF center = layout.centers[ring];
        const int left = std::max(0, static_cast<int>(center.x() - reach));
        const int right = std::min(pixels.width(), static_cast<int>(center.x() + reach) + 1);
        const int top = std::max(0, static_cast<int>(center.y() - reach));
        const int bottom = std::min(pixels.height(), static_cast<int>(center.y() + reach) + 1);
        for (int y = top; y < bottom; ++y) {
            for (int x = left; x < right; ++x) {
                const QPointF from = QPointF{x + 0.5, y + 0.5} - center;
                const double distance = std::hypot(from.x(), from.y());
                if (std::abs(distance - layout.radius) > held.height() / 2 + 1)
                    continue;
                const double angle = std::atan2(from.x(), -from.y()); // clockwise from the top
                const double nearest = std::round(angle / Turn * m_places);
                const double aside = angle - nearest * Turn / m_places;
                const QPointF local{distance * std::sin(aside),
                                    distance * std::cos(aside) - layout.radius};
                const std::uint16_t touched = coverage(local, held);
                if (touched == 0)
                    continue;
                const auto place = static_cast<std::uint32_t>(nearest + m_places) % m_places;
                m_touched.push_back({static_cast<std::uint32_t>(y * pixels.width() + x),
                                     ring * m_places + place, coverage(local, idle), touched});
            }
        }
    }
}

const std::vector<Pixel> &RingPicture::paint(const rings::Frame &frame, const PixelTable &colors,
                                             Pixel background)
{
    std::ranges::fill(m_columns, static_cast<std::uint8_t>(IdleColumn));
    for (const rings::ChainView &chain : frame.chains) {
        if (chain.ring >= m_columns.size() / std::max(m_places, 1u))
            continue;
        std::uint8_t *ring = m_columns.data() + std::size_t{chain.ring} * m_places;
        const auto column = static_cast<std::uint8_t>(workerColumn(chain.worker));
        std::uint64_t slot = chain.head;
        for (std::uint32_t i = 0; i < frame.groupSize; ++i) {
            // Round to the nearest place.
            ring[(slot % m_slots * m_places + m_slots / 2) / m_slots % m_places] = column;
            slot += frame.stride;
        }
    }
    std::ranges::fill(m_pixels, background);
    const auto &table = colors[WorkerRow];
    for (const Touched &touched : m_touched) {
        const std::uint8_t column = m_columns[touched.place];
        const std::uint32_t share = column == IdleColumn ? touched.idle : touched.held;
        m_pixels[touched.pixel] = mixed(background, table[column], share);
    }
    return m_pixels;
}

} // namespace cownscope::ui
