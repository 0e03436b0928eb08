// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/gl_program.h"

#include <QFile>

// Registers the resources of this static library. Q_INIT_RESOURCE must be used outside of any
// namespace.
static void loadShaders()
{
    Q_INIT_RESOURCE(shaders);
}

namespace cownscope::ui {
namespace {

ShaderText readShader(const QString &file)
{
    loadShaders();
    QFile source{QStringLiteral(":/shaders/") + file};
    if (!source.open(QIODevice::ReadOnly))
        throw GlError{
            QStringLiteral("The shader %1 is missing from the program's resources.").arg(file)};
    return {file, source.readAll()};
}

void addStage(QOpenGLShaderProgram &program, QOpenGLShader::ShaderType type, const ShaderText &text)
{
    if (!program.addShaderFromSourceCode(type, text.source))
        throw GlError{QStringLiteral("The shader %1 did not compile:\n%2")
                          .arg(text.name, program.log().trimmed())};
}

} // namespace

std::unique_ptr<QOpenGLShaderProgram> buildProgram(const ShaderText &vertex,
                                                   const ShaderText &fragment)
{
    auto program = std::make_unique<QOpenGLShaderProgram>();
    addStage(*program, QOpenGLShader::Vertex, vertex);
    addStage(*program, QOpenGLShader::Fragment, fragment);
    if (!program->link())
        throw GlError{QStringLiteral("The shaders %1 and %2 did not link:\n%3")
                          .arg(vertex.name, fragment.name, program->log().trimmed())};
    return program;
}

std::unique_ptr<QOpenGLShaderProgram> loadProgram(const QString &vertexFile,
                                                  const QString &fragmentFile)
{
    return buildProgram(readShader(vertexFile), readShader(fragmentFile));
}

} // namespace cownscope::ui
