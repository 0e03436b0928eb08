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

// How a child is drawn.
enum class ChildLook { Waiting, Local, Stolen, Running };
inline constexpr std::size_t ChildLookCount = 4;

// The children of a frame as bars: by age, and by look.
using ChildBars = std::vector<std::array<std::vector<SlotInstance>, ChildLookCount>>;
ChildBars childBars(const fanout::Frame &frame, const RingLayout &layout);

// Draws producers, and around each of them the children of its last steps, a circle for each step;
// the newest is the inner one. A child is a bar in the color of the worker that ran it: short while
// it waits, long while it runs; a thin one ran where it was scheduled, a broad one was stolen.
class FanOutView final
    : public GlView
    , public fanout::FrameSink
{
    Q_OBJECT

public:
    FanOutView();
    ~FanOutView() override;

    void showFrame(std::shared_ptr<const fanout::Frame> frame) override; // main thread, as is this:
    void takeFrame(std::shared_ptr<const fanout::Frame> frame, FrameCredit credit) override;

    const fanout::Frame *frame() const { return m_frame.get(); }

protected:
    void createGl() override;
    void drawGl(const Target &target) override;
    void destroyGl() override;
    void shadeChanged() override { }

private:
    void layOut(const Target &target);

    std::shared_ptr<const fanout::Frame> m_frame;
    RingLayout m_layout;
    QSize m_laidOutSize;
    std::size_t m_laidOutProducers = 0;
    std::uint32_t m_laidOutChildren = 0;
    std::unique_ptr<SlotPainter> m_painter;
    std::unique_ptr<SlotPainter::Buffer> m_buffer;
    std::unique_ptr<CircleLabels> m_labels;
};

} // namespace cownscope::ui
