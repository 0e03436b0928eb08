// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QOpenGLExtraFunctions>
#include <QOpenGLShaderProgram>
#include <QOpenGLVertexArrayObject>
#include <QOpenGLWindow>

#include <functional>

// Draws a texture of cells with OpenGL 3.3 core. Main thread only. A paint is no behavior, but the
// texture cannot change meanwhile: the event loop runs one of them after the other.
class LifeWindow
    : public QOpenGLWindow
    , protected QOpenGLExtraFunctions
{
public:
    static QSurfaceFormat neededFormat();

    LifeWindow();
    ~LifeWindow() override;

    // Both are called from the event loop, never from inside a paint: `ready` once, when there is a
    // context that textures can be made in; `drawn` when a board was drawn that showBoard
    // announced.
    std::function<void()> ready;
    std::function<void()> drawn;

    // The texture is another's and must be there until hideBoard() or the window's end. Draws it
    // soon; if `grab`, keeps what is on the screen then as picture().
    void showBoard(GLuint texture, bool grab);
    void hideBoard();

    const QImage &picture() const { return m_picture; }
    const QString &problem() const { return m_problem; } // with the shaders; empty: none

protected:
    void initializeGL() override;
    void paintGL() override;

private:
    QOpenGLShaderProgram m_program;
    QOpenGLVertexArrayObject m_noVertices;
    GLuint m_board = 0;
    bool m_announced = false;
    bool m_grab = false;
    QImage m_picture;
    QString m_problem;
};
