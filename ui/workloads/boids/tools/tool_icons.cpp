// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/tools/tool_icons.h"

#include <QPainter>
#include <QPixmap>

namespace cownscope::ui {
namespace {

constexpr int IconSize = 64; // scaled down by QIcon

class Drawing
{
public:
    explicit Drawing(const QColor &color)
        : m_pixmap(IconSize, IconSize)
        , m_color(color)
    {
        m_pixmap.fill(Qt::transparent);
        m_painter.begin(&m_pixmap);
        m_painter.setRenderHint(QPainter::Antialiasing);
        m_painter.setBrush(color);
        m_painter.setPen(Qt::NoPen);
    }

    QIcon icon()
    {
        m_painter.end();
        return QIcon{m_pixmap};
    }

    void disk(double x, double y, double radius)
    {
        m_painter.setPen(Qt::NoPen);
        m_painter.drawEllipse(QPointF{x, y}, radius, radius);
    }

    void line(const QPointF &from, const QPointF &to)
    {
        m_painter.setPen(QPen{m_color, 6, Qt::SolidLine, Qt::RoundCap});
        m_painter.drawLine(from, to);
    }

    void triangle(const QPointF &a, const QPointF &b, const QPointF &c)
    {
        m_painter.setPen(Qt::NoPen);
        m_painter.drawPolygon(QPolygonF{{a, b, c}});
    }

    // An arrow head for each of the four directions, its tip so far from the middle.
    void arrows(double tip, double base)
    {
        for (int turn = 0; turn < 4; ++turn) {
            m_painter.save();
            m_painter.translate(IconSize / 2, IconSize / 2);
            m_painter.rotate(90 * turn);
            triangle({0, -tip}, {-10, -base}, {10, -base});
            m_painter.restore();
        }
    }

private:
    QPixmap m_pixmap;
    QPainter m_painter;
    QColor m_color;
};

void drawBoid(Drawing &drawing)
{
    drawing.triangle({42, 12}, {4, 24}, {22, 56});
}

} // namespace

QIcon toolIcon(FlockTool tool, const QColor &color)
{
    Drawing drawing{color};
    switch (tool) {
    case FlockTool::MoveView:
        drawing.line({32, 12}, {32, 52});
        drawing.line({12, 32}, {52, 32});
        drawing.arrows(31, 18);
        break;
    case FlockTool::Predator:
        drawing.disk(32, 32, 9);
        drawing.arrows(31, 17);
        break;
    case FlockTool::Attractor:
        drawing.disk(32, 32, 9);
        drawing.arrows(16, 30);
        break;
    case FlockTool::Obstacle:
        drawing.disk(14, 44, 11);
        drawing.disk(32, 30, 11);
        drawing.disk(50, 18, 11);
        break;
    case FlockTool::Eraser:
        drawing.disk(14, 44, 11);
        drawing.disk(50, 18, 11);
        drawing.line({22, 20}, {42, 42});
        drawing.line({42, 20}, {22, 42});
        break;
    case FlockTool::AddBoids:
        drawBoid(drawing);
        drawing.line({40, 48}, {60, 48});
        drawing.line({50, 38}, {50, 58});
        break;
    case FlockTool::RemoveBoids:
        drawBoid(drawing);
        drawing.line({40, 48}, {60, 48});
        break;
    }
    return drawing.icon();
}

QIcon clearIcon(const QColor &color)
{
    Drawing drawing{color};
    drawing.line({14, 14}, {50, 50});
    drawing.line({50, 14}, {14, 50});
    return drawing.icon();
}

} // namespace cownscope::ui
