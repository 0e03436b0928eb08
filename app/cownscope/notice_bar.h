// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/message.h"

#include <QFrame>
#include <QStringList>

class QLabel;
class QToolButton;

namespace cownscope {

namespace ui {
class Notice;
}

// Outcomes and problems above the pages, until they are dismissed or others come. What is told
// within one turn of the event loop stands together, so that of several files that are opened at
// once none is kept quiet about; what comes later takes its place. Hidden while there is nothing.
class NoticeBar : public QFrame
{
    Q_OBJECT

public:
    explicit NoticeBar(QWidget *parent = nullptr);

    void tell(const QString &sentence, ui::MessageKind kind);
    void dismiss();

    const QStringList &sentences() const { return m_sentences; }
    bool hasProblem() const { return m_problem; }

Q_SIGNALS:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void follow();

    ui::Notice *m_notice;
    QLabel *m_icon;
    QToolButton *m_close;
    QStringList m_sentences;
    bool m_problem = false;
    bool m_growing = false; // until the turn of the event loop is over
};

} // namespace cownscope
