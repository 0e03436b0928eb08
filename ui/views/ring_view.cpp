// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/ring_view.h"

#include "ui/style/quantity_text.h"
#include "ui/views/color_table.h"
#include "ui/views/gl_program.h"
#include "ui/views/label_layer.h"
#include "ui/views/picture_texture.h"
#include "ui/views/renderer_choice.h"

#include <algorithm>
#include <cstddef>

namespace cownscope::ui {
namespace {

constexpr qint64 LabelInterval = 250; // ms

const void *bufferOffset(std::size_t bytes)
{
    return reinterpret_cast<const void *>(bytes);
}

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
        const std::uint32_t column = std::min<std::uint32_t>(chain.worker, NobodyColumn);
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

void RingView::showFrame(std::shared_ptr<const rings::Frame> frame)
{
    takeFrame(std::move(frame), {});
}

void RingView::takeFrame(std::shared_ptr<const rings::Frame> frame, FrameCredit credit)
{
    m_frame = std::move(frame);
    frameArrived(std::move(credit));
}

void RingView::shadeChanged()
{
    m_colorsStale = true; // no context is current here
}

void RingView::createBuffer(SlotBuffer &buffer)
{
    buffer.attributes.create();
    buffer.attributes.bind();
    buffer.vertices.create();
    buffer.vertices.setUsagePattern(QOpenGLBuffer::StreamDraw);
    buffer.vertices.bind();
    constexpr auto Stride = static_cast<GLsizei>(sizeof(SlotInstance));
    glEnableVertexAttribArray(0);
    glVertexAttribPointer(0, 3, GL_FLOAT, GL_FALSE, Stride,
                          bufferOffset(offsetof(SlotInstance, centerX)));
    glVertexAttribDivisor(0, 1);
    glEnableVertexAttribArray(1);
    glVertexAttribIPointer(1, 1, GL_UNSIGNED_INT, Stride,
                           bufferOffset(offsetof(SlotInstance, worker)));
    glVertexAttribDivisor(1, 1);
    buffer.vertices.release();
    buffer.attributes.release();
}

void RingView::createGl()
{
    m_program = loadProgram(QStringLiteral("slot.vert"), QStringLiteral("slot.frag"));
    m_labels = std::make_unique<LabelLayer>();
    m_picture = std::make_unique<PictureTexture>();
    createBuffer(m_idle);
    createBuffer(m_held);
    m_laidOutSize = {};
}

void RingView::destroyGl()
{
    m_colors.reset();
    for (SlotBuffer *buffer : {&m_idle, &m_held}) {
        buffer->vertices.destroy();
        buffer->attributes.destroy();
    }
    m_labels.reset();
    m_picture.reset();
    m_program.reset();
}

void RingView::upload(SlotBuffer &buffer, const std::vector<SlotInstance> &instances)
{
    buffer.vertices.bind();
    buffer.vertices.allocate(instances.data(),
                             static_cast<int>(instances.size() * sizeof(SlotInstance)));
    buffer.vertices.release();
    buffer.count = static_cast<GLsizei>(instances.size());
}

void RingView::layOut(const Target &target)
{
    if (m_laidOutSize == target.pixels && m_laidOutRings == m_frame->rings
        && m_laidOutSlots == m_frame->ringSize)
        return;
    m_laidOutSize = target.pixels;
    m_laidOutRings = m_frame->rings;
    m_laidOutSlots = m_frame->ringSize;
    m_layout = layoutRings(m_frame->rings, m_frame->ringSize, QSizeF{target.pixels},
                           target.devicePixelRatio);
    m_asPicture = isPictureCheaper(target);
    if (m_asPicture) {
        m_rings.layOut(m_layout, m_frame->rings, m_frame->ringSize, target.pixels,
                       target.devicePixelRatio);
        return;
    }
    m_rings = {};
    std::vector<SlotInstance> idle;
    idle.reserve(static_cast<std::size_t>(m_frame->rings) * m_frame->ringSize);
    for (const QPointF &center : m_layout.centers) {
        for (std::uint32_t index = 0; index < m_frame->ringSize; ++index)
            idle.push_back(slotInstance(center, slotAngle(index, m_frame->ringSize), IdleColumn));
    }
    upload(m_idle, idle);
}

// On a processor a bar costs about 5 µs, and a pixel of a picture 5 ns.
bool RingView::isPictureCheaper(const Target &target) const
{
    const double bars = static_cast<double>(m_frame->rings) * m_frame->ringSize
        + static_cast<double>(m_frame->chains.size()) * m_frame->groupSize;
    const double pixels = 1.0 * target.pixels.width() * target.pixels.height();
    return isSoftwareGl(rendererName()) && bars > pixels / 1000;
}

void RingView::drawGl(const Target &target)
{
    if (!m_frame)
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
        m_rings.paint(*m_frame, pixelTable(shade()), pixelOf(sceneFor(shade()).background));
    m_picture->upload(target.pixels, pixels.data());
    m_picture->draw(QRectF{QPointF{}, QSizeF{target.pixels}}, target.pixels);
    drawLabels(target);
}

void RingView::drawBars(const Target &target)
{
    drawLabels(target);
    upload(m_held, heldSlots(*m_frame, m_layout));
    if (!m_colors || m_colorsStale)
        m_colors = colorTexture(shade());
    m_colorsStale = false;

    glEnable(GL_BLEND);
    glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    m_program->bind();
    m_colors->bind(0);
    m_program->setUniformValue("colors", 0);
    m_program->setUniformValue("row", WorkerRow);
    m_program->setUniformValue("viewport", static_cast<float>(target.pixels.width()),
                               static_cast<float>(target.pixels.height()));
    m_program->setUniformValue("radius", static_cast<float>(m_layout.radius));
    const double swell = 2 * target.devicePixelRatio; // held slots stand out by size, too
    drawSlots(m_idle, m_layout.slot);
    drawSlots(m_held, m_layout.slot + QSizeF{std::min(swell, m_layout.slot.width()), swell});
    m_colors->release();
    m_program->release();
    glDisable(GL_BLEND);
}

void RingView::drawSlots(SlotBuffer &buffer, const QSizeF &slotSize)
{
    m_program->setUniformValue("halfSize", static_cast<float>(slotSize.width() / 2),
                               static_cast<float>(slotSize.height() / 2));
    buffer.attributes.bind();
    glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, buffer.count);
    buffer.attributes.release();
}

void RingView::countSteps()
{
    std::vector<std::uint64_t> steps(m_layout.centers.size());
    for (const rings::ChainView &chain : m_frame->chains) {
        if (chain.ring < steps.size())
            steps[chain.ring] += chain.count;
    }
    m_stepsOnLabels = std::move(steps);
    m_labelsAge.start();
}

void RingView::drawLabels(const Target &target)
{
    const double radius = m_layout.innerRadius;
    if (radius < 11 * target.devicePixelRatio)
        return; // no room that could be read
    const bool withSteps = radius > 34 * target.devicePixelRatio;
    // Digits that change faster cannot be read, and cost.
    if (m_stepsOnLabels.size() != m_layout.centers.size() || !m_labelsAge.isValid()
        || m_labelsAge.hasExpired(LabelInterval))
        countSteps();
    QList<LabelLayer::Label> labels;
    for (std::size_t ring = 0; ring < m_layout.centers.size(); ++ring) {
        const QPointF center = m_layout.centers[ring];
        const double side = 0.68 * radius; // a square inside the circle
        labels.append({QRectF{center.x() - side, center.y() - side, 2 * side, 2 * side},
                       QString::number(ring),
                       withSteps ? siText(static_cast<double>(m_stepsOnLabels[ring]))
                               + QStringLiteral(" steps")
                                 : QString{}});
    }
    m_labels->draw(labels, target.pixels, target.devicePixelRatio, sceneFor(shade()));
}

} // namespace cownscope::ui
