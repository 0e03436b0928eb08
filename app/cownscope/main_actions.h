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

// The commands of the window, with their shortcuts and tool tips, and its menus.
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
    QAction *pauseHidden; // the same where what runs is not seen // checked while paused
    QAction *step;
    QAction *reset;
    QAction *livePage;
    QAction *experimentsPage;
    QAction *fullScreen;
    QAction *panels;
    QAction *dismiss; // what is told above the pages
    QAction *shortcuts;
    QAction *about;

    QList<QAction *> all() const;
    void fillMenus(QMenuBar *bar);
    QMenu *viewMenu = nullptr; // since fillMenus

    void showPage(Page page); // what belongs to the other one cannot be used
    void showPaused(bool paused, const QPalette &palette); // text and icon of the pause action
    void showRecording(bool taking);                       // text and icon of the record action
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
