// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cownscope/planned_crash.h"
#include "ui/dialogs/questions.h"

#include <QList>
#include <QObject>
#include <QTimer>

#include <optional>

class QWidget;

namespace cownscope {

namespace ui {
class BackEndBar;
class GlView;
class SimulationProxy;
} // namespace ui

// Shows in the window what happens to the back end of an isolated simulation: a bar over the views,
// which are dimmed while their picture is out of date, and messages while they are not visible.
class BackEndWatch : public QObject
{
    Q_OBJECT

public:
    // `over`: the widget that contains the views.
    BackEndWatch(ui::SimulationProxy *simulation, QWidget *over, QList<ui::GlView *> views,
                 const std::optional<PlannedCrash> &crash, QObject *parent);

    void setQuestions(const ui::Questions &questions) { m_questions = questions; }
    ui::BackEndBar *bar() const { return m_bar; }

Q_SIGNALS:
    void message(const QString &sentence, cownscope::ui::MessageKind kind);
    // For those who do not see the bar.
    void ended(const QString &sentence);

private:
    void follow();
    void backEndChanged();
    void saveReport();

    ui::SimulationProxy *m_simulation;
    ui::BackEndBar *m_bar;
    ui::Questions m_questions;
    std::optional<PlannedCrash> m_crash;
    QTimer m_crashTime;
};

} // namespace cownscope
