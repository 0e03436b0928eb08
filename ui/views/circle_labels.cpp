// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/circle_labels.h"

#include "ui/style/quantity_text.h"
#include "ui/views/gl_program.h"

#include <QImage>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QPainter>
#include <QVector2D>
#include <QVector4D>

#include <algorithm>

namespace cownscope::ui {
namespace {

// Ms; digits that change faster are unreadable and take time to draw.
constexpr qint64 ReadableInterval = 250;
constexpr double LeastRadius = 11; // logical pixels; text in a smaller circle is unreadable
constexpr double LeastWithSteps = 28;

} // namespace

LabelLayer::LabelLayer()
    : m_program(loadProgram(QStringLiteral("rectangle.vert"), QStringLiteral("label.frag")))
{
    m_noAttributes.create();
}

void LabelLayer::paint(const QList<Label> &labels, QSize viewport, qreal devicePixelRatio,
                       const Scene &scene)
{
    QImage image{viewport, QImage::Format_RGB32};
    image.fill(scene.background); // text on a transparent background would get colored fringes
    QPainter painter{&image};
    for (const Label &label : labels) {
        const double radius = std::min(label.box.width(), label.box.height()) / 2;
        const auto size = [&](double share, double least, double most) {
            return static_cast<int>(
                std::clamp(share * radius, least * devicePixelRatio, most * devicePixelRatio));
        };
        QFont font = painter.font();
        font.setStyleStrategy(QFont::NoSubpixelAntialias);
        const int textSize = size(0.46, 10, 26);
        const int captionSize = size(0.26, 10, 14);
        const double lift = label.caption.isEmpty() ? 0 : 0.7 * captionSize;
        font.setPixelSize(textSize);
        painter.setFont(font);
        painter.setPen(scene.text);
        painter.drawText(label.box.translated(0, -lift), Qt::AlignCenter, label.text);
        if (label.caption.isEmpty())
            continue;
        font.setPixelSize(captionSize);
        painter.setFont(font);
        painter.setPen(scene.faintText);
        painter.drawText(label.box.translated(0, 0.75 * textSize), Qt::AlignCenter, label.caption);
    }
    painter.end();
    m_texture = std::make_unique<QOpenGLTexture>(image, QOpenGLTexture::DontGenerateMipMaps);
    m_texture->setMinMagFilters(QOpenGLTexture::Nearest, QOpenGLTexture::Nearest);
}

void LabelLayer::draw(const QList<Label> &labels, QSize viewport, qreal devicePixelRatio,
                      const Scene &scene)
{
    if (labels.isEmpty())
        return;
    if (!m_texture || labels != m_painted || viewport != m_paintedSize
        || scene.text != m_paintedColor) {
        paint(labels, viewport, devicePixelRatio, scene);
        m_painted = labels;
        m_paintedSize = viewport;
        m_paintedColor = scene.text;
    }
    auto *gl = QOpenGLContext::currentContext()->functions();
    m_program->bind();
    m_noAttributes.bind();
    m_texture->bind(0);
    m_program->setUniformValue("labels", 0);
    m_program->setUniformValue("viewport", viewport);
    for (const Label &label : labels) {
        const QRect box = label.box.toAlignedRect();
        m_program->setUniformValue("rectangle", edgesOf(QRectF{box}));
        gl->glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
    }
    m_texture->release();
    m_noAttributes.release();
    m_program->release();
}

void CircleLabels::draw(const RingLayout &layout, double radius,
                        const std::function<std::vector<std::uint64_t>()> &countSteps,
                        const QSize &viewport, qreal devicePixelRatio, const Scene &scene)
{
    if (radius < LeastRadius * devicePixelRatio)
        return;
    if (m_steps.size() != layout.centers.size() || !m_age.isValid()
        || m_age.hasExpired(ReadableInterval)) {
        m_steps = countSteps();
        m_age.start();
    }
    const bool withSteps = radius > LeastWithSteps * devicePixelRatio;
    QList<LabelLayer::Label> labels;
    for (std::size_t circle = 0; circle < layout.centers.size(); ++circle) {
        const QPointF center = layout.centers[circle];
        const double side = 0.68 * radius; // a square inside the circle
        labels.append({QRectF{center.x() - side, center.y() - side, 2 * side, 2 * side},
                       QString::number(circle),
                       withSteps
                           ? siText(static_cast<double>(m_steps[circle])) + QStringLiteral(" steps")
                           : QString{}});
    }
    m_labels.draw(labels, viewport, devicePixelRatio, scene);
}

} // namespace cownscope::ui
