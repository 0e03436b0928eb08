// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/theme.h"

namespace cownscope::ui {
namespace {

QPalette lightPalette()
{
    QPalette palette{QColor{0xf3f4f6}, QColor{0xf3f4f6}};
    palette.setColor(QPalette::Base, QColor{0xffffff});
    palette.setColor(QPalette::AlternateBase, QColor{0xf7f8fa});
    palette.setColor(QPalette::Button, QColor{0xeceef1});
    palette.setColor(QPalette::ToolTipBase, QColor{0xffffff});
    palette.setColor(QPalette::Highlight, QColor{0x0f6cbd});
    palette.setColor(QPalette::HighlightedText, QColor{0xffffff});
    palette.setColor(QPalette::Link, QColor{0x0f6cbd});
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText})
        palette.setColor(role, QColor{0x1f2328});
    palette.setColor(QPalette::PlaceholderText, QColor{0x626b75});
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor{0x7f8994});
    return palette;
}

QPalette darkPalette()
{
    QPalette palette{QColor{0x262b33}, QColor{0x1f242b}};
    palette.setColor(QPalette::Base, QColor{0x171b21});
    palette.setColor(QPalette::AlternateBase, QColor{0x1b2027});
    palette.setColor(QPalette::Button, QColor{0x2c323b});
    palette.setColor(QPalette::ToolTipBase, QColor{0x2c323b});
    palette.setColor(QPalette::Highlight, QColor{0x2a78cc});
    palette.setColor(QPalette::HighlightedText, QColor{0xffffff});
    palette.setColor(QPalette::Link, QColor{0x6cb6ff});
    for (const auto role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText})
        palette.setColor(role, QColor{0xe2e6ea});
    palette.setColor(QPalette::PlaceholderText, QColor{0x949da7});
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor{0x7a848e});
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
        return lightPalette();
    case Theme::Dark:
        return darkPalette();
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

} // namespace cownscope::ui
