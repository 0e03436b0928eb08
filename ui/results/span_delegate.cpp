// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/span_delegate.h"

#include "ui/results/comparison_model.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QPainter>

namespace cownscope::ui {
namespace {

constexpr int LeastWidth = 140;

QColor colorOf(lab::Verdict verdict, Shade shade)
{
    // Blue and orange, which color-blind people can distinguish.
    switch (verdict) {
    case lab::Verdict::Faster:
        return quantityColor(Quantity::Behaviors, shade);
    case lab::Verdict::Slower:
        return quantityColor(Quantity::Age, shade);
    default:
        return nobodyColor(shade);
    }
}

} // namespace

SpanDelegate::SpanDelegate(double reach, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_reach(reach)
{ }

QSize SpanDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return QStyledItemDelegate::sizeHint(option, index).expandedTo({LeastWidth, 0});
}

void SpanDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    QStyledItemDelegate::paint(painter, option, index); // background and selection
    const QVariant value = index.data(ComparisonModel::SpanRole);
    if (!value.isValid())
        return;
    const auto span = value.value<ComparisonSpan>();
    const QRectF area = QRectF{option.rect}.adjusted(6, 4, -6, -4);
    const auto x = [&](double share) {
        return area.center().x() + share / m_reach * area.width() / 2;
    };
    const Shade shade = shadeOf(option.palette);
    const Scene scene = sceneFor(shade);

    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    QColor band = scene.faintText;
    band.setAlphaF(0.25f);
    painter->fillRect(QRectF{QPointF{x(-span.noiseFloor), area.top()},
                             QPointF{x(span.noiseFloor), area.bottom()}},
                      band);
    painter->setPen(QPen{scene.faintText, 1});
    painter->drawLine(QPointF{x(0), area.top()}, QPointF{x(0), area.bottom()});
    const QColor color = colorOf(span.verdict, shade);
    painter->setPen(QPen{color, 3, Qt::SolidLine, Qt::FlatCap});
    painter->drawLine(QPointF{x(span.low), area.center().y()},
                      QPointF{x(span.high), area.center().y()});
    painter->setPen(Qt::NoPen);
    painter->setBrush(color);
    painter->drawEllipse(QPointF{x(span.difference), area.center().y()}, 4, 4);
    painter->restore();
}

} // namespace cownscope::ui
