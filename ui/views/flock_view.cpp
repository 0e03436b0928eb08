// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/flock_view.h"

#include "ui/views/boid_shape.h"
#include "ui/views/influence_painter.h"
#include "ui/views/part_overlay.h"
#include "ui/views/picture_texture.h"
#include "ui/views/rectangle_painter.h"
#include "ui/views/trail_layer.h"
#include "ui/views/triangle_painter.h"
#include "ui/views/world_fills.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace cownscope::ui {

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

void FlockView::setRuntime(boc::Runtime *runtime)
{
    if (runtime) {
        m_painter.attach(*runtime);
        return;
    }
    if (m_painter.isPainting()) // whose rows are done nobody knows
        m_pictureKept = false;
    m_painter.detach();
    m_paintedCredit.giveBack();
    m_next.reset();
    m_nextCredit.giveBack();
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

void FlockView::resizeGL(int, int)
{
    refresh();
}

// Triangles follow by themselves; a picture does not.
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
    return chooseRenderer(m_settings.renderer, isSoftwareGl(rendererName()), m_settings.trails,
                          crowd, m_inUse);
}

QString FlockView::drawingText() const
{
    const unsigned workers = m_painter.workers();
    const QString by = workers == 0 ? tr("this thread")
        : workers == 1              ? tr("1 worker")
                                    : tr("%1 workers").arg(workers);
    // Drivers say more in brackets and behind slashes than there is room for.
    const QString driver = rendererName().section(u'(', 0, 0).section(u'/', 0, 0).trimmed();
    QString what = tr("triangles");
    if (m_inUse == Renderer::Splat)
        what = tr("splat on %1").arg(by);
    else if (m_inUse == Renderer::Density)
        what = tr("density on %1").arg(by);
    return driver.isEmpty() ? what : QStringLiteral("%1 · %2").arg(what, driver);
}

void FlockView::showFrame(std::shared_ptr<const boids::Frame> frame)
{
    takeFrame(std::move(frame), {});
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
        } catch (...) { // there is no memory for it: the next one may come
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

// The last color is for the fullest pixel, by powers of two, and not to and fro between two.
void FlockView::adaptDensity()
{
    const std::uint32_t most = std::max(m_painter.picture().most, 2u);
    if (most <= m_densityTop && most > m_densityTop / 4)
        return;
    m_densityTop = std::bit_ceil(most);
    if (!m_next)
        Q_EMIT frameWanted();
}

FlockView::Place FlockView::placeOf(const Target &target) const
{
    return {m_transform.in(placeIn(target)), target.pixels, shade()};
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
            std::round(4 * length) / 4; // else zooming makes new ones all the time
        if (!m_sprites || m_sprites->length() != rounded)
            m_sprites = std::make_shared<const BoidSprites>(rounded);
        look.sprites = m_sprites;
    }
    look.pointSide = std::max(1, static_cast<int>(std::lround(target.devicePixelRatio)));
    if (m_settings.trails && m_pictureKept && m_picturePlace == now
        && m_frame->step >= m_pictureStep)
        look.keep = m_frame->step == m_pictureStep
            ? 256 // the same in other colors, perhaps
            : static_cast<int>(std::lround(256 * trailShare(m_settings.trailLength)));
    return look;
}

} // namespace cownscope::ui
