// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workloads/boids/flock_settings.h"

#include <QAction>
#include <QObject>
#include <QPointF>

class QActionGroup;
class QMenu;

namespace cownscope::ui {

// The actions that change the display of the flock, with their shortcuts. Arrow keys are not
// shortcuts, since widgets use them: panFor() handles those that no widget has handled.
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
    void showSettings(const FlockSettings &settings); // does not emit edited()

    // The distance, in logical pixels, by which a key moves the world; null for other keys.
    static QPointF panFor(int key);

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
