// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "mandelbrot.h"

#include <QImage>
#include <QProgressBar>
#include <QWidget>

#include <cstdint>

// Shows tiles when they are ready, and the progress. Like every widget it lives on the main thread,
// here in a pinned cown, so that behaviors scheduled on any thread can use it.
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
