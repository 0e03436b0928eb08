// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "life.h"

#include <QOpenGLExtraFunctions>

class LifeWindow;

// The board on the graphics card. What a GL context owns may only be touched on the thread where
// the context is current: that is why this lives in a pinned cown. Every function makes the
// window's context current; the window must outlive the texture.
class BoardTexture : protected QOpenGLExtraFunctions
{
public:
    explicit BoardTexture(LifeWindow &window);
    ~BoardTexture();
    BoardTexture(const BoardTexture &) = delete;
    BoardTexture &operator=(const BoardTexture &) = delete;

    void upload(int number, const life::Tile &tile);

    // Of all tiles since the call before: true once all were uploaded.
    bool isComplete() const { return m_uploads == life::tiles; }
    int population() const { return m_population; }

    // Shows what was uploaded, which must be complete, and begins the next board.
    void show(bool grab);

private:
    LifeWindow &m_window;
    GLuint m_name = 0;
    int m_uploads = 0;
    int m_population = 0;
};
