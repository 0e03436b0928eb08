// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workloads/boids/tools/flock_tools.h"

#include <QAction>
#include <QWidget>

class QActionGroup;
class QLabel;
class QSlider;

namespace cownscope::ui {

class FlockTools;

// A tool bar with a button for each tool, the reach of the current tool and its description.
class FlockToolBar : public QWidget
{
    Q_OBJECT

public:
    // The tools must outlive the tool bar.
    explicit FlockToolBar(FlockTools *tools, QWidget *parent = nullptr);

    // One action per tool, and one that clears all obstacles.
    QList<QAction *> toolActions() const { return m_actions; }

    // Shows and enables the tool bar, or hides and disables it and its shortcuts.
    void setUsable(bool usable);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QAction *add(const QString &text, const QString &toolTip, int key);
    void addButton(QAction *action);
    void showTool();
    void showReach();
    void showHint(); // elided if it does not fit
    void drawIcons();

    FlockTools *m_tools;
    QActionGroup *m_group;
    QList<QAction *> m_actions;
    QAction *m_clear;
    QSlider *m_reach;
    QLabel *m_reachText;
    QLabel *m_hint;
};

} // namespace cownscope::ui
