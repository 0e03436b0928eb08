// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/gl_view.h"
#include "ui/views/ring_layout.h"
#include "ui/views/slot_painter.h"
#include "workloads/fanout/frame.h"

#include <array>
#include <memory>
#include <vector>

namespace cownscope::ui {

class CircleLabels;

// The appearance of a child.
enum class ChildLook { Waiting, Local, Stolen, Running };
inline constexpr std::size_t ChildLookCount = 4;

// The children of a frame as bars, by age and look.
using ChildBars = std::vector<std::array<std::vector<SlotInstance>, ChildLookCount>>;
ChildBars childBars(const fanout::Frame &frame, const RingLayout &layout);

// Draws producers. Each producer has one circle per recent step, with the newest inside. Each child
// is a bar in the color of the worker that ran it: short while waiting, long while running. Narrow
// bars ran on the worker that scheduled them; wide bars were stolen.
class FanOutView final : public FrameView<fanout::Frame>
{
public:
    FanOutView();
    ~FanOutView() override;

protected:
    void createGl() override;
    void drawGl(const Target &target) override;
    void destroyGl() override;

private:
    void layOut(const Target &target);

    RingLayout m_layout;
    QSize m_laidOutSize;
    std::size_t m_laidOutProducers = 0;
    std::uint32_t m_laidOutChildren = 0;
    std::unique_ptr<SlotPainter> m_painter;
    std::unique_ptr<SlotPainter::Buffer> m_buffer;
    std::unique_ptr<CircleLabels> m_labels;
};

} // namespace cownscope::ui
