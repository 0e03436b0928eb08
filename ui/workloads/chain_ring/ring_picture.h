// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/color_table.h"
#include "ui/views/ring_layout.h"
#include "workloads/rings/frame.h"

#include <QSize>

#include <cstdint>
#include <vector>

namespace cownscope::ui {

// Chain rings as a picture that the calling thread paints. Where the processor draws, OpenGL takes
// some microseconds for each slot; this takes a few milliseconds for a window, however many slots
// there are, since it knows of each pixel whose it is.
class RingPicture
{
public:
    // Whose each pixel is: takes some tens of milliseconds.
    void layOut(const RingLayout &layout, std::uint32_t rings, std::uint32_t ringSize,
                const QSize &pixels, double devicePixelRatio);

    // RGBA, rows from the top; valid until the next call of either function. The frame is of the
    // rings that were laid out.
    const std::vector<Pixel> &paint(const rings::Frame &frame, const PixelTable &colors,
                                    Pixel background);

private:
    // A pixel and how much of it the nearest place covers, of 256, idle and held.
    struct Touched
    {
        std::uint32_t pixel;
        std::uint32_t place;
        std::uint16_t idle;
        std::uint16_t held;
    };

    // A place is a slot, or where those are finer than pixels, what is one pixel wide.
    std::uint32_t m_slots = 0;
    std::uint32_t m_places = 0; // of a ring
    std::vector<Touched> m_touched;
    std::vector<std::uint8_t> m_columns; // of the color table, by ring and place
    std::vector<Pixel> m_pixels;
};

} // namespace cownscope::ui
