// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/scene_menu.h"

#include "base/attempt.h"
#include "lab/results/result_error.h"
#include "lab/scenes/scene_file.h"
#include "ui/dialogs/questions.h"
#include "ui/file_path.h"
#include "workloads/boids/presets.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>

namespace cownscope::ui {
namespace {

QString fileNameFor(QString name)
{
    if (name.isEmpty())
        name = QStringLiteral("scene");
    return name.toLower().replace(u' ', u'-').replace(u'/', u'-') + QStringLiteral(".json");
}

} // namespace

SceneMenu::SceneMenu(Simulation *simulation, QWidget *parent)
    : QObject(parent)
    , m_control(simulation)
    , m_questions(askInDialogs(parent))
    , m_menu(new QMenu{tr("&Scene"), parent})
    , m_open(new QAction{tr("&Open Scene…"), this})
    , m_save(new QAction{tr("Save Scene &As…"), this})
{
    const QString filter = tr("Scenes (*.json);;All files (*)");
    openPath = [parent, filter] {
        return QFileDialog::getOpenFileName(parent, tr("Open Scene"), {}, filter);
    };
    m_open->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_O);
    m_open->setToolTip(tr("Restart with the flock of a scene file (Ctrl+Shift+O)"));
    m_save->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_D);
    m_save->setToolTip(tr("Save rules, boids and obstacles as a scene (Ctrl+Shift+D)"));
    connect(m_open, &QAction::triggered, this, [this] {
        if (const QString path = openPath(); !path.isEmpty())
            Q_EMIT fileChosen(path);
    });
    connect(m_save, &QAction::triggered, this, [this] {
        const QString path = askWhereToSave(
            m_questions,
            {.title = tr("Save Scene"),
             .name = m_path.isEmpty() ? fileNameFor(m_name) : QFileInfo{m_path}.absoluteFilePath(),
             .filters = tr("Scenes (*.json);;All files (*)"),
             .otherSuffixes = true});
        if (!path.isEmpty())
            save(path);
    });

    m_menu->setToolTipsVisible(true);
    for (const boids::Preset &preset : boids::presets()) {
        auto *action = m_menu->addAction(QString::fromStdString(preset.title));
        action->setToolTip(QString::fromStdString(preset.description));
        connect(action, &QAction::triggered, this,
                [this, name = QString::fromStdString(preset.name)] { choose(name); });
    }
    m_menu->addSeparator();
    m_menu->addActions({m_open, m_save});
}

void SceneMenu::apply(const QString &name, const boids::Options &flock)
{
    if (const Outcome begun = m_control.beginWith(flock); !begun) {
        Q_EMIT message(QString::fromStdString(begun.reason()), MessageKind::Problem);
        return;
    }
    m_name = name;
    Q_EMIT applied();
}

void SceneMenu::choose(const QString &presetName)
{
    const boids::Preset *preset = boids::findPreset(presetName.toStdString());
    if (!preset)
        return;
    boids::Options flock = preset->options;
    flock.seed = m_control.flock().seed;
    m_path.clear();
    apply(QString::fromStdString(preset->title), flock);
    Q_EMIT message(QString::fromStdString(preset->description), MessageKind::Hint);
}

void SceneMenu::open(const GivenScene &given)
{
    m_path = given.path;
    apply(QString::fromStdString(given.scene.name), given.scene.options);
}

void SceneMenu::save(const QString &path)
{
    // Saved to another file, the scene gets the name of that file.
    const QString name =
        path == m_path && !m_name.isEmpty() ? m_name : QFileInfo{path}.completeBaseName();
    const Outcome written = attempt<lab::ResultError>("The scene cannot be saved", [&] {
        lab::writeSceneFile(filePath(path), {name.toStdString(), m_control.flock()});
    });
    if (!written) {
        Q_EMIT message(QString::fromStdString(written.reason()), MessageKind::Problem);
        return;
    }
    m_path = path;
    m_name = name;
    Q_EMIT renamed();
    Q_EMIT message(tr("%1 is saved.").arg(path), MessageKind::Outcome);
}

} // namespace cownscope::ui
