// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/color_table.h"
#include "ui/views/ring_layout.h"
#include "workloads/rings/frame.h"

#include <QSize>

#include <cstdint>
#include <vector>

namespace cownscope::ui {

// Paints chain rings into an image on the calling thread. Software OpenGL takes some microseconds
// per slot. This class takes a few milliseconds per image for any number of slots, since it knows
// the slot of each pixel.
class RingPicture
{
public:
    // Computes the slot of each pixel, which takes some tens of milliseconds.
    void layOut(const RingLayout &layout, std::uint32_t rings, std::uint32_t ringSize,
                const QSize &pixels, double devicePixelRatio);

    // Returns RGBA pixels, in rows from the top, which are valid until the next call. The frame
    // must match the layout.
    const std::vector<Pixel> &paint(const rings::Frame &frame, const PixelTable &colors,
                                    Pixel background);

private:
    // A pixel and its coverage by the nearest place, of 256, if idle and if held.
    struct Touched
    {
        std::uint32_t pixel;
        std::uint32_t place;
        std::uint16_t idle;
        std::uint16_t held;
    };

    // A place is a slot, or a pixel if slots are narrower than pixels.
    std::uint32_t m_slots = 0;
    std::uint32_t m_places = 0; // per ring
    std::vector<Touched> m_touched;
    std::vector<std::uint8_t> m_columns; // columns of the color table, by ring and place
    std::vector<Pixel> m_pixels;
};

} // namespace cownscope::ui
