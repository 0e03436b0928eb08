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

// The status bar: messages on the left, the state of the simulation on the right. Waiting pinned
// work is also reported on the left; a message hides that temporarily.
class StatusLine : public QStatusBar
{
    Q_OBJECT

public:
    // The pause button is shown where there is no other one.
    explicit StatusLine(QAction *pause, QWidget *parent = nullptr);

    void showPauseButton(bool on);

    // Shows the state and the rates, each with its unit.
    void show(const ui::Simulation &simulation, QStringList rates);
    void show(const ui::Starvation &starvation);
    using QStatusBar::show;

    // A permanent remark; empty for none. Waiting pinned work takes precedence.
    void setRemark(const QString &remark);

private:
    void showLeft();

    QLabel *m_starvation; // also shows the remark
    QString m_sentence;
    QString m_remark;
    QLabel *m_state;
    QLabel *m_rates;
    QToolButton *m_pause;
};

} // namespace cownscope
