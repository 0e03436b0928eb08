// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointF>

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace cownscope::ui {

// The triangle of a boid that flies to the right, in pixels around its center. It is enlarged on
// all sides so that a fragment shader can smooth its edges.
struct BoidShape
{
    std::array<QPointF, 3> corners; // tip, then the two ends of the tail
    std::array<double, 3> heights;  // distance of each corner from the opposite original edge
    double overhang = 1;            // distance of the enlarged edges from the original ones
};
BoidShape boidShape(double length);

// The length of a boid in pixels. It decreases with the number of boids in the world and may be
// less than a pixel.
double crowdLength(std::size_t boids, double worldArea, double pixelsPerUnit,
                   double devicePixelRatio);

// The minimum length of a visible triangle, in logical pixels.
inline constexpr double LeastTriangle = 3.5;

// Coverage images of boids of one length, for 64 headings. For small boids there is an image for
// each of several positions within a pixel. Edges are smoothed as in the shader.
class BoidSprites
{
public:
    static constexpr int Headings = 64; // from east through north, as in headingColor()

    explicit BoidSprites(double length); // pixels

    double length() const { return m_length; }
    int reach() const { return m_reach; } // largest distance from the center pixel, in pixels

    // The coverage of a boid: rows of `width` values from 0 to 255, cropped.
    struct Sprite
    {
        std::size_t begin = 0; // index of the first value
        int left = 0;          // relative to the center pixel
        int top = 0;
        int width = 0;
        int height = 0;
    };
    // The fractions are the position of the center within its pixel, from the top left.
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
    int m_phases; // per direction
    std::vector<Sprite> m_sprites;
    std::vector<std::uint8_t> m_coverage;
};

} // namespace cownscope::ui
