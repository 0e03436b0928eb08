// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/style/color_maps.h"
#include "ui/style/theme.h"

#include <QAction>
#include <QObject>

class QActionGroup;
class QMenuBar;

namespace cownscope {

// The commands of the window, with their shortcuts and tool tips, and its menus.
class MainActions : public QObject
{
    Q_OBJECT

public:
    explicit MainActions(QObject *parent);

    QAction *exportJson;
    QAction *savePicture;
    QAction *quit;
    QAction *pause; // checked while paused
    QAction *step;
    QAction *reset;
    QAction *fullScreen;
    QAction *panels;
    QAction *shortcuts;
    QAction *about;

    QList<QAction *> all() const;
    void fillMenus(QMenuBar *bar);

    void showPaused(bool paused, const QPalette &palette); // text and icon of the pause action
    void showColorMode(ui::ColorMode mode);
    void showTheme(ui::Theme theme);

Q_SIGNALS:
    void colorModeChosen(cownscope::ui::ColorMode mode);
    void themeChosen(cownscope::ui::Theme theme);

private:
    QAction *add(const QString &text, const QList<QKeySequence> &keys, const QString &toolTip);

    QActionGroup *m_colorModes;
    QActionGroup *m_themes;
};

} // namespace cownscope
