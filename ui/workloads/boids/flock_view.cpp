// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/flock_view.h"

#include "ui/views/color_table.h"
#include "ui/views/picture_texture.h"
#include "ui/views/rectangle_painter.h"
#include "ui/workloads/boids/boid_shape.h"
#include "ui/workloads/boids/influence_painter.h"
#include "ui/workloads/boids/part_overlay.h"
#include "ui/workloads/boids/trail_layer.h"
#include "ui/workloads/boids/triangle_painter.h"
#include "ui/workloads/boids/world_fills.h"

#include <QMouseEvent>
#include <QWheelEvent>

#include <algorithm>
#include <bit>
#include <cmath>

namespace cownscope::ui {
namespace {

constexpr double Rim = 14;         // logical pixels around a fitted world
constexpr double WheelStep = 1.25; // a notch of the wheel

} // namespace

FlockView::FlockView()
    : m_painter([this] { painted(); })
{
    m_overlayDue.setSingleShot(true);
    m_overlayDue.setInterval(PartOverlay::Age + 1);
    connect(&m_overlayDue, &QTimer::timeout, this, [this] { update(); });
}

FlockView::~FlockView()
{
    release();
}

void FlockView::setSettings(const FlockSettings &settings)
{
    if (m_settings == settings)
        return;
    m_settings = settings;
    refresh();
}

void FlockView::setColorMode(ColorMode mode)
{
    FlockSettings settings = m_settings;
    settings.colorMode = mode;
    setSettings(settings);
}

void FlockView::shadeChanged()
{
    m_colorsStale = true; // no context is current here
    refresh();
}

// Triangles are drawn again; an image needs a new frame.
void FlockView::refresh()
{
    update();
    if (m_frame && (m_hasPicture || m_painter.isPainting() || choose() != m_inUse))
        Q_EMIT frameWanted();
}

Renderer FlockView::choose() const
{
    const ViewTransform::Place where = place();
    const QSize pixels = windowTarget().pixels;
    if (pixels.isEmpty())
        return Renderer::Triangles;
    const Crowd crowd = crowdSeen(m_parts, m_transform.in(where), where.world, pixels);
    return chooseRenderer(m_settings.renderer, isDrawnBySoftware(), m_settings.trails, crowd,
                          m_inUse);
}

QString FlockView::drawingText() const
{
    const unsigned workers = m_painter.workers();
    const QString by = workers == 0 ? tr("this thread")
        : workers == 1              ? tr("1 worker")
                                    : tr("%1 workers").arg(workers);
    // Leaves out details in brackets and after slashes.
    const QString driver = rendererName().section(u'(', 0, 0).section(u'/', 0, 0).trimmed();
    QString what = tr("triangles");
    if (m_inUse == Renderer::Splat)
        what = tr("splat on %1").arg(by);
    else if (m_inUse == Renderer::Density)
        what = tr("density on %1").arg(by);
    return driver.isEmpty() ? what : QStringLiteral("%1 · %2").arg(what, driver);
}

void FlockView::takeFrame(std::shared_ptr<const boids::Frame> frame, FrameCredit credit)
{
    m_parts = shownParts(*frame);
    m_frame.emplace();
    m_frame->step = frame->step;
    m_frame->scene = frame->scene;
    m_frame->boids = frame->boids;
    if (m_painter.isPainting()) {
        m_next = std::move(frame);
        m_nextCredit = std::move(credit);
        return;
    }
    begin(std::move(frame), std::move(credit));
}

void FlockView::begin(std::shared_ptr<const boids::Frame> frame, FrameCredit credit)
{
    m_inUse = choose();
    if (m_inUse != Renderer::Triangles) {
        m_pending.reset();
        SplatLook how = look();
        m_picturePlace = placeOf(windowTarget());
        m_pictureStep = frame->step;
        m_pictureParts = shownParts(*frame);
        m_paintedCredit = std::move(credit);
        try {
            m_painter.paint(std::move(frame), std::move(how));
        } catch (...) { // out of memory; the next frame may succeed
            m_hasPicture = m_pictureKept = m_pictureStale = false;
            m_paintedCredit.giveBack();
            throw;
        }
        return;
    }
    m_hasPicture = false;
    m_pictureKept = false;
    m_trailDue = true;
    m_drawnParts = shownParts(*frame);
    m_pending = std::move(frame);
    if (isUsable()) {
        makeCurrent();
        uploadPending();
        doneCurrent();
    }
    frameArrived(std::move(credit));
}

void FlockView::uploadPending()
{
    m_triangles->upload(*m_pending);
    m_pending.reset();
}

void FlockView::painted()
{
    m_hasPicture = true;
    m_shownPlace = m_picturePlace;
    m_drawnParts = m_pictureParts;
    m_pictureKept = m_inUse == Renderer::Splat;
    m_pictureStale = true;
    if (isUsable()) {
        makeCurrent();
        m_picture->upload(m_painter.picture().size, m_painter.picture().pixels.data());
        doneCurrent();
        m_pictureStale = false;
    }
    frameArrived(std::move(m_paintedCredit));
    if (m_inUse == Renderer::Density)
        adaptDensity();
    if (m_next)
        begin(std::exchange(m_next, nullptr), std::move(m_nextCredit));
}

// Adapts the last color to the fullest pixel, in powers of two, with hysteresis.
void FlockView::adaptDensity()
{
    const std::uint32_t most = std::max(m_painter.picture().most, 2u);
    if (most <= m_densityTop && most > m_densityTop / 4)
        return;
    m_densityTop = std::bit_ceil(most);
    if (!m_next)
        Q_EMIT frameWanted();
}

double FlockView::crowdedLength(const WorldFit &fit, qreal devicePixelRatio) const
{
    const QSizeF world = place().world;
    return crowdLength(m_frame->boids, world.width() * world.height(), fit.scale, devicePixelRatio);
}

SplatLook FlockView::look()
{
    const Target target = windowTarget();
    const Place now = placeOf(target);
    const boids::Scene &scene = m_frame->scene;
    SplatLook look;
    look.fit = now.fit;
    look.size = now.pixels;
    look.mode = m_settings.colorMode;
    look.speedLimit = highestSpeedLimit(scene);
    look.secondShare = scene.second ? scene.second->share : 0.0f;
    look.background = pixelOf(sceneFor(shade()).background);
    look.fills = worldFills(scene.parameters, now.fit, target.devicePixelRatio, shade());
    if (!m_pixelTable || m_pixelShade != shade()) {
        m_pixelTable = std::make_shared<const PixelTable>(pixelTable(shade()));
        m_pixelShade = shade();
    }
    look.colors = m_pixelTable;

    if (m_inUse == Renderer::Density) {
        look.kind = SplatLook::Kind::Density;
        if (m_densityTop == 0)
            m_densityTop = 16;
        if (!m_densityColors || m_densityMost != m_densityTop || m_densityShade != shade()) {
            m_densityColors =
                std::make_shared<const std::vector<Pixel>>(densityColors(m_densityTop, shade()));
            m_densityMost = m_densityTop;
            m_densityShade = shade();
        }
        look.density = m_densityColors;
        return look;
    }
    const double length = crowdedLength(now.fit, target.devicePixelRatio);
    if (length >= 2 * target.devicePixelRatio) {
        look.kind = SplatLook::Kind::Sprites;
        const double rounded =
            // Rounded, so that zooming does not create new sprites all the time.
            std::round(4 * length) / 4;
        if (!m_sprites || m_sprites->length() != rounded)
            m_sprites = std::make_shared<const BoidSprites>(rounded);
        look.sprites = m_sprites;
    }
    look.pointSide = std::max(1, static_cast<int>(std::lround(target.devicePixelRatio)));
    if (m_settings.trails && m_pictureKept && m_picturePlace == now
        && m_frame->step >= m_pictureStep)
        look.keep = m_frame->step == m_pictureStep
            ? 256 // the same step again, perhaps in other colors
            : static_cast<int>(std::lround(256 * trailShare(m_settings.trailLength)));
    return look;
}

// Zoom and pan

ViewTransform::Place FlockView::placeIn(const Target &target) const
{
    const boids::Parameters parameters = m_frame ? m_frame->scene.parameters : boids::Parameters{};
    return {
        {static_cast<double>(parameters.worldWidth), static_cast<double>(parameters.worldHeight)},
        QSizeF{target.pixels},
        Rim * target.devicePixelRatio};
}

void FlockView::changedTransform()
{
    refresh();
    Q_EMIT transformChanged();
}

void FlockView::fitWorld()
{
    m_transform.fit();
    changedTransform();
}

void FlockView::zoomAt(const QPointF &position, double factor)
{
    m_transform.zoomAt(position * devicePixelRatio(), factor, place());
    changedTransform();
}

void FlockView::zoom(double factor)
{
    zoomAt(QRectF{QPointF{}, QSizeF{size()}}.center(), factor);
}

void FlockView::pan(const QPointF &pixels)
{
    m_transform.pan(pixels * devicePixelRatio(), place());
    changedTransform();
}

void FlockView::wheelEvent(QWheelEvent *event)
{
    constexpr double Notch = 120; // of angleDelta
    if (event->angleDelta().y() != 0)
        zoomAt(event->position(), std::pow(WheelStep, event->angleDelta().y() / Notch));
}

void FlockView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton || event->button() == Qt::MiddleButton)
        m_dragged = event->position();
}

void FlockView::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_dragged || !(event->buttons() & (Qt::LeftButton | Qt::MiddleButton)))
        return;
    const QPointF moved = event->position() - *std::exchange(m_dragged, event->position());
    if (!moved.isNull())
        pan(moved);
}

void FlockView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        fitWorld();
}

// Drawing; the context is current

void FlockView::createGl()
{
    m_rectangles = std::make_unique<RectanglePainter>();
    m_triangles = std::make_unique<TrianglePainter>();
    m_picture = std::make_unique<PictureTexture>();
    m_influences = std::make_unique<InfluencePainter>();
    m_overlay = std::make_unique<PartOverlay>();
    m_trails = std::make_unique<TrailLayer>();
}

void FlockView::destroyGl()
{
    m_colors.reset();
    m_trails.reset();
    m_overlay.reset();
    m_influences.reset();
    m_picture.reset();
    m_triangles.reset();
    m_rectangles.reset();
    m_pictureStale = m_hasPicture; // must be uploaded again in the next context
}

void FlockView::drawGl(const Target &target)
{
    if (!m_frame)
        return;
    if (m_pending)
        uploadPending();
    const Place now = placeOf(target);
    if (m_hasPicture) {
        drawPicture(now, target);
    } else {
        drawWorld(now.fit, target);
        if (m_settings.trails) {
            drawTrails(now, target);
        } else {
            drawTriangles(now, target);
            m_trailPlace = {}; // the layer is outdated when trails are enabled again
        }
    }
    drawOver(now.fit, target);
}

void FlockView::drawPicture(const Place &now, const Target &target)
{
    if (m_pictureStale && !m_painter.isPainting()) {
        m_picture->upload(m_painter.picture().size, m_painter.picture().pixels.data());
        m_pictureStale = false;
    }
    const WorldFit &then = m_shownPlace.fit;
    if (then == now.fit && m_picture->size() == target.pixels) {
        m_picture->draw(QRectF{QPointF{}, QSizeF{target.pixels}}, target.pixels);
        return;
    }
    drawWorld(now.fit, target);
    const QPointF end{static_cast<qreal>(m_picture->size().width()),
                      static_cast<qreal>(m_picture->size().height())};
    m_picture->draw(
        QRectF{now.fit.toPixels(then.toWorld(QPointF{})), now.fit.toPixels(then.toWorld(end))},
        target.pixels);
}

void FlockView::drawWorld(const WorldFit &fit, const Target &target)
{
    m_rectangles->begin(target.pixels);
    for (const Fill &fill :
         worldFills(m_frame->scene.parameters, fit, target.devicePixelRatio, shade()))
        m_rectangles->fill(QRectF{fill.area}, fill.color);
    m_rectangles->end();
}

void FlockView::drawTriangles(const Place &now, const Target &target)
{
    if (!m_colors || std::exchange(m_colorsStale, false))
        m_colors = colorTexture(shade());
    const boids::Scene &scene = m_frame->scene;
    TrianglePainter::Look look;
    look.fit = now.fit;
    look.pixels = target.pixels;
    look.length = std::max(crowdedLength(now.fit, target.devicePixelRatio),
                           LeastTriangle * target.devicePixelRatio);
    look.shape = boidShape(look.length);
    look.mode = m_settings.colorMode;
    look.speedLimit = highestSpeedLimit(scene);
    look.secondShare = scene.second ? scene.second->share : 0.0f;
    m_triangles->draw(look, *m_colors);
}

void FlockView::drawTrails(const Place &now, const Target &target)
{
    const bool goesOn =
        m_trailPlace == now && m_trails->isOf(target.pixels) && m_frame->step >= m_trailStep;
    if (m_trailDue || !goesOn) {
        const bool same = m_frame->step == m_trailStep;
        const double keep = !goesOn ? 0 : same ? 1 : trailShare(m_settings.trailLength);
        m_trails->begin(target.pixels, keep, *m_rectangles);
        drawTriangles(now, target);
        m_trails->end();
        m_trailDue = false;
        m_trailPlace = now;
        m_trailStep = m_frame->step;
    }
    m_trails->draw(target.pixels);
}

void FlockView::drawOver(const WorldFit &fit, const Target &target)
{
    m_influences->draw(m_frame->scene, fit, target.pixels, shade());
    if (!m_settings.parts)
        return;
    const bool newest = m_overlay->draw(
        m_drawnParts,
        {fit, placeIn(target).world.width(), target.pixels, target.devicePixelRatio, shade()});
    if (!newest && !m_overlayDue.isActive()) // in case no further frame arrives
        m_overlayDue.start();
}

} // namespace cownscope::ui
