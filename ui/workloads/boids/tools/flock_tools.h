// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workloads/boids/flock_control.h"
#include "ui/workloads/boids/tools/flock_tool.h"
#include "workloads/boids/parameters.h"

#include <QObject>
#include <QPointF>
#include <QTimer>

#include <array>
#include <functional>
#include <optional>

class QMouseEvent;
class QWheelEvent;
class QWindow;

namespace cownscope::ui {

// Lets the left mouse button act on the flock, by the tool that is chosen. An event filter on the
// view: with every tool but MoveView it takes the events of the left button, and with those that
// have a reach the wheel while Shift is held; all else is the view's own.
//
// What a tool holds at the mouse ends with the button, and when the view is left or hidden or the
// program loses the keyboard. What is drawn becomes a part of the flock's options.
class FlockTools : public QObject
{
    Q_OBJECT

public:
    // Where in the world a point of the view lies.
    using ToWorld = std::function<QPointF(const QPointF &logicalPixels)>;

    // The view must outlive this; without the simulation nothing happens.
    FlockTools(QWindow *view, Simulation *simulation, ToWorld toWorld, QObject *parent = nullptr);

    FlockTool tool() const { return m_tool; }
    void setTool(FlockTool tool);

    double reach() const; // of the present tool, 0 if it has none
    void setReach(double reach);

    void clearObstacles(); // and goals: all influences of the configuration
    void letGo();          // as if the button were released
    const FlockControl &control() const { return m_control; }

Q_SIGNALS:
    void toolChanged();
    void reachChanged();
    void message(const QString &sentence); // why nothing happens

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool handle(QMouseEvent *event);
    bool handle(QWheelEvent *event);
    void press();
    void move();
    void hold();
    void holdInfluence();
    void draw();
    void erase();
    void addBoids();
    void removeBoids();
    void setInfluences(std::vector<boids::Influence> influences);
    std::optional<QPointF> world() const; // where the mouse is
    bool isFull();
    void complain(const Outcome &outcome); // of a failure, once for each press
    std::uint32_t handful() const;
    void showCursor();
    int reachInPixels() const; // 0 if there is none, or where the world is not known

    QWindow *m_view;
    FlockControl m_control;
    ToWorld m_toWorld;
    FlockTool m_tool = FlockTool::MoveView;
    std::array<double, FlockToolCount> m_reaches;
    QTimer m_holding;
    bool m_held = false;
    bool m_complained = false;
    int m_shownReach = 0;             // by the cursor, in pixels
    QPointF m_at;                     // in the view
    std::optional<QPointF> m_drawnTo; // where the last obstacle of this chain is
};

} // namespace cownscope::ui
