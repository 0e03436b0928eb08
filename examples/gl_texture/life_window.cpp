// SPDX-License-Identifier: GPL-3.0-or-later
#include "life_window.h"

#include "life.h"

#include <QMetaObject>

#include <utility>

namespace {

// One triangle that covers the window; its vertices are computed from their indices.
constexpr const char *vertexShader = R"(#version 330 core
out vec2 place; // 0 to 1, the upper left corner is 0, 0

void main()
{
    vec2 corner = vec2((gl_VertexID << 1) & 2, gl_VertexID & 2);
    place = vec2(corner.x, 1.0 - corner.y);
    gl_Position = vec4(2.0 * corner - 1.0, 0.0, 1.0);
}
)";

constexpr const char *fragmentShader = R"(#version 330 core
uniform sampler2D board;
uniform vec2 pixelsOfCell;
in vec2 place;
out vec4 color;

const vec3 background = vec3(0.043, 0.051, 0.090);
const vec3 living = vec3(1.0, 0.965, 0.855);

vec3 glow(float heat) // from 0 to 1
{
    vec3 result = mix(background, vec3(0.17, 0.11, 0.43), smoothstep(0.0, 0.30, heat));
    result = mix(result, vec3(0.66, 0.16, 0.48), smoothstep(0.25, 0.55, heat));
    return mix(result, vec3(0.98, 0.55, 0.22), smoothstep(0.50, 0.75, heat));
}

void main()
{
    vec2 size = vec2(textureSize(board, 0));
    vec2 at = place * size;
    ivec2 cell = clamp(ivec2(at), ivec2(0), ivec2(size) - 1);
    float heat = texelFetch(board, cell, 0).r;
    if (heat < 1.0) {
        color = vec4(glow(heat), 1.0);
        return;
    }
    // A disk with an edge one pixel wide.
    float distance = length((fract(at) - 0.5) * pixelsOfCell);
    float radius = 0.5 * min(pixelsOfCell.x, pixelsOfCell.y);
    float cover = clamp(radius - distance + 0.5, 0.0, 1.0);
    color = vec4(mix(glow(0.75), living, cover), 1.0);
}
)";

} // namespace

QSurfaceFormat LifeWindow::neededFormat()
{
    QSurfaceFormat format;
    format.setRenderableType(QSurfaceFormat::OpenGL);
    format.setVersion(3, 3);
    format.setProfile(QSurfaceFormat::CoreProfile);
    return format;
}

LifeWindow::LifeWindow()
{
    setFormat(neededFormat());
    setTitle(QStringLiteral("Life in tiles, by behaviors"));
    resize(4 * life::columns, 4 * life::rows);
}

LifeWindow::~LifeWindow()
{
    if (!isValid())
        return;
    makeCurrent();
    m_noVertices.destroy();
    m_program.removeAllShaders();
    doneCurrent();
}

void LifeWindow::initializeGL()
{
    initializeOpenGLFunctions();
    if (!m_program.addShaderFromSourceCode(QOpenGLShader::Vertex, vertexShader)
        || !m_program.addShaderFromSourceCode(QOpenGLShader::Fragment, fragmentShader)
        || !m_program.link())
        m_problem = QStringLiteral("The shaders cannot be used: %1").arg(m_program.log().trimmed());
    m_noVertices.create();
    QMetaObject::invokeMethod(
        this, [this] { ready(); }, Qt::QueuedConnection);
}

void LifeWindow::showBoard(GLuint texture, bool grab)
{
    m_board = texture;
    m_grab = grab;
    m_announced = true;
    update();
}

void LifeWindow::hideBoard()
{
    m_board = 0;
}

void LifeWindow::paintGL()
{
    if (m_board == 0 || !m_program.isLinked()) {
        glClearColor(0.043f, 0.051f, 0.090f, 1.0f);
        glClear(GL_COLOR_BUFFER_BIT);
        return;
    }
    const QSizeF pixels = QSizeF(size()) * devicePixelRatio();
    glActiveTexture(GL_TEXTURE0);
    glBindTexture(GL_TEXTURE_2D, m_board);
    m_noVertices.bind();
    m_program.bind();
    m_program.setUniformValue("board", 0);
    m_program.setUniformValue(
        "pixelsOfCell", QPointF(pixels.width() / life::columns, pixels.height() / life::rows));
    glDrawArrays(GL_TRIANGLES, 0, 3);
    m_program.release();
    m_noVertices.release();
    glBindTexture(GL_TEXTURE_2D, 0);

    if (!std::exchange(m_announced, false))
        return; // redrawn for another reason, for example after another window was closed
    if (std::exchange(m_grab, false))
        m_picture = grabFramebuffer();
    QMetaObject::invokeMethod(
        this, [this] { drawn(); }, Qt::QueuedConnection);
}
