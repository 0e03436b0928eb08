// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/tool_tip_wrap.h"

#include <QCoreApplication>
#include <QEvent>
#include <QLabel>
#include <QScreen>

#include <algorithm>

namespace cownscope::ui {
namespace {

// Where it would be cut off it moves to the left or up.
void wrap(QLabel *tip)
{
    if (tip->wordWrap()) // rich text, or done
        return;
    tip->setWordWrap(true);
    const int margins = tip->width() - tip->contentsRect().width() + 2 * tip->margin();
    const int width = ToolTipWrap::Widest + margins;
    tip->resize(width, tip->heightForWidth(width));
    const QRect screen = tip->screen()->availableGeometry();
    tip->move(std::max(screen.left(), std::min(tip->x(), screen.right() + 1 - tip->width())),
              std::max(screen.top(), std::min(tip->y(), screen.bottom() + 1 - tip->height())));
}

} // namespace

ToolTipWrap::ToolTipWrap(QObject *parent)
    : QObject(parent)
{
    QCoreApplication::instance()->installEventFilter(this);
}

// Qt's tool tip is a label, sized to its text before it is shown, and again when the text changes.
bool ToolTipWrap::eventFilter(QObject *watched, QEvent *event)
{
    if ((event->type() == QEvent::Show || event->type() == QEvent::Resize)
        && watched->inherits("QTipLabel")) {
        auto *tip = static_cast<QLabel *>(watched);
        if (tip->width() > Widest + 40)
            wrap(tip);
    }
    return QObject::eventFilter(watched, event);
}

} // namespace cownscope::ui
