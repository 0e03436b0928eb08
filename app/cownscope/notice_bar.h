// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/questions.h"

#include <QFrame>
#include <QStringList>

class QLabel;
class QToolButton;

namespace cownscope {

namespace ui {
class Notice;
}

// Shows outcomes and problems above the pages until they are dismissed or replaced. Messages from
// the same iteration of the event loop are shown together, so that all problems of several opened
// files are visible. Later messages replace them. Hidden while empty.
class NoticeBar : public QFrame
{
    Q_OBJECT

public:
    explicit NoticeBar(QWidget *parent = nullptr);

    void showMessage(const QString &sentence, ui::MessageKind kind);
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
    bool m_growing = false; // true until the end of the event loop iteration
};

} // namespace cownscope
