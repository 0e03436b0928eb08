// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownscope/notice_bar.h"

#include "ui/sweeps/notice.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QStyle>
#include <QTimer>
#include <QToolButton>

#include <utility>

namespace cownscope {
namespace {

// Limits the height in a small window; the tool tip shows all messages.
constexpr qsizetype MostSentences = 3;
constexpr int MostLines = 4;

} // namespace

NoticeBar::NoticeBar(QWidget *parent)
    : QFrame(parent)
    , m_notice(new ui::Notice{ui::Notice::Kind::Remark, this})
    , m_icon(new QLabel{this})
    , m_close(new QToolButton{this})
{
    setFrameShape(QFrame::StyledPanel);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    // Long paths would widen the window.
    m_notice->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_notice->setMaximumHeight(MostLines * fontMetrics().lineSpacing());
    m_notice->setAlignment(Qt::AlignTop);
    m_close->setIcon(style()->standardIcon(QStyle::SP_TitleBarCloseButton));
    m_close->setAutoRaise(true);
    m_close->setFocusPolicy(Qt::TabFocus);
    m_close->setAccessibleName(tr("Dismiss the message"));
    m_close->setToolTip(tr("Dismiss the message (Ctrl+M)"));
    auto *row = new QHBoxLayout{this};
    row->setContentsMargins(8, 4, 4, 4);
    row->setSpacing(8);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addWidget(m_notice, 1);
    row->addWidget(m_close, 0, Qt::AlignTop);
    m_close->installEventFilter(this);
    connect(m_close, &QToolButton::clicked, this, &NoticeBar::dismiss);
    hide();
}

void NoticeBar::showMessage(const QString &sentence, ui::MessageKind kind)
{
    if (sentence.isEmpty())
        return;
    if (!std::exchange(m_growing, true)) {
        m_sentences.clear();
        m_problem = false;
        QTimer::singleShot(0, this, [this] { m_growing = false; });
    }
    m_sentences.append(sentence);
    m_problem = m_problem || kind == ui::MessageKind::Problem;
    follow();
}

void NoticeBar::dismiss()
{
    m_sentences.clear();
    m_problem = false;
    hide();
    Q_EMIT changed();
}

// On the close button, Space is not a shortcut; Enter and Escape close the bar.
bool NoticeBar::eventFilter(QObject *watched, QEvent *event)
{
    const bool override = event->type() == QEvent::ShortcutOverride;
    if (watched != m_close || (!override && event->type() != QEvent::KeyPress))
        return false;
    const int key = static_cast<const QKeyEvent *>(event)->key();
    const bool closes = key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Escape;
    if (override && (closes || key == Qt::Key_Space)) {
        event->accept();
        return true;
    }
    if (!override && closes) {
        dismiss();
        return true;
    }
    return false;
}

void NoticeBar::follow()
{
    QStringList shown = m_sentences.mid(0, MostSentences);
    if (const qsizetype more = m_sentences.size() - shown.size(); more > 0)
        shown.append(tr("And %1 more.").arg(more));
    m_notice->setKind(m_problem ? ui::Notice::Kind::Problem : ui::Notice::Kind::Remark);
    m_notice->setSentences(shown);
    m_notice->setToolTip(m_sentences.join(u'\n'));
    const auto icon = m_problem ? QStyle::SP_MessageBoxWarning : QStyle::SP_MessageBoxInformation;
    m_icon->setPixmap(style()->standardIcon(icon).pixmap(m_close->iconSize(), devicePixelRatio()));
    setVisible(true);
    QAccessibleEvent alert{m_notice, QAccessible::Alert};
    QAccessible::updateAccessibility(&alert);
    Q_EMIT changed();
}

} // namespace cownscope
