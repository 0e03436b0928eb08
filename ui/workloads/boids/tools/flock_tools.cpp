// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/tools/flock_tools.h"

#include "ui/style/quantity_text.h"

#include <QGuiApplication>
#include <QLineF>
#include <QMouseEvent>
#include <QPainter>
#include <QPixmap>
#include <QWheelEvent>
#include <QWindow>
#include <Qt>
#include <QtGlobal>

#include <algorithm>
#include <cmath>

namespace cownscope::ui {
namespace {

using namespace std::chrono_literals;

constexpr double FarthestPlace = 1e7; // limit for the position of an influence, in world units
constexpr double WheelFactor = 1.15;  // factor of the reach per notch
constexpr double Notch = 120;

// Strong enough to turn a boid at full speed before it has passed.
float repelling(const boids::Options &flock)
{
    return std::clamp(2 * highestSpeedLimit(flock.scene()), 1.0f, 1e4f);
}

// Weak enough that boids circle instead of meeting in one point.
float attracting(const boids::Options &flock)
{
    return -std::clamp(highestSpeedLimit(flock.scene()) / 5, 0.1f, 1e4f);
}

boids::Influence influenceAt(const QPointF &place, double reach, float strength)
{
    return {static_cast<float>(place.x()), static_cast<float>(place.y()), static_cast<float>(reach),
            strength};
}

constexpr int SmallestRadius = 6;  // of the circle that a cursor shows
constexpr int LargestRadius = 120; // window systems cut larger pictures
constexpr int CrossArm = 4;

// A cross in a circle, visible on light and dark backgrounds. The circle is left out if it would be
// too small or too large.
QCursor reachCursor(int radius, qreal devicePixelRatio)
{
    if (radius < SmallestRadius || radius > LargestRadius)
        return QCursor{Qt::CrossCursor};
    const int middle = radius + 2;
    const int side = 2 * middle + 1;
    QPixmap pixmap{QSize{side, side} * devicePixelRatio};
    pixmap.setDevicePixelRatio(devicePixelRatio);
    pixmap.fill(Qt::transparent);
    QPainter painter{&pixmap};
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(middle + 0.5, middle + 0.5);
    for (const QPen &pen : {QPen{QColor{0, 0, 0, 150}, 3}, QPen{QColor{255, 255, 255, 230}, 1}}) {
        painter.setPen(pen);
        painter.drawEllipse(QPointF{}, radius, radius);
        painter.drawLine(QPointF{-CrossArm, 0}, QPointF{CrossArm, 0});
        painter.drawLine(QPointF{0, -CrossArm}, QPointF{0, CrossArm});
    }
    painter.end();
    return QCursor{pixmap, middle, middle};
}

} // namespace

const std::vector<FlockToolInfo> &flockToolInfos()
{
    static const std::vector<FlockToolInfo> infos{
        {FlockTool::MoveView, FlockTools::tr("Move view"), FlockTools::tr("Moves the view only"),
         Qt::Key_V, 0},
        {FlockTool::Predator, FlockTools::tr("Predator"),
         FlockTools::tr("Boids flee the mouse while its button is held"), Qt::Key_P, 150},
        {FlockTool::Attractor, FlockTools::tr("Attractor"),
         FlockTools::tr("Boids come to the mouse while its button is held"), Qt::Key_A, 300},
        {FlockTool::Obstacle, FlockTools::tr("Obstacle"),
         FlockTools::tr("Draws walls that boids turn away from"), Qt::Key_O, 40},
        {FlockTool::Eraser, FlockTools::tr("Eraser"),
         FlockTools::tr("Removes obstacles under the mouse"), Qt::Key_E, 40},
        {FlockTool::AddBoids, FlockTools::tr("Add boids"),
         FlockTools::tr("Adds boids at the mouse while its button is held"), Qt::Key_B, 60},
        {FlockTool::RemoveBoids, FlockTools::tr("Remove boids"),
         FlockTools::tr("Removes the newest boids, wherever they are, while the button is held"),
         int{Qt::ShiftModifier} | int{Qt::Key_B}, 0},
    };
    return infos;
}

const FlockToolInfo &infoOf(FlockTool tool)
{
    return flockToolInfos()[static_cast<std::size_t>(tool)];
}

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
                    releaseMouse();
            });
    m_view->installEventFilter(this);
}

void FlockTools::setTool(FlockTool tool)
{
    if (m_tool == tool)
        return;
    releaseMouse();
    m_tool = tool;
    m_shownReach = -1;
    showCursor();
    Q_EMIT toolChanged();
    Q_EMIT reachChanged();
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

// Called for every mouse event, since the zoom may have changed.
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
        releaseMouse();
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
            releaseMouse(); // the release event went to another window
        if (!m_held)
            return false;
        move();
        return true;
    }
    if (event->button() != Qt::LeftButton)
        return false;
    if (event->type() == QEvent::MouseButtonRelease)
        releaseMouse();
    else
        press();
    return true;
}

bool FlockTools::handle(QWheelEvent *event)
{
    if (reach() == 0 || !event->modifiers().testFlag(Qt::ShiftModifier))
        return false;
    const QPoint delta = event->angleDelta();
    // Some systems swap the axes with Shift.
    const int turned = delta.y() != 0 ? delta.y() : delta.x();
    setReach(reach() * std::pow(WheelFactor, turned / Notch));
    return true;
}

void FlockTools::press()
{
    releaseMouse();
    m_held = true;
    m_reported = false;
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
        move(); // the world may have moved under the mouse
}

void FlockTools::releaseMouse()
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

// Adds obstacles along the path since the last one, close enough to form a wall.
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

void FlockTools::setInfluences(std::vector<boids::Influence> influences)
{
    boids::Options flock = m_control.flock();
    flock.influences = std::move(influences);
    reportOnce(m_control.setFlock(flock));
}

void FlockTools::addBoids()
{
    const auto place = world();
    if (!place)
        return;
    const boids::Disk disk{static_cast<float>(place->x()), static_cast<float>(place->y()),
                           static_cast<float>(reach())};
    const std::uint32_t left = boids::maxBoids - m_control.flock().boids;
    reportOnce(m_control.addBoids(std::min(handful(), std::max(left, 1u)), disk));
}

void FlockTools::removeBoids()
{
    boids::Options flock = m_control.flock();
    flock.boids -= std::min(handful(), flock.boids);
    reportOnce(m_control.setFlock(flock));
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
    reportOnce(Outcome::failure(
        tr("There are already %1 obstacles, which is the maximum. Remove some with the eraser.")
            .arg(groupedText(boids::maxInfluences))
            .toStdString()));
    return true;
}

void FlockTools::reportOnce(const Outcome &outcome)
{
    if (!outcome && !std::exchange(m_reported, true))
        Q_EMIT message(QString::fromStdString(outcome.reason()));
}

} // namespace cownscope::ui
