// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/theme.h"

#include <QImage>
#include <QList>
#include <QRect>
#include <QWidget>

#include <cmath>
#include <optional>
#include <vector>

namespace cownscope::test {

// A picture of a chart, and what can be seen on it by its colors alone. All places are in logical
// pixels, whatever the scale of the picture.
class ChartPicture
{
    static int distance(QRgb a, QRgb b)
    {
        return std::abs(qRed(a) - qRed(b)) + std::abs(qGreen(a) - qGreen(b))
            + std::abs(qBlue(a) - qBlue(b));
    }

    // A line may cover two rows of pixels at half strength.
    auto isGrid() const
    {
        const int full = distance(m_grid, m_background);
        return [*this, full](QRgb pixel) {
            return distance(pixel, m_background) > 0.35 * full
                && distance(pixel, m_grid) < 0.65 * full;
        };
    }

    auto isInk() const
    {
        return [*this](QRgb pixel) {
            return distance(pixel, m_background) > 60 && distance(pixel, m_grid) > 60;
        };
    }

public:
    ChartPicture(const QImage &image, double scale, const ui::Scene &scene)
        : m_image(image.convertToFormat(QImage::Format_RGB32))
        , m_scale(scale)
        , m_background(scene.background.rgb())
        , m_grid(scene.grid.rgb())
    { }

    // As on a screen with this scale.
    static ChartPicture of(QWidget &widget, double scale)
    {
        widget.grab(); // applies pending layouts
        QImage image{(QSizeF{widget.size()} * scale).toSize(), QImage::Format_RGB32};
        image.setDevicePixelRatio(scale);
        widget.render(&image);
        return {image, scale, ui::sceneFor(ui::shadeOf(widget.palette()))};
    }

    // Centers of the lines across the area in the color of a grid. Bars may hide most of a column.
    QList<double> rowsOfGrid(const QRectF &area) const
    {
        return centers(area, Qt::Horizontal, 1.5, 0.25, isGrid());
    }
    QList<double> columnsOfGrid(const QRectF &area) const
    {
        return centers(area, Qt::Vertical, 1.5, 0.12, isGrid());
    }

    // Centers of the shapes in the area, which are separated by background, from the top or the
    // left.
    QList<double> rowsOfInk(const QRectF &area) const
    {
        return centers(area, Qt::Horizontal, 1.5, 0, isInk());
    }
    QList<double> columnsOfInk(const QRectF &area) const
    {
        return centers(area, Qt::Vertical, 7, 0, isInk());
    }

    // The middle of the rows that contain this color; empty if there are none.
    std::optional<double> middleRowOf(const QColor &color, const QRectF &area) const
    {
        const QList<double> found =
            centers(area, Qt::Horizontal, 1e6, 0, [*this, wanted = color.rgb()](QRgb pixel) {
                return distance(pixel, wanted) < distance(m_background, wanted) / 2;
            });
        return found.isEmpty() ? std::nullopt : std::optional{found.first()};
    }

private:
    // Of the rows or columns in which more than this share of the pixels pass the test. Those with
    // a gap of at most this length between them are joined.
    template <typename Test>
    QList<double> centers(const QRectF &area, Qt::Orientation lines, double gap, double share,
                          const Test &passes) const
    {
        const QRect pixels =
            QRectF{area.topLeft() * m_scale, area.size() * m_scale}.toRect() & m_image.rect();
        const bool rows = lines == Qt::Horizontal;
        std::vector<int> passing(static_cast<std::size_t>(rows ? pixels.height() : pixels.width()));
        for (int y = 0; y < pixels.height(); ++y) {
            const auto *line =
                reinterpret_cast<const QRgb *>(m_image.constScanLine(pixels.top() + y));
            for (int x = 0; x < pixels.width(); ++x)
                passing[static_cast<std::size_t>(rows ? y : x)] += passes(line[pixels.left() + x]);
        }
        const int across = rows ? pixels.width() : pixels.height();
        const int begin = rows ? pixels.top() : pixels.left();
        QList<double> found;
        int first = -1;
        int last = -1;
        for (int i = 0; i < static_cast<int>(passing.size()); ++i) {
            const int count = passing[static_cast<std::size_t>(i)];
            if (count == 0 || count < share * across)
                continue;
            if (first >= 0 && i - last > gap * m_scale) {
                found.append((begin + (first + last + 1) / 2.0) / m_scale);
                first = -1;
            }
            first = first < 0 ? i : first;
            last = i;
        }
        if (first >= 0)
            found.append((begin + (first + last + 1) / 2.0) / m_scale);
        return found;
    }

    QImage m_image;
    double m_scale;
    QRgb m_background;
    QRgb m_grid;
};

} // namespace cownscope::test
