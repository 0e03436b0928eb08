// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"

#include <QFontMetrics>
#include <QRect>

#include <optional>

class QPainter;

namespace cownscope::ui {

// Which color is which worker's, in one line, for all workers however many there are: a chip for
// each with its number beside or in it, or, where those have no room, a strip of the colors with as
// many of the numbers above it as fit.
class WorkerKey
{
public:
    // Centered vertically in the area, from its left.
    WorkerKey(const QRect &area, unsigned workers, const QFont &font);

    void paint(QPainter &painter, Shade shade) const;
    std::optional<unsigned> workerAt(const QPoint &position) const;
    int right() const; // where it ends; not beyond the area

    // How wide it would like to be: chips with their numbers.
    static int preferredWidth(unsigned workers, const QFont &font);

private:
    enum class Form { Beside, Inside, Strip };

    QRectF cell(unsigned worker) const; // with its number, if that is beside or inside
    void paintStripNumbers(QPainter &painter, const QColor &text) const;

    QRect m_area;
    unsigned m_workers;
    QFont m_font;
    QFontMetrics m_metrics;
    Form m_form = Form::Beside;
    double m_pitch = 0; // from one worker to the next
};

} // namespace cownscope::ui
