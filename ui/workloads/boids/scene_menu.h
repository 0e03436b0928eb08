// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/dialogs/given_file.h"
#include "ui/dialogs/questions.h"
#include "ui/workloads/boids/flock_control.h"
#include "workloads/boids/parameters.h"

#include <QAction>
#include <QObject>

#include <functional>
#include <optional>

class QMenu;

namespace cownscope::ui {

// The menu of scenes: presets and files. Choosing a scene restarts the simulation with it.
class SceneMenu : public QObject
{
    Q_OBJECT

public:
    // The simulation and the parent must outlive this object.
    SceneMenu(Simulation *simulation, QWidget *parent);

    QMenu *menu() { return m_menu; }
    QList<QAction *> shortcutActions() const { return {m_open, m_save}; }

    QString name() const { return m_name; } // name of the current scene, or empty
    void setName(const QString &name) { m_name = name; }

    void choose(const QString &preset);
    void open(const GivenScene &scene);
    void save(const QString &path); // includes obstacles, but not the influence at the mouse

    // Asks for the file to open; empty if cancelled. Tests replace the dialog.
    std::function<QString()> openPath;
    void setQuestions(Questions questions) { m_questions = std::move(questions); }

Q_SIGNALS:
    void fileChosen(const QString &path); // the file is to be opened
    void applied();
    void renamed(); // the current scene got a new name
    void message(const QString &text, cownscope::ui::MessageKind kind);

private:
    void apply(const QString &name, const boids::Options &flock);

    FlockControl m_control;
    Questions m_questions;
    QMenu *m_menu;
    QAction *m_open;
    QAction *m_save;
    QString m_name;
    QString m_path; // file of the scene, if any
};

} // namespace cownscope::ui
