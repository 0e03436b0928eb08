// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/given_file.h"
#include "ui/dialogs/message.h"
#include "ui/dialogs/questions.h"

#include "ui/workloads/boids/flock_control.h"
#include "workloads/boids/parameters.h"

#include <QAction>
#include <QObject>

#include <functional>
#include <optional>

class QMenu;

namespace cownscope::ui {

// The flocks to begin with: those that come with the program, and files. The simulation
// begins anew with the one that is chosen.
class SceneMenu : public QObject
{
    Q_OBJECT

public:
    // The simulation and the parent must outlive this.
    SceneMenu(Simulation *simulation, QWidget *parent);

    QMenu *menu() { return m_menu; }
    QList<QAction *> shortcutActions() const { return {m_open, m_save}; }

    QString name() const { return m_name; } // of the present scene, or empty
    void setName(const QString &name) { m_name = name; }

    void choose(const QString &preset);
    void open(const GivenScene &scene);
    void save(const QString &path); // obstacles included, what the mouse holds not

    // Where to read from; empty: nowhere. A dialog, unless a test puts its own answer here.
    std::function<QString()> openPath;
    void setQuestions(Questions questions) { m_questions = std::move(questions); }

Q_SIGNALS:
    void fileChosen(const QString &path); // to be opened
    void applied();
    void renamed(); // the present scene, which goes on
    void message(const QString &text, cownscope::ui::MessageKind kind);

private:
    void apply(const QString &name, const boids::Options &flock);

    FlockControl m_control;
    Questions m_questions;
    QMenu *m_menu;
    QAction *m_open;
    QAction *m_save;
    QString m_name;
    QString m_path; // of the scene, if it came from a file
};

} // namespace cownscope::ui
