// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cownscope/options.h"
#include "ui/style/theme.h"

#include <QAction>
#include <QObject>

class QActionGroup;
class QMenu;
class QMenuBar;

namespace cownscope {

// The actions of the window, with shortcuts and tool tips, and the menus.
class MainActions : public QObject
{
    Q_OBJECT

public:
    explicit MainActions(QObject *parent);

    QAction *openResults;
    QAction *saveResults;
    QAction *exportResults;
    QAction *exportJson;
    QAction *savePicture;
    QAction *saveViewPicture;
    QAction *record;
    QAction *quit;
    QAction *pause;
    QAction *pauseHidden; // pauses from the page Experiments, without a shortcut
    QAction *step;
    QAction *reset;
    QAction *isolated; // the simulation runs in a process of its own
    QAction *livePage;
    QAction *experimentsPage;
    QAction *fullScreen;
    QAction *panels;
    QAction *dismiss; // closes the message above the pages
    QAction *shortcuts;
    QAction *about;

    QList<QAction *> all() const;
    void fillMenus(QMenuBar *bar);
    QMenu *viewMenu = nullptr; // set by fillMenus()

    void showPage(Page page); // disables the actions of the other page
    // Updates the text and icon of the pause actions.
    void showPaused(bool paused, const QPalette &palette);
    void showRecording(bool taking); // updates the text and icon of the record action
    void showTheme(ui::Theme theme);

Q_SIGNALS:
    void themeChosen(cownscope::ui::Theme theme);
    void recentFileChosen(const QString &path);

private:
    QAction *add(const QString &text, const QList<QKeySequence> &keys, const QString &toolTip);

    void fillRecentFiles();

    QMenu *m_recent = nullptr;
    QActionGroup *m_themes;
    Page m_page = Page::Live;
    bool m_paused = true;
};

} // namespace cownscope
