// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QOpenGLExtraFunctions>
#include <QOpenGLShaderProgram>
#include <QOpenGLVertexArrayObject>
#include <QOpenGLWindow>

#include <functional>

// Draws a texture of cells with OpenGL 3.3 core. Main thread only. Painting is not a behavior, but
// the texture cannot change meanwhile: the event loop runs pinned behaviors and paints one after
// the other.
class LifeWindow
    : public QOpenGLWindow
    , protected QOpenGLExtraFunctions
{
public:
    static QSurfaceFormat neededFormat();

    LifeWindow();
    ~LifeWindow() override;

    // Both are called from the event loop, never from inside a paint: `ready` once, when there is a
    // context for textures; `drawn` after drawing a board that was passed to showBoard().
    std::function<void()> ready;
    std::function<void()> drawn;

    // Draws the texture soon; if `grab`, saves the result as picture(). The caller owns the
    // texture, which must exist until hideBoard() or until the window is destroyed.
    void showBoard(GLuint texture, bool grab);
    void hideBoard();

    const QImage &picture() const { return m_picture; }
    const QString &problem() const { return m_problem; } // with the shaders; empty if none

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
