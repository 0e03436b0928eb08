// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QOpenGLShaderProgram>
#include <QString>

#include <memory>

namespace cownscope::ui {

// Compiles and links two files of shaders/, in the current context. Throws GlError with the file's
// name and the compiler's or linker's log.
std::unique_ptr<QOpenGLShaderProgram> loadProgram(const QString &vertexFile,
                                                  const QString &fragmentFile);

// The same from texts; the names only serve the message.
struct ShaderText
{
    QString name;
    QByteArray source;
};
std::unique_ptr<QOpenGLShaderProgram> buildProgram(const ShaderText &vertex,
                                                   const ShaderText &fragment);

} // namespace cownscope::ui
