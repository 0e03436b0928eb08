// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/gl_view.h"
#include "ui/views/ring_layout.h"
#include "ui/views/ring_picture.h"
#include "workloads/rings/frame.h"

#include <QElapsedTimer>
#include <QOpenGLBuffer>
#include <QOpenGLShaderProgram>
#include <QOpenGLTexture>
#include <QOpenGLVertexArrayObject>

#include <memory>
#include <vector>

namespace cownscope::ui {

class LabelLayer;
class PictureTexture;

// One slot as the shader takes it.
struct SlotInstance
{
    float centerX, centerY, angle; // of its ring, pixels; of the slot, radians clockwise from top
    std::uint32_t worker;          // whose color, or a column of the color table
};

// The slots that chains hold in a frame, as they are drawn over the idle ones.
std::vector<SlotInstance> heldSlots(const rings::Frame &frame, const RingLayout &layout);

// Draws chain rings: a circle of slots for each ring; the windows that chains hold are lit in the
// color of the worker that last ran the chain. Many slots are painted into a picture where the
// processor would draw them.
class RingView final
    : public GlView
    , public rings::FrameSink
{
    Q_OBJECT

public:
    RingView();
    ~RingView() override;

    void showFrame(std::shared_ptr<const rings::Frame> frame) override; // main thread, as is this:
    void takeFrame(std::shared_ptr<const rings::Frame> frame, FrameCredit credit) override;

    const rings::Frame *frame() const { return m_frame.get(); }

protected:
    void createGl() override;
    void drawGl(const Target &target) override;
    void destroyGl() override;
    void shadeChanged() override;

private:
    // A vertex array with a buffer of slots.
    struct SlotBuffer
    {
        QOpenGLVertexArrayObject attributes;
        QOpenGLBuffer vertices{QOpenGLBuffer::VertexBuffer};
        GLsizei count = 0;
    };
    void createBuffer(SlotBuffer &buffer);
    static void upload(SlotBuffer &buffer, const std::vector<SlotInstance> &instances);
    void layOut(const Target &target);
    bool isPictureCheaper(const Target &target) const;
    void drawBars(const Target &target);
    void drawPicture(const Target &target);
    void drawSlots(SlotBuffer &buffer, const QSizeF &slotSize);
    void countSteps();
    void drawLabels(const Target &target);

    std::shared_ptr<const rings::Frame> m_frame;
    bool m_colorsStale = false;

    RingLayout m_layout;
    bool m_asPicture = false;
    RingPicture m_rings;
    std::unique_ptr<PictureTexture> m_picture;
    QSize m_laidOutSize;
    std::uint32_t m_laidOutRings = 0;
    std::uint32_t m_laidOutSlots = 0;

    std::unique_ptr<QOpenGLShaderProgram> m_program;
    std::unique_ptr<QOpenGLTexture> m_colors;
    std::unique_ptr<LabelLayer> m_labels;
    std::vector<std::uint64_t> m_stepsOnLabels; // of each ring
    QElapsedTimer m_labelsAge;
    SlotBuffer m_idle;
    SlotBuffer m_held;
};

} // namespace cownscope::ui
