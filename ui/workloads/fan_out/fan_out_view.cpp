// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/fan_out/fan_out_view.h"

#include "ui/views/circle_labels.h"
#include "ui/views/color_table.h"

#include <algorithm>
#include <utility>

namespace cownscope::ui {
namespace {

constexpr double InnerRadius = 0.34; // share of the outer radius at which the newest step begins

ChildLook lookOf(const fanout::ChildView &child)
{
    switch (child.state) {
    case fanout::ChildState::Running:
        return ChildLook::Running;
    case fanout::ChildState::Done:
        return child.isStolen() ? ChildLook::Stolen : ChildLook::Local;
    case fanout::ChildState::Scheduled:
    case fanout::ChildState::None:
        break;
    }
    return ChildLook::Waiting;
}

// The size of a bar relative to the space for a child.
QSizeF shareOf(ChildLook look)
{
    switch (look) {
    case ChildLook::Waiting:
        return {0.34, 0.34};
    case ChildLook::Local:
        return {0.34, 0.86};
    case ChildLook::Stolen:
        return {0.86, 0.86};
    case ChildLook::Running:
        break;
    }
    return {0.86, 1.3};
}

} // namespace

ChildBars childBars(const fanout::Frame &frame, const RingLayout &layout)
{
    ChildBars bars(frame.steps);
    const std::size_t each = std::size_t{frame.steps} * frame.shown; // children per producer
    for (std::size_t i = 0; i < frame.children.size(); ++i) {
        const fanout::ChildView &child = frame.children[i];
        const std::size_t producer = i / each;
        if (child.state == fanout::ChildState::None || producer >= layout.centers.size())
            continue;
        const ChildLook look = lookOf(child);
        const int column = look == ChildLook::Waiting ? NobodyColumn : workerColumn(child.ranBy);
        const auto index = static_cast<std::uint32_t>(i % frame.shown);
        bars[child.age][static_cast<std::size_t>(look)].push_back(
            {static_cast<float>(layout.centers[producer].x()),
             static_cast<float>(layout.centers[producer].y()),
             static_cast<float>(slotAngle(index, frame.shown)),
             static_cast<std::uint32_t>(column)});
    }
    return bars;
}

FanOutView::FanOutView() = default;

FanOutView::~FanOutView()
{
    release();
}

void FanOutView::createGl()
{
    m_painter = std::make_unique<SlotPainter>();
    m_buffer = m_painter->makeBuffer();
    m_labels = std::make_unique<CircleLabels>();
    m_laidOutSize = {};
}

void FanOutView::destroyGl()
{
    m_labels.reset();
    m_buffer.reset();
    m_painter.reset();
}

void FanOutView::layOut(const Target &target)
{
    if (m_laidOutSize == target.pixels && m_laidOutProducers == frame()->producers.size()
        && m_laidOutChildren == frame()->shown)
        return;
    m_laidOutSize = target.pixels;
    m_laidOutProducers = frame()->producers.size();
    m_laidOutChildren = frame()->shown;
    m_layout = layoutRings(static_cast<std::uint32_t>(m_laidOutProducers), frame()->shown,
                           QSizeF{target.pixels}, target.devicePixelRatio);
}

void FanOutView::drawGl(const Target &target)
{
    if (!frame())
        return;
    layOut(target);
    const auto countSteps = [this] {
        std::vector<std::uint64_t> steps;
        for (const fanout::ProducerView &producer : frame()->producers)
            steps.push_back(producer.steps);
        return steps;
    };
    m_labels->draw(m_layout, m_layout.radius * InnerRadius, countSteps, target.pixels,
                   target.devicePixelRatio, sceneFor(shade()));
    const ChildBars bars = childBars(*frame(), m_layout);
    m_painter->begin(target.pixels, shade());
    const double outer = m_layout.radius + m_layout.slot.height() / 2;
    const double depth = outer * (1 - InnerRadius) / frame()->steps;
    for (std::size_t age = 0; age < bars.size(); ++age) {
        const double radius = outer * InnerRadius + depth * (static_cast<double>(age) + 0.5);
        const double available = std::min(Turn * radius / frame()->shown, 3 * depth);
        for (std::size_t look = 0; look < ChildLookCount; ++look) {
            const QSizeF share = shareOf(static_cast<ChildLook>(look));
            const double pixel = target.devicePixelRatio;
            SlotPainter::upload(*m_buffer, bars[age][look]);
            m_painter->draw(*m_buffer, radius,
                            {std::max(available * share.width(), pixel),
                             std::max(depth * share.height(), pixel)});
        }
    }
    m_painter->end();
}

} // namespace cownscope::ui
