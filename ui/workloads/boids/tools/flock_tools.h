// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/workloads/boids/flock_control.h"
#include "workloads/boids/parameters.h"

#include <QObject>
#include <QPointF>
#include <QString>
#include <QTimer>

#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

class QMouseEvent;
class QWheelEvent;
class QWindow;

namespace cownscope::ui {

// The function of the left mouse button.
enum class FlockTool { MoveView, Predator, Attractor, Obstacle, Eraser, AddBoids, RemoveBoids };

inline constexpr std::size_t FlockToolCount = 7;

// Limits for the reach of a tool, in world units.
inline constexpr double LeastReach = 5;
inline constexpr double MostReach = 2000;

struct FlockToolInfo
{
    FlockTool tool;
    QString name;
    QString toolTip; // one sentence
    int key;         // a Qt::Key with its modifiers
    double reach;    // initial reach; 0 if the tool has none
};

// All tools, in the order of the enumeration.
const std::vector<FlockToolInfo> &flockToolInfos();
const FlockToolInfo &infoOf(FlockTool tool);

// Applies the selected tool to the flock. This is an event filter on the view. With every tool
// except MoveView it handles the left button, and with tools that have a reach also the wheel with
// Shift. The view handles all other events.
//
// The influence at the mouse ends when the button is released, when the mouse leaves the view, when
// the view is hidden, and when the program loses the focus. Obstacles become part of the options of
// the flock.
class FlockTools : public QObject
{
    Q_OBJECT

public:
    // Converts a point of the view to world units.
    using ToWorld = std::function<QPointF(const QPointF &logicalPixels)>;

    // The view must outlive this object. Does nothing after the simulation is destroyed.
    FlockTools(QWindow *view, Simulation *simulation, ToWorld toWorld, QObject *parent = nullptr);

    FlockTool tool() const { return m_tool; }
    void setTool(FlockTool tool);

    // The reach of the current tool; 0 if it has none.
    double reach() const { return m_reaches[static_cast<std::size_t>(m_tool)]; }
    void setReach(double reach);

    // Removes all influences: obstacles and goals.
    void clearObstacles() { setInfluences({}); }
    void releaseMouse(); // acts as if the button were released
    const FlockControl &control() const { return m_control; }

Q_SIGNALS:
    void toolChanged();
    void reachChanged();
    void message(const QString &sentence); // why the tool has no effect

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
    std::optional<QPointF> world() const; // position of the mouse
    bool isFull();
    void reportOnce(const Outcome &outcome); // a failure, at most once per press
    std::uint32_t handful() const { return std::max(10u, m_control.flock().boids / 100); }
    void showCursor();
    int reachInPixels() const; // 0 if the tool has no reach or the world is unknown

    QWindow *m_view;
    FlockControl m_control;
    ToWorld m_toWorld;
    FlockTool m_tool = FlockTool::MoveView;
    std::array<double, FlockToolCount> m_reaches;
    QTimer m_holding;
    bool m_held = false;
    bool m_reported = false;
    int m_shownReach = 0;             // reach shown by the cursor, in pixels
    QPointF m_at;                     // position in the view
    std::optional<QPointF> m_drawnTo; // last obstacle of the current wall
};

} // namespace cownscope::ui
