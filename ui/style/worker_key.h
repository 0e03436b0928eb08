// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"

#include <QFontMetrics>
#include <QRect>

#include <optional>
#include <span>

class QPainter;

namespace cownscope::ui {

// A legend of the worker colors in one line, for any number of workers. Each worker has a chip with
// its number beside or inside it. If these do not fit, there is a strip of colors with as many
// numbers above it as fit.
class WorkerKey
{
public:
    // Vertically centered in the area, starting at its left edge.
    WorkerKey(const QRect &area, unsigned workers, const QFont &font);

    void paint(QPainter &painter, Shade shade) const;
    std::optional<unsigned> workerAt(const QPoint &position) const;
    // the right end; within the area
    int right() const { return static_cast<int>(std::ceil(cell(m_workers - 1).right())); }

    // The width with chips and numbers beside them.
    static int preferredWidth(unsigned workers, const QFont &font);

private:
    enum class Form { Beside, Inside, Strip };

    QRectF cell(unsigned worker) const; // including a number beside or inside it
    void paintStripNumbers(QPainter &painter, const QColor &text) const;

    QRect m_area;
    unsigned m_workers;
    QFont m_font;
    QFontMetrics m_metrics;
    Form m_form = Form::Beside;
    double m_pitch = 0; // distance from one worker to the next
};

// Paints a bar for each worker in its color, and below the area the numbers of as many workers as
// fit. A bar of the value `top` is as high as the area; `pitch` is the distance from one bar to the
// next, of which `gap` stays free.
void paintWorkerBars(QPainter &painter, const QRectF &area, std::span<const double> values,
                     double top, double pitch, double gap, Shade shade);

} // namespace cownscope::ui
