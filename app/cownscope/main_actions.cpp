// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownscope/main_actions.h"

#include "app/cownscope/icons.h"
#include "app/cownscope/recent_files.h"

#include <QActionGroup>
#include <QDir>
#include <QMenu>
#include <QMenuBar>

namespace cownscope {

MainActions::MainActions(QObject *parent)
    : QObject(parent)
    , m_themes(new QActionGroup(this))
{
    openResults = add(tr("&Open Results…"), {Qt::CTRL | Qt::Key_O}, tr("Open result files"));
    saveResults = add(tr("Save &Results As…"), {Qt::CTRL | Qt::SHIFT | Qt::Key_S},
                      tr("Save the selected results"));
    exportResults = add(tr("E&xport Results…"), {Qt::CTRL | Qt::SHIFT | Qt::Key_E},
                        tr("Export the shown results as a table or picture"));
    exportJson = add(tr("&Export Live Measurement…"), {Qt::CTRL | Qt::Key_E},
                     tr("Export the measurement since the start or the last reset"));
    savePicture =
        add(tr("&Save Picture…"), {Qt::CTRL | Qt::Key_S}, tr("Save a picture of the window"));
    saveViewPicture = add(tr("Save Picture of the &View…"), {Qt::CTRL | Qt::ALT | Qt::Key_S},
                          tr("Save a picture of the live view only"));
    record = add(tr("&Record…"), {Qt::CTRL | Qt::SHIFT | Qt::Key_R},
                 tr("Start or end recording the live view to a video"));
    quit = add(tr("&Quit"), {Qt::CTRL | Qt::Key_Q}, tr("End the program"));
    quit->setMenuRole(QAction::QuitRole);
    pause = add(tr("Pause"), {Qt::Key_Space}, tr("Pause or continue"));
    pauseHidden = add(tr("Pause"), {}, tr("Pause or continue the simulation on the page Live"));
    pauseHidden->setVisible(false);
    connect(pauseHidden, &QAction::triggered, pause, &QAction::triggered);
    step = add(tr("Step"), {Qt::Key_S, Qt::Key_Period}, tr("Run a single step while paused"));
    reset = add(tr("Reset"), {Qt::Key_R}, tr("Restart from the seed and discard the measurement"));
    isolated = add(tr("In a Process of Its &Own"), {},
                   tr("Restart the simulation in a process of its own, so that the window survives "
                      "whatever happens to it"));
    isolated->setCheckable(true);
    livePage = add(tr("&Live"), {Qt::CTRL | Qt::Key_1}, tr("Show the live simulation"));
    experimentsPage =
        add(tr("E&xperiments"), {Qt::CTRL | Qt::Key_2}, tr("Show experiments and their results"));
    auto *pages = new QActionGroup{this};
    for (QAction *page : {livePage, experimentsPage}) {
        page->setCheckable(true);
        pages->addAction(page);
    }
    livePage->setChecked(true);
    fullScreen = add(tr("&Full Screen"), {Qt::Key_F11}, tr("Use the whole screen"));
    fullScreen->setCheckable(true);
    panels = add(tr("&Panels"), {Qt::Key_F9}, tr("Show or hide controls and charts"));
    panels->setCheckable(true);
    panels->setChecked(true);
    dismiss =
        add(tr("Dismiss &Message"), {Qt::CTRL | Qt::Key_M}, tr("Close the message above the page"));
    dismiss->setEnabled(false);
    shortcuts = add(tr("&Shortcuts"), {Qt::Key_F1}, tr("Show all shortcuts"));
    about = add(tr("&About Cownscope"), {}, tr("Show version, license and renderer"));

    const auto addChoice = [this](QActionGroup *group, const QString &text, int value) {
        auto *choice = new QAction{text, this};
        choice->setCheckable(true);
        choice->setData(value);
        group->addAction(choice);
        return choice;
    };
    const std::pair<QString, ui::Theme> themes[] = {{tr("&System"), ui::Theme::System},
                                                    {tr("&Light"), ui::Theme::Light},
                                                    {tr("&Dark"), ui::Theme::Dark}};
    for (const auto &[text, theme] : themes)
        addChoice(m_themes, text, static_cast<int>(theme));
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
    return {livePage,    experimentsPage, pause,       step,          reset,
            isolated,    openResults,     saveResults, exportResults, exportJson,
            savePicture, saveViewPicture, record,      fullScreen,    panels,
            dismiss,     shortcuts,       about,       quit};
}

void MainActions::fillMenus(QMenuBar *bar)
{
    QMenu *file = bar->addMenu(tr("&File"));
    file->addAction(openResults);
    m_recent = file->addMenu(tr("Recent &Files"));
    connect(m_recent, &QMenu::aboutToShow, this, &MainActions::fillRecentFiles);
    fillRecentFiles();
    file->addActions({saveResults, exportResults});
    file->addSeparator();
    file->addActions({exportJson, savePicture, saveViewPicture, record});
    file->addSeparator();
    file->addAction(quit);
    QMenu *run = bar->addMenu(tr("&Run"));
    run->addActions({pause, pauseHidden, step, reset});
    run->addSeparator();
    run->addAction(isolated);
    QMenu *view = viewMenu = bar->addMenu(tr("&View"));
    view->addActions({livePage, experimentsPage});
    view->addSeparator();
    view->addMenu(tr("&Theme"))->addActions(m_themes->actions());
    view->addActions({panels, fullScreen, dismiss});
    QMenu *help = bar->addMenu(tr("&Help"));
    help->addActions({shortcuts, about});
}

void MainActions::fillRecentFiles()
{
    m_recent->clear();
    const QStringList paths = RecentFiles::list();
    for (const QString &path : paths) {
        QString text = QDir::toNativeSeparators(path);
        text.replace(u'&', QStringLiteral("&&"));
        m_recent->addAction(text, this, [this, path] { Q_EMIT recentFileChosen(path); });
    }
    if (paths.isEmpty())
        m_recent->addAction(tr("None"))->setEnabled(false);
    m_recent->addSeparator();
    m_recent->addAction(tr("&Clear List"), this, &RecentFiles::clear)->setEnabled(!paths.isEmpty());
}

void MainActions::showPage(Page page)
{
    m_page = page;
    const bool live = page == Page::Live;
    (live ? livePage : experimentsPage)->setChecked(true);
    for (QAction *action : {reset, panels})
        action->setEnabled(live);
    step->setEnabled(live && m_paused);
    // The simulation can be paused on both pages, but on the page Experiments Space must press
    // buttons.
    pause->setVisible(live);
    pauseHidden->setVisible(!live);
}

void MainActions::showPaused(bool paused, const QPalette &palette)
{
    const QColor color = palette.color(QPalette::ButtonText);
    for (QAction *action : {pause, pauseHidden}) {
        action->setText(paused ? tr("Run") : tr("Pause"));
        action->setIcon(glyphIcon(paused ? Glyph::Run : Glyph::Pause, color));
    }
    step->setIcon(glyphIcon(Glyph::Step, color));
    reset->setIcon(glyphIcon(Glyph::Reset, color));
    m_paused = paused;
    step->setEnabled(paused && m_page == Page::Live);
}

void MainActions::showRecording(bool taking)
{
    record->setText(taking ? tr("End &Recording") : tr("&Record…"));
    record->setIcon(glyphIcon(taking ? Glyph::StopRecord : Glyph::Record, {}));
}

void MainActions::showTheme(ui::Theme theme)
{
    for (QAction *action : m_themes->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(theme));
}

} // namespace cownscope
