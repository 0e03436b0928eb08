// SPDX-License-Identifier: GPL-3.0-or-later
#include "board_texture.h"

#include "life_window.h"

BoardTexture::BoardTexture(LifeWindow &window)
    : m_window(window)
{
    m_window.makeCurrent();
    initializeOpenGLFunctions();
    glGenTextures(1, &m_name);
    glBindTexture(GL_TEXTURE_2D, m_name);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, life::columns, life::rows, 0, GL_RED, GL_UNSIGNED_BYTE,
                 nullptr);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glBindTexture(GL_TEXTURE_2D, 0);
}

BoardTexture::~BoardTexture()
{
    m_window.hideBoard();
    m_window.makeCurrent(); // also works for a closed window
    glDeleteTextures(1, &m_name);
    m_window.doneCurrent();
}

void BoardTexture::upload(int number, const life::Tile &tile)
{
    m_window.makeCurrent();
    glBindTexture(GL_TEXTURE_2D, m_name);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glTexSubImage2D(GL_TEXTURE_2D, 0, number % life::across * life::side,
                    number / life::across * life::side, life::side, life::side, GL_RED,
                    GL_UNSIGNED_BYTE, tile.cells.data());
    glBindTexture(GL_TEXTURE_2D, 0);
    ++m_uploads;
    m_population += tile.population;
}

void BoardTexture::show(bool grab)
{
    m_uploads = 0;
    m_population = 0;
    m_window.showBoard(m_name, grab);
}
