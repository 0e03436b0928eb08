// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownscope/main_actions.h"

#include "app/cownscope/icons.h"

#include <QActionGroup>
#include <QMenu>
#include <QMenuBar>

namespace cownscope {

MainActions::MainActions(QObject *parent)
    : QObject(parent)
    , m_colorModes(new QActionGroup(this))
    , m_themes(new QActionGroup(this))
{
    exportJson = add(tr("&Export JSON…"), {Qt::CTRL | Qt::Key_E},
                     tr("Save what has been measured since the start or the last reset"));
    savePicture =
        add(tr("&Save Picture…"), {Qt::CTRL | Qt::Key_S}, tr("Save the window as it is shown"));
    quit = add(tr("&Quit"), {Qt::CTRL | Qt::Key_Q}, tr("End the program"));
    quit->setMenuRole(QAction::QuitRole);
    pause = add(tr("Pause"), {Qt::Key_Space}, tr("Pause or go on"));
    step = add(tr("Step"), {Qt::Key_S, Qt::Key_Period}, tr("One step, while paused"));
    reset =
        add(tr("Reset"), {Qt::Key_R}, tr("Begin anew from the seed, and forget what was measured"));
    fullScreen = add(tr("&Full Screen"), {Qt::Key_F11}, tr("Use the whole screen"));
    fullScreen->setCheckable(true);
    panels = add(tr("&Panels"), {Qt::Key_F9}, tr("Show or hide controls and charts"));
    panels->setCheckable(true);
    panels->setChecked(true);
    shortcuts = add(tr("&Shortcuts"), {Qt::Key_F1}, tr("All keys at a glance"));
    about = add(tr("&About Cownscope"), {}, tr("Version, license, renderer"));

    const auto addChoice = [this](QActionGroup *group, const QString &text, int value) {
        auto *choice = new QAction{text, this};
        choice->setCheckable(true);
        choice->setData(value);
        group->addAction(choice);
        return choice;
    };
    const std::pair<QString, ui::ColorMode> modes[] = {{tr("&Heading"), ui::ColorMode::Heading},
                                                       {tr("&Speed"), ui::ColorMode::Speed},
                                                       {tr("&Worker"), ui::ColorMode::Worker}};
    int key = Qt::Key_1;
    for (const auto &[text, mode] : modes)
        addChoice(m_colorModes, text, static_cast<int>(mode))->setShortcut(QKeySequence{key++});
    const std::pair<QString, ui::Theme> themes[] = {{tr("&System"), ui::Theme::System},
                                                    {tr("&Light"), ui::Theme::Light},
                                                    {tr("&Dark"), ui::Theme::Dark}};
    for (const auto &[text, theme] : themes)
        addChoice(m_themes, text, static_cast<int>(theme));
    connect(m_colorModes, &QActionGroup::triggered, this, [this](const QAction *action) {
        Q_EMIT colorModeChosen(static_cast<ui::ColorMode>(action->data().toInt()));
    });
    connect(m_themes, &QActionGroup::triggered, this, [this](const QAction *action) {
        Q_EMIT themeChosen(static_cast<ui::Theme>(action->data().toInt()));
    });
}

QAction *MainActions::add(const QString &text, const QList<QKeySequence> &keys,
                          const QString &toolTip)
{
    auto *action = new QAction{text, this};
    action->setShortcuts(keys);
    QStringList names;
    for (const QKeySequence &key : keys)
        names.append(key.toString(QKeySequence::NativeText));
    action->setToolTip(
        names.isEmpty() ? toolTip : QStringLiteral("%1 (%2)").arg(toolTip, names.join(tr(" or "))));
    return action;
}

QList<QAction *> MainActions::all() const
{
    return QList<QAction *>{pause,      step,   reset,     exportJson, savePicture,
                            fullScreen, panels, shortcuts, about,      quit}
    + m_colorModes->actions();
}

void MainActions::fillMenus(QMenuBar *bar)
{
    QMenu *file = bar->addMenu(tr("&File"));
    file->addActions({exportJson, savePicture});
    file->addSeparator();
    file->addAction(quit);
    QMenu *run = bar->addMenu(tr("&Run"));
    run->addActions({pause, step, reset});
    QMenu *view = bar->addMenu(tr("&View"));
    view->addSection(tr("Color by"));
    view->addActions(m_colorModes->actions());
    view->addSeparator();
    view->addMenu(tr("&Theme"))->addActions(m_themes->actions());
    view->addActions({panels, fullScreen});
    QMenu *help = bar->addMenu(tr("&Help"));
    help->addActions({shortcuts, about});
}

void MainActions::showPaused(bool paused, const QPalette &palette)
{
    const QColor color = palette.color(QPalette::ButtonText);
    pause->setText(paused ? tr("Run") : tr("Pause"));
    pause->setIcon(glyphIcon(paused ? Glyph::Run : Glyph::Pause, color));
    step->setIcon(glyphIcon(Glyph::Step, color));
    reset->setIcon(glyphIcon(Glyph::Reset, color));
    step->setEnabled(paused);
}

void MainActions::showColorMode(ui::ColorMode mode)
{
    for (QAction *action : m_colorModes->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(mode));
}

void MainActions::showTheme(ui::Theme theme)
{
    for (QAction *action : m_themes->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(theme));
}

} // namespace cownscope
