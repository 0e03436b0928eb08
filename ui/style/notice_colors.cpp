// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/notice_colors.h"

namespace cownscope::ui {

QColor problemColor(Shade shade)
{
    return shade == Shade::Dark ? QColor{0xff8a80} : QColor{0xb3261e};
}

QColor warningColor(Shade shade)
{
    return shade == Shade::Dark ? QColor{0xf2b04a} : QColor{0x965a00};
}

} // namespace cownscope::ui
