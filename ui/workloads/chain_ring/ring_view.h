// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/gl_view.h"
#include "ui/views/ring_layout.h"
#include "ui/views/slot_painter.h"
#include "ui/workloads/chain_ring/ring_picture.h"
#include "workloads/rings/frame.h"

#include <memory>
#include <vector>

namespace cownscope::ui {

class CircleLabels;
class PictureTexture;

// The slots that chains hold in a frame. They are drawn over the idle slots.
std::vector<SlotInstance> heldSlots(const rings::Frame &frame, const RingLayout &layout);

// Draws chain rings: a circle of slots for each ring. Slots that a chain holds have the color of
// the worker that last ran the chain. With software OpenGL, many slots are painted into an image.
class RingView final : public FrameView<rings::Frame>
{
public:
    RingView();
    ~RingView() override;

protected:
    void createGl() override;
    void drawGl(const Target &target) override;
    void destroyGl() override;

private:
    void layOut(const Target &target);
    bool isPictureCheaper(const Target &target) const;
    void drawBars(const Target &target);
    void drawPicture(const Target &target);
    void drawLabels(const Target &target);

    RingLayout m_layout;
    bool m_asPicture = false;
    RingPicture m_rings;
    std::unique_ptr<PictureTexture> m_picture;
    QSize m_laidOutSize;
    std::uint32_t m_laidOutRings = 0;
    std::uint32_t m_laidOutSlots = 0;

    std::unique_ptr<SlotPainter> m_painter;
    std::unique_ptr<CircleLabels> m_labels;
    std::unique_ptr<SlotPainter::Buffer> m_idle;
    std::unique_ptr<SlotPainter::Buffer> m_held;
};

} // namespace cownscope::ui
