// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sweeps/worker_rates.h"

#include "ui/style/quantity_text.h"
#include "ui/style/theme.h"
#include "ui/style/worker_key.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace cownscope::ui {
namespace {

constexpr int HeadlineInset = 10;
constexpr int BarHeight = 56;
constexpr int WidestBar = 34;

} // namespace

WorkerRates::WorkerRates(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setToolTip(tr("Behaviors per second of each worker."));
}

QSize WorkerRates::sizeHint() const
{
    return {300, 2 * fontMetrics().height() + BarHeight + 22};
}

void WorkerRates::setRates(std::vector<double> rates)
{
    m_rates = std::move(rates);
    update();
}

void WorkerRates::paintEvent(QPaintEvent *)
{
    const Scene scene = sceneFor(shadeOf(palette()));
    QPainter painter{this};
    painter.fillRect(rect(), scene.background);
    const int height = fontMetrics().height();
    const QRect headline{HeadlineInset, 6, width() - 2 * HeadlineInset, height};
    painter.setFont(boldFont(font(), QFont::DemiBold));
    painter.setPen(scene.text);
    painter.drawText(headline, Qt::AlignLeft | Qt::AlignVCenter, tr("By worker"));
    painter.setFont(font());
    painter.setPen(scene.faintText);
    const double sum = std::accumulate(m_rates.begin(), m_rates.end(), 0.0);
    if (!m_rates.empty())
        painter.drawText(headline, Qt::AlignRight | Qt::AlignVCenter,
                         tr("%1 behaviors/s").arg(siText(sum)));
    paintBars(painter,
              {HeadlineInset, headline.bottom() + 6, width() - 2 * HeadlineInset, BarHeight});
}

void WorkerRates::paintBars(QPainter &painter, const QRect &area) const
{
    if (m_rates.empty())
        return;
    const Shade shade = shadeOf(palette());
    const Scene scene = sceneFor(shade);
    const auto count = static_cast<int>(m_rates.size());
    const double most = std::max(1.0, *std::max_element(m_rates.begin(), m_rates.end()));
    const double pitch = std::min<double>(WidestBar + 6, static_cast<double>(area.width()) / count);
    const double gap = pitch > 8 ? 6 : pitch > 3 ? 1 : 0;
    painter.setFont(smallFont(font()));
    paintWorkerBars(painter, QRectF{area}.translated(-gap / 2, 0), m_rates, most, pitch, gap,
                    shade);
    painter.setPen(scene.grid);
    painter.drawLine(area.bottomLeft() + QPoint{0, 1}, area.bottomRight() + QPoint{0, 1});
}

} // namespace cownscope::ui
