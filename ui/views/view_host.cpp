// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/view_host.h"

#include "ui/views/gl_view.h"

#include <QCoreApplication>
#include <QEvent>
#include <QLabel>

namespace cownscope::ui {

ViewHost::ViewHost(GlView *view, QWidget *parent)
    : QStackedWidget(parent)
    , m_view(view)
    , m_container(QWidget::createWindowContainer(view, this))
    , m_message(new QLabel(this))
{
    m_container->setFocusPolicy(Qt::NoFocus);
    m_container->setMinimumSize(120, 80);
    m_message->setWordWrap(true);
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setMargin(24);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    addWidget(m_container);
    addWidget(m_message);
    m_view->setKeyTarget(this);
    setFocusPolicy(Qt::ClickFocus);
    // Installed first, so that it sees presses before the mouse tools.
    QCoreApplication::instance()->installEventFilter(this);
    // Queued: the view fails inside its paint, where its container must not be hidden.
    connect(m_view, &GlView::failed, this, &ViewHost::showMessage, Qt::QueuedConnection);
    if (const Outcome &status = view->status(); !status)
        showMessage(QString::fromStdString(status.reason()));
    followPalette();
}

QString ViewHost::message() const
{
    return currentWidget() == m_message ? m_message->text() : QString{};
}

void ViewHost::showMessage(const QString &message)
{
    m_message->setText(message);
    setCurrentWidget(m_message);
}

bool ViewHost::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_view && event->type() == QEvent::MouseButtonPress)
        setFocus(Qt::MouseFocusReason);
    return QStackedWidget::eventFilter(watched, event);
}

void ViewHost::changeEvent(QEvent *event)
{
    QStackedWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        followPalette();
}

void ViewHost::followPalette()
{
    m_view->setShade(shadeOf(palette()));
}

} // namespace cownscope::ui
