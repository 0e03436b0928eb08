// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"
#include "ui/views/ring_layout.h"

#include <QElapsedTimer>
#include <QList>
#include <QOpenGLShaderProgram>
#include <QOpenGLTexture>
#include <QOpenGLVertexArrayObject>
#include <QRectF>
#include <QString>

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace cownscope::ui {

// Draws texts on the background of a view. Each has a box in which nothing else is drawn. The texts
// are painted into an image, which is uploaded when they change.
//
// A QPainter on OpenGL is not an option: it stores OpenGL objects in the font engines, which Qt
// Charts keeps until after the application is destroyed.
//
// The context of the view must be current in all calls.
class LabelLayer
{
public:
    struct Label
    {
        QRectF box; // in pixels; the text is centered in the box and clipped to it
        QString text;
        QString caption; // smaller, below the text; may be empty

        bool operator==(const Label &) const = default;
    };

    LabelLayer(); // throws GlError

    void draw(const QList<Label> &labels, QSize viewport, qreal devicePixelRatio,
              const Scene &scene);

private:
    void paint(const QList<Label> &labels, QSize viewport, qreal devicePixelRatio,
               const Scene &scene);

    std::unique_ptr<QOpenGLShaderProgram> m_program;
    std::unique_ptr<QOpenGLTexture> m_texture;
    QOpenGLVertexArrayObject m_noAttributes;
    QList<Label> m_painted;
    QSize m_paintedSize;
    QColor m_paintedColor;
};

// Draws into each circle its number and its step count, if there is space.
//
// The context of the view must be current in all calls.
class CircleLabels
{
public:
    // `radius` is the free radius in each circle, in pixels. `countSteps` returns the steps by
    // circle; it is called a few times per second.
    void draw(const RingLayout &layout, double radius,
              const std::function<std::vector<std::uint64_t>()> &countSteps, const QSize &viewport,
              qreal devicePixelRatio, const Scene &scene);

private:
    LabelLayer m_labels;
    std::vector<std::uint64_t> m_steps;
    QElapsedTimer m_age;
};

} // namespace cownscope::ui
