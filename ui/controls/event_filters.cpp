// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/event_filters.h"

#include <QAbstractButton>
#include <QAbstractSlider>
#include <QCoreApplication>
#include <QEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QScreen>

#include <algorithm>

namespace cownscope::ui {
namespace {

bool usesItself(const QObject *control, const QKeyEvent *key)
{
    if (key->modifiers() != Qt::NoModifier)
        return false;
    if (qobject_cast<const QAbstractButton *>(control))
        return key->key() == Qt::Key_Space;
    if (qobject_cast<const QAbstractSlider *>(control))
        return key->key() == Qt::Key_Home || key->key() == Qt::Key_End;
    return false;
}

// If the wrapped tip would be cut off at the edge of the screen, it moves left or up.
void wrap(QLabel *tip)
{
    if (tip->wordWrap()) // rich text, or already wrapped
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

FocusKeys::FocusKeys(QObject *parent)
    : QObject(parent)
{
    QCoreApplication::instance()->installEventFilter(this);
}

bool FocusKeys::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::ShortcutOverride
        || !usesItself(watched, static_cast<const QKeyEvent *>(event)))
        return QObject::eventFilter(watched, event);
    event->accept();
    return true;
}

ToolTipWrap::ToolTipWrap(QObject *parent)
    : QObject(parent)
{
    QCoreApplication::instance()->installEventFilter(this);
}

// Qt's tool tip is a label that is resized to its text before it is shown and when the text
// changes.
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
