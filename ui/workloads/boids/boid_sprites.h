// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace cownscope::ui {

// Boids of one length as small pictures of coverage, one for each of 64 headings and, for small
// ones, for the boid's place within its pixel. Smoothed at the edges as the shader does it.
class BoidSprites
{
public:
    static constexpr int Headings = 64; // from east through north, as headingColor() has them

    explicit BoidSprites(double length); // pixels

    double length() const { return m_length; }
    int reach() const { return m_reach; } // most pixels on any side of the one with the center

    // What a boid covers: rows of `width` values from 0 to 255, as small as can be.
    struct Sprite
    {
        std::size_t begin = 0; // of the values, in all
        int left = 0;          // from the pixel with the center
        int top = 0;
        int width = 0;
        int height = 0;
    };
    // The fractions say where in its pixel, from the top left, the center is.
    const Sprite &sprite(int heading, float fractionX, float fractionY) const
    {
        const int phase = static_cast<int>(fractionY * static_cast<float>(m_phases)) * m_phases
            + static_cast<int>(fractionX * static_cast<float>(m_phases));
        return m_sprites[static_cast<std::size_t>(heading * m_phases * m_phases + phase)];
    }
    const std::uint8_t *coverage(const Sprite &sprite) const { return &m_coverage[sprite.begin]; }

private:
    void add(double angle, double fractionX, double fractionY);

    double m_length;
    int m_reach = 0;
    int m_phases; // in each direction
    std::vector<Sprite> m_sprites;
    std::vector<std::uint8_t> m_coverage;
};

} // namespace cownscope::ui
