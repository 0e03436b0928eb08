// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "ui/style/theme.h"
#include "workloads/frame_sink.h"

#include <QImage>
#include <QOpenGLExtraFunctions>
#include <QOpenGLWindow>
#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <cstdint>
#include <memory>
#include <utility>

namespace cownscope::ui {

class RectanglePainter;

// Whether a renderer with this name (GL_RENDERER) is a software renderer.
bool isSoftwareGl(const QString &rendererName);

// A window that draws frames with OpenGL 3.3 core, for use in a container widget. Main thread only.
// An OpenGL error is reported once, by failed() and on stderr; the view then stays empty. If there
// is no OpenGL at all, status() is a failure from the start. Such a view must not be shown, since
// Qt would use its missing context.
//
// The credit of a frame is returned when the frame has been drawn, or when a newer frame replaces
// it.
//
// Subclasses must call release() in their destructors.
class GlView
    : public QOpenGLWindow
    , protected QOpenGLExtraFunctions
{
    Q_OBJECT

public:
    GlView();
    ~GlView() override;

    // On screen, with working OpenGL.
    bool isSeen() const { return isExposed() && m_usable; }
    // On screen, and all frames so far have been drawn.
    bool readyForFrame() const { return isSeen() && hasDrawnAll(); }

    // Number of frames drawn so far, without repaints for other reasons.
    std::uint64_t framesPainted() const { return m_framesPainted; }

    const Outcome &status() const { return m_status; }
    bool isDrawnBySoftware() const { return isSoftwareGl(m_rendererName); }
    QString rendererName() const { return m_rendererName; } // empty before the view is first shown

    // Draws the view into an image. Null if the view was never shown or has failed.
    QImage picture();

    void setShade(Shade shade);

    // A dimmed view shows that its frame is no longer up to date.
    void setDimmed(bool dimmed);
    bool isDimmed() const { return m_dimmed; }

    // Key presses are passed on to the window of this widget, as if the view had no focus.
    void setKeyTarget(QWidget *target) { m_keyTarget = target; }

Q_SIGNALS:
    void framePainted();
    void failed(const QString &message);

protected:
    struct Target
    {
        QSize pixels;
        qreal devicePixelRatio = 1;
    };

    virtual void createGl() = 0;                   // throws GlError
    virtual void drawGl(const Target &target) = 0; // called after the background was cleared
    virtual void destroyGl() = 0; // the context is current; may be called after a failed createGl()
    virtual void shadeChanged() = 0;

    Shade shade() const { return m_shade; }
    // the target on screen
    Target windowTarget() const { return {size() * devicePixelRatio(), devicePixelRatio()}; }
    virtual bool hasDrawnAll() const { return !m_frameWaiting; }
    void frameArrived(FrameCredit credit = {}); // to be called by subclasses for each new frame
    bool isUsable() const { return m_usable; }
    void release();

    void initializeGL() override;
    void paintGL() override;
    bool event(QEvent *event) override;

private:
    void draw(const Target &target);
    void dim(const QSize &pixels);
    void fail(const QString &message);

    Shade m_shade = Shade::Dark;
    bool m_dimmed = false;
    std::unique_ptr<RectanglePainter> m_dimmer;
    bool m_usable = false;
    bool m_created = false;
    bool m_frameWaiting = false;
    FrameCredit m_waitingCredit;
    QTimer m_paintSoon;
    std::uint64_t m_framesPainted = 0;
    Outcome m_status;
    QString m_rendererName;
    QPointer<QWidget> m_keyTarget;
};

// A view that keeps the newest frame of a workload and draws it. Main thread only.
template <class Frame>
class FrameView
    : public GlView
    , public workloads::FrameSink<Frame>
{
public:
    void showFrame(std::shared_ptr<const Frame> frame) override { takeFrame(std::move(frame), {}); }
    void takeFrame(std::shared_ptr<const Frame> frame, FrameCredit credit) override
    {
        m_frame = std::move(frame);
        frameArrived(std::move(credit));
    }
    const Frame *frame() const { return m_frame.get(); } // null before the first frame

protected:
    void shadeChanged() override { }

private:
    std::shared_ptr<const Frame> m_frame;
};

} // namespace cownscope::ui
