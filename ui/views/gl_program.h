// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QOpenGLShaderProgram>
#include <QRectF>
#include <QString>
#include <QVector2D>
#include <QVector4D>

#include <cstddef>
#include <memory>
#include <stdexcept>

namespace cownscope::ui {

// An OpenGL error in a view. The message is shown to the user.
class GlError : public std::runtime_error
{
public:
    explicit GlError(const QString &message)
        : std::runtime_error(message.toStdString())
    { }
};

// Compiles and links two files of shaders/ in the current context. Throws GlError with the file
// name and the log of the compiler or linker.
std::unique_ptr<QOpenGLShaderProgram> loadProgram(const QString &vertexFile,
                                                  const QString &fragmentFile);

// The same for source texts. The names are only used in error messages.
struct ShaderText
{
    QString name;
    QByteArray source;
};
std::unique_ptr<QOpenGLShaderProgram> buildProgram(const ShaderText &vertex,
                                                   const ShaderText &fragment);

// A rectangle as a uniform: left, top, right, bottom.
inline QVector4D edgesOf(const QRectF &rectangle)
{
    return QVector4D{QVector2D{rectangle.topLeft()}, static_cast<float>(rectangle.right()),
                     static_cast<float>(rectangle.bottom())};
}

// Converts an offset into the bound buffer to the pointer type that OpenGL expects.
inline const void *bufferOffset(std::size_t bytes)
{
    return reinterpret_cast<const void *>(bytes);
}

} // namespace cownscope::ui
