// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"
#include "ui/views/picture_texture.h"
#include "ui/workloads/boids/shown_parts.h"

#include <QElapsedTimer>
#include <QImage>

#include <vector>

namespace cownscope::ui {

// An overlay that shows which worker computed each part of the flock: a tint between two lines in
// the color of the worker, and a label with its number and the time in microseconds. Thin parts
// have no label. Workers belong to the boids that are shown; times are updated only a few times per
// second, to be readable. The overlay consists of two textured rectangles, for any number of parts.
//
// The context of the view must be current in all calls.
class PartOverlay
{
public:
    struct Place
    {
        WorldFit fit;
        double worldWidth = 0;
        QSize viewport;
        qreal devicePixelRatio = 1;
        Shade shade = Shade::Dark;
    };
    static constexpr int Age = 250; // ms between updates of times

    // False if older times are shown; then draw again after Age.
    bool draw(const std::vector<ShownPart> &parts, const Place &place);

private:
    bool takeOver(const std::vector<ShownPart> &parts);
    void drawTints(const std::vector<ShownPart> &parts, const Place &place);
    void paintLabels(const std::vector<ShownPart> &parts, const Place &place);

    PictureTexture m_tints; // one column, stretched to the width of the world
    PictureTexture m_labels;
    std::vector<ShownPart> m_shown;
    QElapsedTimer m_age; // since the times were updated
    std::vector<ShownPart> m_labeled;
    WorldFit m_labeledFit;
    QSize m_labeledSize; // size of the view
    Shade m_labeledShade = Shade::Dark;
};

} // namespace cownscope::ui
