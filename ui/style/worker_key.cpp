// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/worker_key.h"

#include "ui/style/oklab.h"
#include "ui/style/worker_color.h"

#include <QPainter>
#include <QString>

#include <algorithm>
#include <cmath>

namespace cownscope::ui {
namespace {

constexpr int Gap = 12;       // between chips with numbers beside them
constexpr int SmallGap = 2;   // between chips with numbers inside
constexpr int Padding = 3;    // between a chip and its number
constexpr double Widest = 14; // width of a cell of the strip

int widestNumber(unsigned workers, const QFontMetrics &metrics)
{
    int widest = 0;
    for (const unsigned worker : {workers - 1, 0u, 8u % workers, 88u % workers})
        widest = std::max(widest, metrics.horizontalAdvance(QString::number(worker)));
    return widest;
}

QColor readableOn(const QColor &color)
{
    return toOklch(color).lightness > 0.6 ? QColor{0x10, 0x14, 0x18} : QColor{Qt::white};
}

} // namespace

WorkerKey::WorkerKey(const QRect &area, unsigned workers, const QFont &font)
    : m_area(area)
    , m_workers(std::max(workers, 1u))
    , m_font(font)
    , m_metrics(font)
{
    const int number = widestNumber(m_workers, m_metrics);
    m_pitch = m_metrics.ascent() + Padding + number + Gap;
    if (m_pitch * m_workers - Gap <= area.width())
        return;
    m_font = smallFont(font);
    m_metrics = QFontMetrics{m_font};
    m_form = Form::Inside;
    m_pitch = widestNumber(m_workers, m_metrics) + 2 * Padding + SmallGap;
    if (m_pitch * m_workers - SmallGap <= area.width())
        return;
    m_form = Form::Strip;
    m_pitch = std::min(Widest, static_cast<double>(std::max(area.width(), 0)) / m_workers);
}

int WorkerKey::preferredWidth(unsigned workers, const QFont &font)
{
    const QFontMetrics metrics{font};
    const int pitch = metrics.ascent() + Padding + widestNumber(std::max(workers, 1u), metrics);
    return static_cast<int>(std::max(workers, 1u)) * (pitch + Gap) - Gap;
}

QRectF WorkerKey::cell(unsigned worker) const
{
    const double left = m_area.left() + worker * m_pitch;
    const double middle = m_area.top() + m_area.height() / 2.0;
    const double gap = m_form == Form::Beside ? Gap : m_form == Form::Inside ? SmallGap : 0;
    const double height = m_form == Form::Strip ? 8 : m_metrics.height();
    // A strip has the numbers above it.
    const double top = m_form == Form::Strip ? middle + (m_metrics.ascent() - height) / 2 + 1
                                             : middle - height / 2;
    return {left, top, m_pitch - gap, height};
}

std::optional<unsigned> WorkerKey::workerAt(const QPoint &position) const
{
    if (!m_area.contains(position) || m_pitch <= 0)
        return {};
    const double worker = std::floor((position.x() - m_area.left()) / m_pitch);
    return worker >= 0 && worker < m_workers ? std::optional{static_cast<unsigned>(worker)}
                                             : std::nullopt;
}

void WorkerKey::paint(QPainter &painter, Shade shade) const
{
    const QColor text = sceneFor(shade).faintText;
    painter.save();
    painter.setFont(m_font);
    painter.setPen(Qt::NoPen);
    painter.setRenderHint(QPainter::Antialiasing, m_form != Form::Strip || m_pitch < 2);
    for (unsigned worker = 0; worker < m_workers; ++worker) {
        const QRectF cell = this->cell(worker);
        painter.setBrush(workerBrush(worker, shade));
        painter.setPen(Qt::NoPen);
        if (m_form == Form::Strip) {
            painter.fillRect(cell, painter.brush());
            continue;
        }
        const QString number = QString::number(worker);
        if (m_form == Form::Inside) {
            painter.drawRoundedRect(cell, 2, 2);
            painter.setPen(readableOn(workerColor(worker, shade)));
            painter.drawText(cell, Qt::AlignCenter, number);
            continue;
        }
        const double side = m_metrics.ascent();
        painter.drawRoundedRect(QRectF{cell.left(), cell.center().y() - side / 2, side, side}, 3,
                                3);
        painter.setPen(text);
        painter.drawText(cell.adjusted(side + Padding, 0, Gap, 0), Qt::AlignVCenter | Qt::AlignLeft,
                         number);
    }
    if (m_form == Form::Strip)
        paintStripNumbers(painter, text);
    painter.restore();
}

void WorkerKey::paintStripNumbers(QPainter &painter, const QColor &text) const
{
    const double needed = widestNumber(m_workers, m_metrics) + 6;
    unsigned every = 1;
    while (every * m_pitch < needed && every < m_workers)
        every *= 2;
    painter.setPen(text);
    for (unsigned worker = 0; worker < m_workers; worker += every) {
        const QRectF cell = this->cell(worker);
        const QString number = QString::number(worker);
        const double width = m_metrics.horizontalAdvance(number);
        painter.drawText(QRectF{std::max<double>(cell.center().x() - width / 2, m_area.left()),
                                cell.top() - m_metrics.ascent() - 1, width + 2,
                                1.0 * m_metrics.ascent() + 1},
                         Qt::AlignCenter, number);
    }
}

void paintWorkerBars(QPainter &painter, const QRectF &area, std::span<const double> values,
                     double top, double pitch, double gap, Shade shade)
{
    const QFontMetrics metrics = painter.fontMetrics();
    const int widest = metrics.horizontalAdvance(QString::number(values.size())) + 6;
    const auto every = static_cast<std::size_t>(std::max(1.0, std::ceil(widest / pitch)));
    painter.setPen(sceneFor(shade).faintText);
    for (std::size_t worker = 0; worker < values.size(); ++worker) {
        const double height = area.height() * values[worker] / top;
        const double x = area.left() + static_cast<double>(worker) * pitch;
        painter.fillRect(QRectF{x + gap / 2, area.bottom() - height, pitch - gap, height},
                         workerBrush(static_cast<unsigned>(worker), shade));
        if (worker % every == 0)
            painter.drawText(QRectF{x + pitch / 2 - widest, area.bottom() + 3, 2.0 * widest,
                                    1.0 * metrics.height()},
                             Qt::AlignCenter, QString::number(worker));
    }
}

} // namespace cownscope::ui
