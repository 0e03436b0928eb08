// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/tools/flock_tools.h"

#include "ui/style/quantity_text.h"
#include "ui/workloads/boids/tools/reach_cursor.h"

#include <QGuiApplication>
#include <QLineF>
#include <QMouseEvent>
#include <QWheelEvent>
#include <QWindow>

#include <algorithm>
#include <cmath>

namespace cownscope::ui {
namespace {

using namespace std::chrono_literals;

constexpr double FarthestPlace = 1e7; // of an influence, world units
constexpr double WheelFactor = 1.15;  // of the reach, for a notch
constexpr double Notch = 120;

// So strong that a boid at full speed turns before it is through.
float repelling(const boids::Options &flock)
{
    return std::clamp(2 * highestSpeedLimit(flock.scene()), 1.0f, 1e4f);
}

// Gentle enough that boids circle instead of meeting in a point.
float attracting(const boids::Options &flock)
{
    return -std::clamp(highestSpeedLimit(flock.scene()) / 5, 0.1f, 1e4f);
}

boids::Influence influenceAt(const QPointF &place, double reach, float strength)
{
    return {static_cast<float>(place.x()), static_cast<float>(place.y()), static_cast<float>(reach),
            strength};
}

} // namespace

FlockTools::FlockTools(QWindow *view, Simulation *simulation, ToWorld toWorld, QObject *parent)
    : QObject(parent)
    , m_view(view)
    , m_control(simulation)
    , m_toWorld(std::move(toWorld))
{
    for (const FlockToolInfo &info : flockToolInfos())
        m_reaches[static_cast<std::size_t>(info.tool)] = info.reach;
    m_holding.setInterval(50ms);
    connect(&m_holding, &QTimer::timeout, this, &FlockTools::hold);
    connect(qGuiApp, &QGuiApplication::applicationStateChanged, this,
            [this](Qt::ApplicationState state) {
                if (state != Qt::ApplicationActive)
                    letGo();
            });
    m_view->installEventFilter(this);
}

void FlockTools::setTool(FlockTool tool)
{
    if (m_tool == tool)
        return;
    letGo();
    m_tool = tool;
    m_shownReach = -1;
    showCursor();
    Q_EMIT toolChanged();
    Q_EMIT reachChanged();
}

double FlockTools::reach() const
{
    return m_reaches[static_cast<std::size_t>(m_tool)];
}

void FlockTools::setReach(double reach)
{
    double &present = m_reaches[static_cast<std::size_t>(m_tool)];
    const double wanted = std::clamp(reach, LeastReach, MostReach);
    if (present == 0 || present == wanted)
        return;
    present = wanted;
    showCursor();
    if (m_held)
        hold();
    Q_EMIT reachChanged();
}

int FlockTools::reachInPixels() const
{
    const QLineF pixel{m_toWorld(m_at), m_toWorld(m_at + QPointF{1, 0})};
    const double radius = reach() / pixel.length();
    return std::isfinite(radius) ? static_cast<int>(std::min(radius, 1e4)) : 0;
}

// The view may be zoomed at any time, so this is called whenever the mouse is.
void FlockTools::showCursor()
{
    if (m_tool == FlockTool::MoveView) {
        m_view->unsetCursor();
        return;
    }
    const int radius = reachInPixels();
    if (std::exchange(m_shownReach, radius) != radius)
        m_view->setCursor(reachCursor(radius, m_view->devicePixelRatio()));
}

bool FlockTools::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_view || !m_control.isThere())
        return QObject::eventFilter(watched, event);
    switch (event->type()) {
    case QEvent::MouseButtonPress:
    case QEvent::MouseButtonDblClick:
    case QEvent::MouseButtonRelease:
    case QEvent::MouseMove:
        return handle(static_cast<QMouseEvent *>(event));
    case QEvent::Wheel:
        return handle(static_cast<QWheelEvent *>(event));
    case QEvent::Leave:
    case QEvent::Hide:
    case QEvent::FocusOut:
        letGo();
        return false;
    default:
        return false;
    }
}

bool FlockTools::handle(QMouseEvent *event)
{
    m_at = event->position();
    if (m_tool == FlockTool::MoveView)
        return false;
    showCursor();
    if (event->type() == QEvent::MouseMove) {
        if (m_held && !event->buttons().testFlag(Qt::LeftButton))
            letGo(); // the release went elsewhere
        if (!m_held)
            return false;
        move();
        return true;
    }
    if (event->button() != Qt::LeftButton)
        return false;
    if (event->type() == QEvent::MouseButtonRelease)
        letGo();
    else
        press();
    return true;
}

bool FlockTools::handle(QWheelEvent *event)
{
    if (reach() == 0 || !event->modifiers().testFlag(Qt::ShiftModifier))
        return false;
    const QPoint delta = event->angleDelta();
    const int turned = delta.y() != 0 ? delta.y() : delta.x(); // some systems turn it with Shift
    setReach(reach() * std::pow(WheelFactor, turned / Notch));
    return true;
}

void FlockTools::press()
{
    letGo();
    m_held = true;
    m_complained = false;
    if (m_tool == FlockTool::Obstacle || m_tool == FlockTool::Eraser) {
        move();
        return;
    }
    m_holding.start();
    hold();
}

void FlockTools::move()
{
    if (m_tool == FlockTool::Obstacle)
        draw();
    else if (m_tool == FlockTool::Eraser)
        erase();
    else if (m_tool == FlockTool::Predator || m_tool == FlockTool::Attractor)
        holdInfluence();
}

void FlockTools::hold()
{
    if (m_tool == FlockTool::AddBoids)
        addBoids();
    else if (m_tool == FlockTool::RemoveBoids)
        removeBoids();
    else if (m_tool != FlockTool::Obstacle && m_tool != FlockTool::Eraser)
        move(); // the world may have moved below the mouse
}

void FlockTools::letGo()
{
    m_held = false;
    m_holding.stop();
    m_drawnTo.reset();
    if (m_control.isThere())
        m_control.setPointer({});
}

void FlockTools::holdInfluence()
{
    const auto place = world();
    if (!place || isFull())
        return;
    const boids::Options &flock = m_control.flock();
    m_control.setPointer(influenceAt(
        *place, reach(), m_tool == FlockTool::Predator ? repelling(flock) : attracting(flock)));
}

// Obstacles along the way since the last one, so near to one another that they make a wall.
void FlockTools::draw()
{
    const auto place = world();
    if (!place || isFull())
        return;
    std::vector<boids::Influence> influences = m_control.flock().influences;
    const float strength = repelling(m_control.flock());
    const auto put = [&](const QPointF &at) {
        influences.push_back(influenceAt(at, reach(), strength));
        m_drawnTo = at;
    };
    if (!m_drawnTo)
        put(*place);
    const double spacing = reach() / 2;
    const QLineF way{*m_drawnTo, *place};
    for (int i = 1; i * spacing <= way.length() && influences.size() < boids::maxInfluences; ++i)
        put(way.pointAt(i * spacing / way.length()));
    setInfluences(std::move(influences));
}

void FlockTools::erase()
{
    const auto place = world();
    if (!place)
        return;
    std::vector<boids::Influence> influences = m_control.flock().influences;
    std::erase_if(influences, [&](const boids::Influence &influence) {
        const QPointF at{static_cast<double>(influence.x), static_cast<double>(influence.y)};
        return QLineF{at, *place}.length() <= reach();
    });
    setInfluences(std::move(influences));
}

void FlockTools::clearObstacles()
{
    setInfluences({});
}

void FlockTools::setInfluences(std::vector<boids::Influence> influences)
{
    boids::Options flock = m_control.flock();
    flock.influences = std::move(influences);
    complain(m_control.setFlock(flock));
}

std::uint32_t FlockTools::handful() const
{
    return std::max(10u, m_control.flock().boids / 100);
}

void FlockTools::addBoids()
{
    const auto place = world();
    if (!place)
        return;
    const boids::Disk disk{static_cast<float>(place->x()), static_cast<float>(place->y()),
                           static_cast<float>(reach())};
    const std::uint32_t room = boids::maxBoids - m_control.flock().boids;
    complain(m_control.addBoids(std::min(handful(), std::max(room, 1u)), disk));
}

void FlockTools::removeBoids()
{
    boids::Options flock = m_control.flock();
    flock.boids -= std::min(handful(), flock.boids);
    complain(m_control.setFlock(flock));
}

std::optional<QPointF> FlockTools::world() const
{
    const QPointF place = m_toWorld(m_at);
    if (!std::isfinite(place.x()) || !std::isfinite(place.y()))
        return {};
    return QPointF{std::clamp(place.x(), -FarthestPlace, FarthestPlace),
                   std::clamp(place.y(), -FarthestPlace, FarthestPlace)};
}

bool FlockTools::isFull()
{
    if (m_control.flock().influences.size() < boids::maxInfluences)
        return false;
    complain(Outcome::failure(
        tr("There are %1 obstacles, and there can be no more; the eraser makes room.")
            .arg(groupedText(boids::maxInfluences))
            .toStdString()));
    return true;
}

void FlockTools::complain(const Outcome &outcome)
{
    if (!outcome && !std::exchange(m_complained, true))
        Q_EMIT message(QString::fromStdString(outcome.reason()));
}

} // namespace cownscope::ui
