// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/color_key.h"

#include "ui/style/quantity_text.h"
#include "ui/style/worker_key.h"

#include <QConicalGradient>
#include <QHelpEvent>
#include <QLinearGradient>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace cownscope::ui {
namespace {

constexpr int Inset = 12;
constexpr int Gap = 8;

int drawText(QPainter &painter, int x, int height, const QString &text)
{
    painter.drawText(QRect{x, 0, 10'000, height}, Qt::AlignVCenter | Qt::AlignLeft, text);
    return x + painter.fontMetrics().horizontalAdvance(text);
}

QString workerTitle()
{
    return ColorKey::tr("Color: worker");
}

} // namespace

ColorKey::ColorKey(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ColorKey::paintEvent(QPaintEvent *)
{
    const Scene scene = sceneFor(shadeOf(palette()));
    QPainter painter{this};
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), scene.background);
    painter.fillRect(QRect{0, 0, width(), 1}, scene.grid);
    painter.setPen(scene.faintText);

    int end = 0;
    if (m_density > 0) {
        end = paintDensity(painter);
    } else {
        switch (m_mode) {
        case ColorMode::Heading:
            end = paintHeading(painter);
            break;
        case ColorMode::Speed:
            end = paintSpeed(painter);
            break;
        case ColorMode::Worker:
            end = paintWorkers(painter);
            break;
        case ColorMode::Cost:
            end = paintCost(painter);
            break;
        case ColorMode::Species:
            end = paintSpecies(painter);
            break;
        }
    }
    painter.setPen(scene.faintText);
    const int available = width() - Inset - end - 3 * Gap;
    if (available < 40)
        return;
    const int noteWidth = std::min(painter.fontMetrics().horizontalAdvance(m_note), available);
    painter.drawText(QRect{width() - Inset - noteWidth, 0, noteWidth, height()},
                     Qt::AlignVCenter | Qt::AlignRight,
                     painter.fontMetrics().elidedText(m_note, Qt::ElideRight, noteWidth + 1));
}

int ColorKey::paintHeading(QPainter &painter) const
{
    const Shade shade = shadeOf(palette());
    int x = drawText(painter, Inset, height(), tr("Color: heading")) + Gap;
    const int size = height() - 10;
    const QRectF wheel{static_cast<qreal>(x), 5.0, static_cast<qreal>(size),
                       static_cast<qreal>(size)};
    // A conical gradient runs counterclockwise from the right, like headings.
    QConicalGradient gradient{wheel.center(), 0};
    for (int i = 0; i <= 36; ++i)
        gradient.setColorAt(i / 36.0, headingColor(i / 36.0, shade));
    painter.save();
    painter.setPen(Qt::NoPen);
    painter.setBrush(gradient);
    painter.drawEllipse(wheel);
    painter.setBrush(sceneFor(shade).background);
    painter.drawEllipse(wheel.center(), size * 0.24, size * 0.24);
    x += size + Gap + 4;
    struct Direction
    {
        QChar arrow;
        double turn;
    };
    for (const auto &[arrow, turn] :
         {Direction{u'→', 0}, Direction{u'↑', 0.25}, Direction{u'←', 0.5}, Direction{u'↓', 0.75}}) {
        painter.setPen(headingColor(turn, shade));
        x = drawText(painter, x, height(), arrow) + Gap;
    }
    painter.restore();
    return x;
}

int ColorKey::paintSpeed(QPainter &painter) const
{
    const Shade shade = shadeOf(palette());
    int x = drawText(painter, Inset, height(), tr("Color: speed")) + Gap + 4;
    x = drawText(painter, x, height(), QStringLiteral("0")) + Gap;
    x = paintRamp(painter, x, [shade](double fraction) { return speedColor(fraction, shade); });
    return drawText(painter, x, height(), tr("%1 world units per step").arg(siText(m_speedLimit)));
}

int ColorKey::paintRamp(QPainter &painter, int x, const std::function<QColor(double)> &color) const
{
    const QRectF ramp{static_cast<qreal>(x), height() * 0.3, std::min(160.0, width() * 0.3),
                      height() * 0.4};
    QLinearGradient gradient{ramp.topLeft(), ramp.topRight()};
    for (int i = 0; i <= 16; ++i)
        gradient.setColorAt(i / 16.0, color(i / 16.0));
    painter.save();
    painter.setPen(Qt::NoPen);
    painter.setBrush(gradient);
    painter.drawRoundedRect(ramp, 3, 3);
    painter.restore();
    return static_cast<int>(ramp.right()) + Gap;
}

int ColorKey::paintCost(QPainter &painter) const
{
    const Shade shade = shadeOf(palette());
    int x = drawText(painter, Inset, height(), tr("Color: time per boid")) + Gap + 4;
    x = drawText(painter, x, height(), QStringLiteral("¼")) + Gap;
    x = paintRamp(painter, x, [shade](double fraction) {
        return costColor(std::exp2(4 * fraction - 2), shade);
    });
    return drawText(painter, x, height(), tr("4 × the mean"));
}

int ColorKey::paintSpecies(QPainter &painter) const
{
    const Shade shade = shadeOf(palette());
    int x = drawText(painter, Inset, height(), tr("Color: species")) + Gap + 4;
    for (const bool second : {false, true}) {
        const int side = painter.fontMetrics().ascent();
        painter.save();
        painter.setPen(Qt::NoPen);
        painter.setBrush(speciesColor(second, shade));
        painter.drawRoundedRect(QRect{x, (height() - side) / 2, side, side}, 3, 3);
        painter.restore();
        x = drawText(painter, x + side + 4, height(), second ? tr("second") : tr("first")) + Gap;
    }
    return x;
}

int ColorKey::paintDensity(QPainter &painter) const
{
    const Shade shade = shadeOf(palette());
    int x = drawText(painter, Inset, height(), tr("Boids per pixel")) + Gap + 4;
    x = drawText(painter, x, height(), QStringLiteral("1")) + Gap;
    const double least = std::log1p(1.0) / std::log1p(static_cast<double>(m_density));
    x = paintRamp(painter, x, [shade, least](double fraction) {
        return densityColor(least + (1 - least) * fraction, shade);
    });
    return drawText(painter, x, height(), groupedText(m_density));
}

int ColorKey::reservedNoteWidth() const
{
    return std::min(fontMetrics().horizontalAdvance(m_note), width() / 2) + 3 * Gap;
}

WorkerKey ColorKey::workerKey() const
{
    const int x = Inset + fontMetrics().horizontalAdvance(workerTitle()) + Gap + 4;
    return {QRect{x, 0, width() - Inset - reservedNoteWidth() - x, height()}, m_workers, font()};
}

int ColorKey::paintWorkers(QPainter &painter) const
{
    drawText(painter, Inset, height(), workerTitle());
    const WorkerKey key = workerKey();
    key.paint(painter, shadeOf(palette()));
    return key.right();
}

bool ColorKey::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip || m_mode != ColorMode::Worker || m_density > 0)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const auto worker = workerKey().workerAt(help->pos());
    if (worker)
        QToolTip::showText(help->globalPos(), tr("Worker %1").arg(*worker), this);
    else
        QToolTip::hideText();
    return true;
}

} // namespace cownscope::ui
