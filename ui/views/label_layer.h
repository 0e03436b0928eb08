// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"

#include <QList>
#include <QOpenGLShaderProgram>
#include <QOpenGLTexture>
#include <QOpenGLVertexArrayObject>
#include <QRectF>
#include <QString>

#include <memory>

namespace cownscope::ui {

// Texts on the background of a view, each in a box that nothing else is drawn in. They are painted
// into an image that is uploaded when they change.
//
// Not with a QPainter on OpenGL: that leaves OpenGL objects in the font engines, which Qt Charts
// keeps until after the application has gone.
//
// Made, used and destroyed while the view's context is current.
class LabelLayer
{
public:
    struct Label
    {
        QRectF box; // pixels; the text is centered in it and cut at it
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

} // namespace cownscope::ui
