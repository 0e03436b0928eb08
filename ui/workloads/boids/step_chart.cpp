// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/step_chart.h"

#include "ui/style/quantity_text.h"

#include <QBarSet>
#include <QHorizontalStackedBarSeries>
#include <QPainter>

#include <array>

namespace cownscope::ui {
namespace {

constexpr int Parts = StepSplitModel::PartCount;

// Bars are numbered from the bottom up.
int barOf(int part)
{
    return Parts - 1 - part;
}

} // namespace

StepChart::StepChart(const QString &title, const StepSplitModel *model, QWidget *parent)
    : ChartPanel(title, parent)
    , m_model(model)
    , m_series(new QHorizontalStackedBarSeries)
{
    for (int part = 0; part < Parts; ++part) {
        auto *bars = new QBarSet{m_model->headerData(part, Qt::Vertical).toString()};
        for (int bar = 0; bar < Parts; ++bar)
            bars->append(0);
        m_series->append(bars);
    }
    QStringList parts;
    for (int part = Parts - 1; part >= 0; --part)
        parts.append(m_model->headerData(part, Qt::Vertical).toString());
    addBars(m_series, parts);
    m_due.setSingleShot(true);
    m_due.setInterval(300); // updating at each change, ten times per second, would flicker
    connect(&m_due, &QTimer::timeout, this, &StepChart::refresh);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &StepChart::modelChanged);
    connect(m_model, &StepSplitModel::appliesChanged, this, &QWidget::setVisible);
    if (!m_model->applies())
        hide();
    colorize();
}

void StepChart::modelChanged()
{
    if (canBeSeen() && !m_due.isActive())
        m_due.start();
}

void StepChart::refresh()
{
    const double total = m_model->total();
    QStringList values;
    for (int part = 0; part < Parts; ++part) {
        const QModelIndex cell = m_model->index(part, 0);
        const double seconds = m_model->data(cell, Qt::EditRole).toDouble();
        const double share = total > 0 ? 100 * seconds / total : 0;
        QBarSet *bars = m_series->barSets()[part];
        if (bars->at(barOf(part)) != share)
            bars->replace(barOf(part), share);
        values.append(m_model->data(cell).toString());
    }
    if (values == m_values)
        return;
    m_values = values;
    setNotes({{total > 0 ? durationText(total) : QString{}, sceneFor(shade()).text}});
    updateLabels();
}

QList<ChartPanel::Scale> StepChart::scales(const Scene &) const
{
    // A line at each quarter of the step; the shares are written beside the bars.
    return {{Qt::BottomEdge, evenTicks({{}, {}, {}, {}, {}}), {}}, {Qt::LeftEdge, {}, {}}};
}

void StepChart::paintLabels(QPainter &painter, const Scene &scene)
{
    paintRows(painter, scene, *m_model, Qt::Vertical, m_values);
}

void StepChart::applyColors(const Scene &scene)
{
    const QFontMetrics metrics{labelFont()};
    setGutters({.left = metrics.horizontalAdvance(QStringLiteral("Forces 88.8 ms · 88.8 %")) + 34,
                .bottom = 8});
    const std::array colors{quantityColor(Quantity::Behaviors, shade()),
                            quantityColor(Quantity::Steps, shade()),
                            quantityColor(Quantity::Frames, shade()), scene.faintText};
    for (int part = 0; part < Parts; ++part) {
        m_series->barSets()[part]->setColor(colors[static_cast<std::size_t>(part)]);
        m_series->barSets()[part]->setPen(Qt::NoPen);
    }
}

} // namespace cownscope::ui
