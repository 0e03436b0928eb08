// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "life.h"

#include <QOpenGLExtraFunctions>

class LifeWindow;

// The board on the graphics card. Objects of a GL context may only be used on the thread where the
// context is current, so this lives in a pinned cown. Every function makes the window's context
// current; the window must outlive the texture.
class BoardTexture : protected QOpenGLExtraFunctions
{
public:
    explicit BoardTexture(LifeWindow &window);
    ~BoardTexture();
    BoardTexture(const BoardTexture &) = delete;
    BoardTexture &operator=(const BoardTexture &) = delete;

    void upload(int number, const life::Tile &tile);

    // True once all tiles were uploaded since the last show().
    bool isComplete() const { return m_uploads == life::tiles; }
    int population() const { return m_population; }

    // Shows the uploaded board, which must be complete, and begins the next one.
    void show(bool grab);

private:
    LifeWindow &m_window;
    GLuint m_name = 0;
    int m_uploads = 0;
    int m_population = 0;
};
