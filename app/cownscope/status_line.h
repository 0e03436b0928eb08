// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStatusBar>

class QAction;
class QLabel;
class QToolButton;

namespace cownscope {

namespace ui {
class Simulation;
struct Starvation;
} // namespace ui

// Below everything: messages on the left, where the run stands on the right. Pinned work that waits
// for the window's thread is told of on the left, too; a message covers that for its time.
class StatusLine : public QStatusBar
{
    Q_OBJECT

public:
    // The button is for where no other one pauses what runs.
    explicit StatusLine(QAction *pause, QWidget *parent = nullptr);

    void showPauseButton(bool on);

    // The rates of what runs, each with its unit.
    void show(const ui::Simulation &simulation, QStringList rates);
    void show(const ui::Starvation &starvation);
    using QStatusBar::show;

    // A remark that stays until it is another or empty; waiting pinned work is told before it.
    void setRemark(const QString &remark);

private:
    void showLeft();

    QLabel *m_starvation; // or the remark
    QString m_sentence;
    QString m_remark;
    QLabel *m_state;
    QLabel *m_rates;
    QToolButton *m_pause;
};

} // namespace cownscope
