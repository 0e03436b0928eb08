// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mandelbrot.h"

#include <QImage>
#include <QProgressBar>
#include <QWidget>

#include <cstdint>

// Shows tiles as they come, and how many are still to come. Lives on the main thread, as every
// widget; here inside a pinned cown, so that behaviors can ask for it from anywhere.
class MandelbrotWindow : public QWidget
{
public:
    MandelbrotWindow();

    void showTile(const mandelbrot::Tile &tile);

    int shown() const { return m_shown; }
    bool isComplete() const { return m_shown == mandelbrot::tiles; }
    std::uint64_t iterations() const { return m_iterations; }
    std::uint64_t points() const { return m_points; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QImage m_picture;
    QProgressBar *m_progress;
    int m_shown = 0;
    std::uint64_t m_iterations = 0;
    std::uint64_t m_points = 0;
};
