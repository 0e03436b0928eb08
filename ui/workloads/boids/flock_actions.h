// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workloads/boids/flock_settings.h"

#include <QAction>
#include <QObject>
#include <QPointF>

class QActionGroup;
class QMenu;

namespace cownscope::ui {

// The commands that change how the flock is shown and what of it, with their shortcuts. The arrow
// keys, which widgets use for themselves, are no shortcuts: wayOf() is for keys that nobody wants.
class FlockActions : public QObject
{
    Q_OBJECT

public:
    explicit FlockActions(QObject *parent);

    QAction *fit;
    QAction *zoomIn;
    QAction *zoomOut;
    QAction *parts;
    QAction *trails;

    QList<QAction *> all() const;
    void addTo(QMenu *menu);
    void setEnabled(bool enabled);
    void showSettings(const FlockSettings &settings); // without telling

    // How the world moves for a key, logical pixels; null if the key is for something else.
    static QPointF wayOf(int key);

Q_SIGNALS:
    void edited(const cownscope::ui::FlockSettings &settings);
    void fitChosen();
    void zoomChosen(double factor);

private:
    QAction *add(const QString &text, const QList<QKeySequence> &keys, const QString &toolTip);

    QActionGroup *m_colorModes;
    QActionGroup *m_renderers;
    FlockSettings m_settings;
};

} // namespace cownscope::ui
