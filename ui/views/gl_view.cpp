// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/gl_view.h"

#include "ui/views/gl_program.h"
#include "ui/views/rectangle_painter.h"

#include <QGuiApplication>
#include <QKeyEvent>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFramebufferObject>
#include <QSurfaceFormat>
#include <QWidget>

#include <cstdio>

namespace cownscope::ui {
namespace {

constexpr float VeilOpacity = 0.6F; // of a dimmed view

QSurfaceFormat coreFormat()
{
    QSurfaceFormat format;
    format.setRenderableType(QSurfaceFormat::OpenGL);
    format.setVersion(3, 3);
    format.setProfile(QSurfaceFormat::CoreProfile);
    format.setSwapInterval(1);
    return format;
}

bool canDraw()
{
    QOpenGLContext context;
    context.setFormat(coreFormat());
    if (!context.create())
        return false;
    QOffscreenSurface surface;
    surface.setFormat(context.format());
    surface.create();
    return context.makeCurrent(&surface);
}

void report(const QString &message)
{
    std::fprintf(stderr, "cownscope: %s\n", qPrintable(message));
}

// Fails if this display cannot show views.
const Outcome &statusOfDisplay()
{
    static const Outcome status = [] {
        if (canDraw())
            return Outcome{};
        const QString message = GlView::tr("This display has no OpenGL, which the views need. "
                                           "Charts and experiments work without it.");
        report(message);
        return Outcome::failure(message.toStdString());
    }();
    return status;
}

} // namespace

bool isSoftwareGl(const QString &rendererName)
{
    for (const char *name : {"llvmpipe", "softpipe", "swrast", "swiftshader", "software"}) {
        if (rendererName.contains(QLatin1String{name}, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

GlView::GlView()
    : m_status(statusOfDisplay())
{
    setFormat(coreFormat());
    setFlag(Qt::WindowDoesNotAcceptFocus);
    m_paintSoon.setSingleShot(true);
    m_paintSoon.setInterval(0); // after the requests for the next frame, which are events
    m_paintSoon.callOnTimeout(this, [this] {
        QEvent request{QEvent::UpdateRequest}; // Qt's own request, which follows, does nothing
        if (isExposed())
            QCoreApplication::sendEvent(this, &request);
    });
}

GlView::~GlView() = default;

void GlView::release()
{
    if (!m_created)
        return;
    disconnect(context(), nullptr, this, nullptr);
    makeCurrent();
    destroyGl();
    m_dimmer.reset();
    doneCurrent();
    m_created = false;
    m_usable = false;
}

void GlView::fail(const QString &message)
{
    m_usable = false;
    m_status = Outcome::failure(message.toStdString());
    report(message);
    Q_EMIT failed(message);
}

void GlView::initializeGL()
{
    const auto version = context()->format().version();
    if (version < qMakePair(3, 3)) {
        fail(QStringLiteral("This view needs OpenGL 3.3; the driver offers %1.%2.")
                 .arg(version.first)
                 .arg(version.second));
        return;
    }
    initializeOpenGLFunctions();
    if (const auto *name = glGetString(GL_RENDERER))
        m_rendererName = QString::fromUtf8(reinterpret_cast<const char *>(name));
    // The context may be destroyed before this window, for example when the window moves to another
    // screen.
    connect(context(), &QOpenGLContext::aboutToBeDestroyed, this, &GlView::release);
    m_created = true;
    try {
        m_dimmer = std::make_unique<RectanglePainter>();
        createGl();
        m_usable = true;
    } catch (const GlError &error) {
        fail(QString::fromStdString(error.what()));
    }
}

void GlView::draw(const Target &target)
{
    const QColor background = sceneFor(m_shade).background;
    glViewport(0, 0, target.pixels.width(), target.pixels.height());
    glClearColor(background.redF(), background.greenF(), background.blueF(), 1);
    glClear(GL_COLOR_BUFFER_BIT);
    drawGl(target);
    if (m_dimmed)
        dim(target.pixels);
}

// Lets the background shine through what was drawn.
void GlView::dim(const QSize &pixels)
{
    QColor veil = sceneFor(m_shade).background;
    veil.setAlphaF(VeilOpacity);
    glEnable(GL_BLEND);
    glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ZERO, GL_ONE); // stays opaque
    m_dimmer->begin(pixels);
    m_dimmer->fill(QRectF{QPointF{}, pixels}, veil);
    m_dimmer->end();
    glDisable(GL_BLEND);
}

void GlView::paintGL()
{
    if (!m_usable)
        return;
    draw(windowTarget());
    if (!m_frameWaiting)
        return;
    m_frameWaiting = false;
    m_waitingCredit.giveBack();
    ++m_framesPainted;
    Q_EMIT framePainted();
}

QImage GlView::picture()
{
    if (!m_usable || size().isEmpty())
        return {};
    makeCurrent();
    const Target target = windowTarget();
    QImage image;
    {
        QOpenGLFramebufferObject buffer{target.pixels,
                                        QOpenGLFramebufferObject::CombinedDepthStencil};
        buffer.bind();
        draw(target);
        image = buffer.toImage();
        buffer.release();
    }
    doneCurrent();
    image.setDevicePixelRatio(target.devicePixelRatio);
    return image;
}

void GlView::setShade(Shade shade)
{
    if (m_shade == shade)
        return;
    m_shade = shade;
    shadeChanged();
    update();
}

void GlView::setDimmed(bool dimmed)
{
    if (std::exchange(m_dimmed, dimmed) != dimmed)
        update();
}

void GlView::frameArrived(FrameCredit credit)
{
    m_frameWaiting = true;
    m_waitingCredit = std::move(credit);
    update();
    // On X11, Qt delays each update by 5 ms. A GPU could draw in that time. Drawing by software
    // takes time from the workers, so there the delay stays.
    if (isSeen() && !isDrawnBySoftware() && QGuiApplication::platformName() == QLatin1String{"xcb"})
        m_paintSoon.start();
}

bool GlView::event(QEvent *event)
{
    // The application has already handled shortcuts. Other keys are passed on to the surrounding
    // window.
    const bool key = event->type() == QEvent::KeyPress || event->type() == QEvent::KeyRelease;
    if (key && m_keyTarget) {
        QCoreApplication::sendEvent(m_keyTarget->window(), event);
        return true;
    }
    return QOpenGLWindow::event(event);
}

} // namespace cownscope::ui
