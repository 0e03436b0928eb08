// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/circle_labels.h"

#include "ui/style/quantity_text.h"

namespace cownscope::ui {
namespace {

constexpr qint64 ReadableInterval = 250; // ms; digits that change faster cannot be read, and cost
constexpr double LeastRadius = 11;       // logical pixels: less is no room that could be read
constexpr double LeastWithSteps = 28;

} // namespace

void CircleLabels::draw(const RingLayout &layout, double radius,
                        const std::function<std::vector<std::uint64_t>()> &countSteps,
                        const QSize &viewport, qreal devicePixelRatio, const Scene &scene)
{
    if (radius < LeastRadius * devicePixelRatio)
        return;
    if (m_steps.size() != layout.centers.size() || !m_age.isValid()
        || m_age.hasExpired(ReadableInterval)) {
        m_steps = countSteps();
        m_age.start();
    }
    const bool withSteps = radius > LeastWithSteps * devicePixelRatio;
    QList<LabelLayer::Label> labels;
    for (std::size_t circle = 0; circle < layout.centers.size(); ++circle) {
        const QPointF center = layout.centers[circle];
        const double side = 0.68 * radius; // a square inside the circle
        labels.append({QRectF{center.x() - side, center.y() - side, 2 * side, 2 * side},
                       QString::number(circle),
                       withSteps
                           ? siText(static_cast<double>(m_steps[circle])) + QStringLiteral(" steps")
                           : QString{}});
    }
    m_labels.draw(labels, viewport, devicePixelRatio, scene);
}

} // namespace cownscope::ui
