// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/theme.h"

namespace cownscope::ui {
namespace {

struct PaletteColors
{
    QRgb button, window, base, alternateBase, buttonFace, toolTip, highlight, link;
    QRgb text, placeholder, disabled;
};

constexpr PaletteColors LightColors{0xf3f4f6, 0xf3f4f6, 0xffffff, 0xf7f8fa, 0xeceef1, 0xffffff,
                                    0x0f6cbd, 0x0f6cbd, 0x1f2328, 0x626b75, 0x7f8994};
constexpr PaletteColors DarkColors{0x262b33, 0x1f242b, 0x171b21, 0x1b2027, 0x2c323b, 0x2c323b,
                                   0x2a78cc, 0x6cb6ff, 0xe2e6ea, 0x949da7, 0x7a848e};

QPalette paletteOf(const PaletteColors &colors)
{
    QPalette palette{QColor{colors.button}, QColor{colors.window}};
    palette.setColor(QPalette::Base, colors.base);
    palette.setColor(QPalette::AlternateBase, colors.alternateBase);
    palette.setColor(QPalette::Button, colors.buttonFace);
    palette.setColor(QPalette::ToolTipBase, colors.toolTip);
    palette.setColor(QPalette::Highlight, colors.highlight);
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, colors.link);
    palette.setColor(QPalette::ToolTipText, colors.text);
    palette.setColor(QPalette::PlaceholderText, colors.placeholder);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(role, colors.text);
        palette.setColor(QPalette::Disabled, role, colors.disabled);
    }
    return palette;
}

} // namespace

Shade shadeOf(const QPalette &palette)
{
    return palette.color(QPalette::Window).lightness() < 128 ? Shade::Dark : Shade::Light;
}

QPalette paletteFor(Theme theme, const QPalette &system)
{
    switch (theme) {
    case Theme::Light:
        return paletteOf(LightColors);
    case Theme::Dark:
        return paletteOf(DarkColors);
    case Theme::System:
        break;
    }
    return system;
}

Scene sceneFor(Shade shade)
{
    if (shade == Shade::Dark)
        return {QColor{0x14181d}, QColor{0x191e25}, QColor{0x2a313a},
                QColor{0x46505c}, QColor{0xe2e6ea}, QColor{0x9aa5b1}};
    return {QColor{0xf4f6f8}, QColor{0xffffff}, QColor{0xe3e7ec},
            QColor{0xb4bdc7}, QColor{0x1f2328}, QColor{0x59636e}};
}

QColor quantityColor(Quantity quantity, Shade shade)
{
    const bool dark = shade == Shade::Dark;
    switch (quantity) {
    case Quantity::Behaviors:
        return dark ? QColor{0x6cb6ff} : QColor{0x0f6cbd};
    case Quantity::Steps:
        return dark ? QColor{0x57c9a2} : QColor{0x00805a};
    case Quantity::Frames:
        return dark ? QColor{0xe3a6cf} : QColor{0xa8457f};
    case Quantity::Depth:
        return dark ? QColor{0x9aa7ff} : QColor{0x4b57c9};
    case Quantity::Age:
        return dark ? QColor{0xf2b04a} : QColor{0x995c00};
    case Quantity::Pump:
        return dark ? QColor{0xff9466} : QColor{0xc24400};
    }
    return {};
}

QColor nobodyColor(Shade shade)
{
    return shade == Shade::Dark ? QColor{0x7d8590} : QColor{0x848d97};
}

QColor problemColor(Shade shade)
{
    return shade == Shade::Dark ? QColor{0xff8a80} : QColor{0xb3261e};
}

QColor warningColor(Shade shade)
{
    return shade == Shade::Dark ? QColor{0xf2b04a} : QColor{0x965a00};
}

QFont boldFont(QFont font, QFont::Weight weight)
{
    font.setWeight(weight);
    return font;
}

QFont smallFont(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * 0.82);
    return font;
}

} // namespace cownscope::ui
