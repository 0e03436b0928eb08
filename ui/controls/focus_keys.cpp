// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/focus_keys.h"

#include <QAbstractButton>
#include <QAbstractSlider>
#include <QCoreApplication>
#include <QKeyEvent>

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

} // namespace cownscope::ui
