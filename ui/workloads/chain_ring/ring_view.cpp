// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/chain_ring/ring_view.h"

#include "ui/views/circle_labels.h"
#include "ui/views/color_table.h"
#include "ui/views/picture_texture.h"

#include <algorithm>

namespace cownscope::ui {
namespace {

SlotInstance slotInstance(const QPointF &center, double angle, std::uint32_t column)
{
    return {static_cast<float>(center.x()), static_cast<float>(center.y()),
            static_cast<float>(angle), column};
}

} // namespace

std::vector<SlotInstance> heldSlots(const rings::Frame &frame, const RingLayout &layout)
{
    std::vector<SlotInstance> instances;
    instances.reserve(frame.chains.size() * frame.groupSize);
    for (const rings::ChainView &chain : frame.chains) {
        if (chain.ring >= layout.centers.size())
            continue;
        const auto column = static_cast<std::uint32_t>(workerColumn(chain.worker));
        for (std::uint32_t i = 0; i < frame.groupSize; ++i) {
            const std::uint32_t index = (chain.head + i * frame.stride) % frame.ringSize;
            instances.push_back(
                slotInstance(layout.centers[chain.ring], slotAngle(index, frame.ringSize), column));
        }
    }
    return instances;
}

RingView::RingView() = default;

RingView::~RingView()
{
    release();
}

void RingView::createGl()
{
    m_painter = std::make_unique<SlotPainter>();
    m_labels = std::make_unique<CircleLabels>();
    m_picture = std::make_unique<PictureTexture>();
    m_idle = m_painter->makeBuffer();
    m_held = m_painter->makeBuffer();
    m_laidOutSize = {};
}

void RingView::destroyGl()
{
    m_held.reset();
    m_idle.reset();
    m_labels.reset();
    m_picture.reset();
    m_painter.reset();
}

void RingView::layOut(const Target &target)
{
    if (m_laidOutSize == target.pixels && m_laidOutRings == frame()->rings
        && m_laidOutSlots == frame()->ringSize)
        return;
    m_laidOutSize = target.pixels;
    m_laidOutRings = frame()->rings;
    m_laidOutSlots = frame()->ringSize;
    m_layout = layoutRings(frame()->rings, frame()->ringSize, QSizeF{target.pixels},
                           target.devicePixelRatio);
    m_asPicture = isPictureCheaper(target);
    if (m_asPicture) {
        m_rings.layOut(m_layout, frame()->rings, frame()->ringSize, target.pixels,
                       target.devicePixelRatio);
        return;
    }
    m_rings = {};
    std::vector<SlotInstance> idle;
    idle.reserve(static_cast<std::size_t>(frame()->rings) * frame()->ringSize);
    for (const QPointF &center : m_layout.centers) {
        for (std::uint32_t index = 0; index < frame()->ringSize; ++index)
            idle.push_back(slotInstance(center, slotAngle(index, frame()->ringSize), IdleColumn));
    }
    SlotPainter::upload(*m_idle, idle);
}

// With software OpenGL, a bar takes about 5 µs; a pixel of an image takes 5 ns.
bool RingView::isPictureCheaper(const Target &target) const
{
    const double bars = static_cast<double>(frame()->rings) * frame()->ringSize
        + static_cast<double>(frame()->chains.size()) * frame()->groupSize;
    const double pixels = 1.0 * target.pixels.width() * target.pixels.height();
    return isDrawnBySoftware() && bars > pixels / 1000;
}

void RingView::drawGl(const Target &target)
{
    if (!frame())
        return;
    layOut(target);
    if (m_asPicture)
        drawPicture(target);
    else
        drawBars(target);
}

void RingView::drawPicture(const Target &target)
{
    const auto &pixels =
        m_rings.paint(*frame(), pixelTable(shade()), pixelOf(sceneFor(shade()).background));
    m_picture->upload(target.pixels, pixels.data());
    m_picture->draw(QRectF{QPointF{}, QSizeF{target.pixels}}, target.pixels);
    drawLabels(target);
}

void RingView::drawBars(const Target &target)
{
    drawLabels(target);
    SlotPainter::upload(*m_held, heldSlots(*frame(), m_layout));
    m_painter->begin(target.pixels, shade());
    const double swell = 2 * target.devicePixelRatio; // held slots are also larger
    m_painter->draw(*m_idle, m_layout.radius, m_layout.slot);
    m_painter->draw(*m_held, m_layout.radius,
                    m_layout.slot + QSizeF{std::min(swell, m_layout.slot.width()), swell});
    m_painter->end();
}

void RingView::drawLabels(const Target &target)
{
    const auto countSteps = [this] {
        std::vector<std::uint64_t> steps(m_layout.centers.size());
        for (const rings::ChainView &chain : frame()->chains) {
            if (chain.ring < steps.size())
                steps[chain.ring] += chain.count;
        }
        return steps;
    };
    m_labels->draw(m_layout, m_layout.innerRadius, countSteps, target.pixels,
                   target.devicePixelRatio, sceneFor(shade()));
}

} // namespace cownscope::ui
