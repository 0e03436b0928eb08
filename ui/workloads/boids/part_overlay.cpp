// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/part_overlay.h"

#include "ui/style/worker_color.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace cownscope::ui {
namespace {

constexpr int LabelWidth = 96;  // logical pixels
constexpr int LabelHeight = 15; // height of one line

QColor tintOf(const ShownPart &part, Shade shade, double alpha)
{
    QColor color =
        part.worker == boids::noWorker ? nobodyColor(shade) : workerColor(part.worker, shade);
    color.setAlphaF(static_cast<float>(alpha));
    return color;
}

QString labelOf(const ShownPart &part)
{
    if (part.worker == boids::noWorker)
        return QStringLiteral("–");
    if (part.nanoseconds == 0) // not measured
        return QString::number(part.worker);
    return QStringLiteral("%1: %2 µs")
        .arg(part.worker)
        .arg(std::llround(static_cast<double>(part.nanoseconds) * 1e-3));
}

QRectF areaOf(const ShownPart &part, const PartOverlay::Place &place)
{
    const QRectF area =
        place.fit.toPixels(QRectF{QPointF{0, static_cast<double>(part.top)},
                                  QPointF{place.worldWidth, static_cast<double>(part.bottom)}});
    const QRectF view{-10, -10, place.viewport.width() + 20.0, place.viewport.height() + 20.0};
    return QRectF{(area & view).toAlignedRect()};
}

} // namespace

// Updates m_shown. Returns whether it shows the newest times.
bool PartOverlay::takeOver(const std::vector<ShownPart> &parts)
{
    const bool due = !m_age.isValid() || m_age.hasExpired(Age) || parts.size() != m_shown.size();
    if (due)
        m_age.start();
    bool newest = true;
    std::vector<ShownPart> shown = parts;
    for (std::size_t i = 0; i < shown.size() && !due; ++i) {
        if (shown[i].worker != m_shown[i].worker)
            continue; // the shown time is that of the previous worker
        newest = newest && shown[i].nanoseconds == m_shown[i].nanoseconds;
        shown[i].nanoseconds = m_shown[i].nanoseconds;
    }
    m_shown = std::move(shown);
    return newest;
}

bool PartOverlay::draw(const std::vector<ShownPart> &parts, const Place &place)
{
    const bool newest = takeOver(parts);
    drawTints(m_shown, place);
    const auto saysTheSame = [](const ShownPart &a, const ShownPart &b) {
        return a.worker == b.worker && a.nanoseconds == b.nanoseconds && a.top == b.top
            && a.bottom == b.bottom;
    };
    if (!std::ranges::equal(m_shown, m_labeled, saysTheSame) || m_labeledFit != place.fit
        || m_labeledSize != place.viewport || m_labeledShade != place.shade)
        paintLabels(m_shown, place);
    const double left = std::max(place.fit.offset.x(), 0.0) + 4 * place.devicePixelRatio;
    m_labels.draw(QRectF{std::round(left), 0, static_cast<double>(m_labels.size().width()),
                         static_cast<double>(m_labels.size().height())},
                  place.viewport, true);
    return newest;
}

void PartOverlay::drawTints(const std::vector<ShownPart> &parts, const Place &place)
{
    const int height = place.viewport.height();
    QImage column{1, height, QImage::Format_RGBA8888_Premultiplied};
    column.fill(Qt::transparent);
    const int line = std::max(1, static_cast<int>(std::lround(place.devicePixelRatio)));
    for (const ShownPart &part : parts) {
        const QRect area = areaOf(part, place).toRect();
        for (int row = std::max(area.top(), 0); row <= std::min(area.bottom(), height - 1); ++row) {
            const bool edge = row - area.top() < line || area.bottom() - row < line;
            column.setPixelColor(0, row, tintOf(part, place.shade, edge ? 0.7 : 0.16));
        }
    }
    m_tints.upload(column.size(), column.constBits());
    const double left = std::round(place.fit.offset.x());
    const double width = std::round(place.worldWidth * place.fit.scale);
    const double begin = std::max(left, 0.0);
    const double end = std::min(left + width, static_cast<double>(place.viewport.width()));
    if (begin < end)
        m_tints.draw(QRectF{begin, 0, end - begin, static_cast<double>(height)}, place.viewport,
                     true);
}

void PartOverlay::paintLabels(const std::vector<ShownPart> &parts, const Place &place)
{
    const qreal ratio = place.devicePixelRatio;
    QImage image{static_cast<int>(LabelWidth * ratio), place.viewport.height(),
                 QImage::Format_RGBA8888_Premultiplied};
    image.fill(Qt::transparent);
    QPainter painter{&image};
    QFont font = painter.font();
    // Subpixel rendering needs an opaque background.
    font.setStyleStrategy(QFont::NoSubpixelAntialias);
    font.setPixelSize(static_cast<int>(11 * ratio));
    painter.setFont(font);
    painter.setRenderHint(QPainter::Antialiasing);
    const Scene scene = sceneFor(place.shade);
    double free = 0; // everything below this is free
    for (const ShownPart &part : parts) {
        const QRectF area = areaOf(part, place);
        const double top = area.center().y() - LabelHeight * ratio / 2;
        if (area.isEmpty() || top < free || area.center().y() > place.viewport.height())
            continue;
        const QString text = labelOf(part);
        const QRectF box{0, std::round(top),
                         painter.fontMetrics().horizontalAdvance(text) + 12 * ratio,
                         LabelHeight * ratio};
        QColor behind = scene.background;
        behind.setAlpha(215);
        painter.setPen(Qt::NoPen);
        painter.setBrush(behind);
        painter.drawRoundedRect(box, 3 * ratio, 3 * ratio);
        painter.setBrush(tintOf(part, place.shade, 1));
        painter.drawRect(QRectF{box.left(), box.top(), 3 * ratio, box.height()});
        painter.setPen(scene.text);
        painter.drawText(box.adjusted(6 * ratio, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, text);
        free = box.bottom() + ratio;
    }
    painter.end();
    m_labels.upload(image.size(), image.constBits());
    m_labeled = parts;
    m_labeledFit = place.fit;
    m_labeledSize = place.viewport;
    m_labeledShade = place.shade;
}

} // namespace cownscope::ui
