// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/control_style.h"

#include "ui/style/contrast.h"

#include <QPainter>
#include <QStyleOption>

namespace cownscope::ui {
namespace {

// Faint for disabled controls, highlighted for the focused one.
QColor outlineOf(const QStyleOption *option)
{
    QColor color = outlineColor(option->palette);
    if (!(option->state & QStyle::State_Enabled))
        color.setAlphaF(0.45F);
    else if (option->state & QStyle::State_HasFocus)
        color = option->palette.color(QPalette::Highlight);
    return color;
}

void outline(QPainter *painter, const QRect &rect, double radius, const QStyleOption *option)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(Qt::NoBrush);
    painter->setPen(outlineOf(option));
    painter->drawRoundedRect(QRectF{rect}.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
    painter->restore();
}

void drawSlider(const QProxyStyle *style, const QStyleOptionSlider *option, QPainter *painter,
                const QWidget *widget)
{
    constexpr int Thickness = 4;
    constexpr int HandleLength = 11; // along the groove
    const bool flat = option->orientation == Qt::Horizontal;
    const auto part = [&](QStyle::SubControl control) {
        return style->subControlRect(QStyle::CC_Slider, option, control, widget);
    };
    QRect groove = part(QStyle::SC_SliderGroove);
    QRect handle = part(QStyle::SC_SliderHandle);
    const QPoint center = handle.center();
    if (flat)
        groove = {groove.left(), groove.center().y() - 1, groove.width(), Thickness};
    else
        groove = {groove.center().x() - 1, groove.top(), Thickness, groove.height()};
    handle.setSize(flat ? QSize{HandleLength, 15} : QSize{15, HandleLength});
    handle.moveCenter(center);
    QRect before = groove; // the part up to the value
    if (flat && option->upsideDown)
        before.setLeft(center.x());
    else if (flat)
        before.setRight(center.x());
    else if (option->upsideDown)
        before.setTop(center.y());
    else
        before.setBottom(center.y());

    const bool enabled = option->state & QStyle::State_Enabled;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    QStyleOption quiet = *option;
    quiet.state &= ~QStyle::State_HasFocus;
    painter->setBrush(outlineOf(&quiet));
    painter->drawRoundedRect(groove, 2, 2);
    if (enabled) {
        painter->setBrush(option->palette.color(QPalette::Highlight));
        painter->drawRoundedRect(before, 2, 2);
    }
    painter->setBrush(option->palette.color(QPalette::Button));
    painter->drawRoundedRect(handle, 3, 3);
    painter->restore();
    outline(painter, handle, 3, option);
    if (option->state & QStyle::State_HasFocus)
        outline(painter, handle.adjusted(1, 1, -1, -1), 2, option);
}

} // namespace

ControlStyle::ControlStyle()
    : QProxyStyle(QStringLiteral("Fusion"))
{ }

void ControlStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option,
                                 QPainter *painter, const QWidget *widget) const
{
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    switch (element) {
    case PE_IndicatorCheckBox:
        outline(painter, option->rect, 0, option);
        break;
    case PE_FrameLineEdit:
    case PE_Frame:
        outline(painter, option->rect, 2, option);
        break;
    case PE_PanelButtonCommand:
        outline(painter, option->rect.adjusted(0, 1, 0, 0), 2, option);
        break;
    default:
        break;
    }
}

void ControlStyle::drawControl(ControlElement element, const QStyleOption *option,
                               QPainter *painter, const QWidget *widget) const
{
    QProxyStyle::drawControl(element, option, painter, widget);
    if (element == CE_ProgressBarGroove)
        outline(painter, option->rect, 2, option);
}

void ControlStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option,
                                      QPainter *painter, const QWidget *widget) const
{
    if (control == CC_Slider) {
        if (const auto *slider = qstyleoption_cast<const QStyleOptionSlider *>(option)) {
            drawSlider(this, slider, painter, widget);
            return;
        }
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
    switch (control) {
    case CC_SpinBox:
        outline(painter, option->rect.adjusted(0, 1, 0, -1), 2, option);
        break;
    case CC_ComboBox:
        outline(painter, option->rect.adjusted(0, 1, 0, 0), 2, option);
        break;
    case CC_ScrollBar:
        outline(painter, subControlRect(control, option, SC_ScrollBarSlider, widget), 0, option);
        break;
    default:
        break;
    }
}

} // namespace cownscope::ui
