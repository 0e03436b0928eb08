// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"
#include "ui/views/picture_texture.h"
#include "ui/workloads/boids/shown_parts.h"

#include <QElapsedTimer>
#include <QImage>

#include <vector>

namespace cownscope::ui {

// Shows over a flock who computed which part of it: a tint between two lines in the worker's color,
// and a label with the worker's number and the microseconds that it took. Parts that are too thin
// have no label. Workers are those of the boids that are on view; times change a few times a
// second, unless the worker does: digits that change faster cannot be read. Two rectangles in all,
// however many parts there are.
//
// Made, used and destroyed while the view's context is current.
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
    static constexpr int Age = 250; // ms that times are shown for

    // False if times are shown that came before these: then draw again after the Age.
    bool draw(const std::vector<ShownPart> &parts, const Place &place);

private:
    bool takeOver(const std::vector<ShownPart> &parts);
    void drawTints(const std::vector<ShownPart> &parts, const Place &place);
    void paintLabels(const std::vector<ShownPart> &parts, const Place &place);

    PictureTexture m_tints; // one column, drawn as wide as the world
    PictureTexture m_labels;
    std::vector<ShownPart> m_shown;
    QElapsedTimer m_age; // of the times that are shown
    std::vector<ShownPart> m_labeled;
    WorldFit m_labeledFit;
    QSize m_labeledSize; // of the view
    Shade m_labeledShade = Shade::Dark;
};

} // namespace cownscope::ui
