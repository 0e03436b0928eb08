// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workloads/boids/tools/flock_tool.h"

#include <QAction>
#include <QWidget>

class QActionGroup;
class QLabel;
class QSlider;

namespace cownscope::ui {

class FlockTools;

// A row of buttons for the tools, with what the present one does and how far it reaches.
class FlockToolBar : public QWidget
{
    Q_OBJECT

public:
    // The tools must outlive the row.
    explicit FlockToolBar(FlockTools *tools, QWidget *parent = nullptr);

    // One for each tool, and one that clears; for menus, shortcuts and the list of them.
    QList<QAction *> toolActions() const { return m_actions; }

    // Whether there is a flock to act on; without one, no shortcut does anything.
    void setUsable(bool usable);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QAction *add(const QString &text, const QString &toolTip, int key);
    void addButton(QAction *action);
    void showTool();
    void showReach();
    void showHint(); // as much as there is room for
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
