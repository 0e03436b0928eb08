// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "ui/style/theme.h"
#include "workloads/frame_credits.h"

#include <QImage>
#include <QOpenGLExtraFunctions>
#include <QOpenGLWindow>
#include <QPointer>
#include <QWidget>

#include <cstdint>

namespace cownscope::ui {

// Whether OpenGL of this name (GL_RENDERER) computes on the processor.
bool isSoftwareGl(const QString &rendererName);

// A window that draws frames with OpenGL 3.3 core, to be put into a container widget. Main thread
// only. What goes wrong with OpenGL is reported once by failed() and on stderr; such a view stays
// empty. Where there is no OpenGL at all, status() says so from the start: such a view must not
// be put on screen, where Qt would use the context that it has not.
//
// A frame is drawn once, and then its credit is given back; so it is when a newer frame takes its
// place before it was drawn.
//
// A concrete view must call release() in its destructor.
class GlView
    : public QOpenGLWindow
    , protected QOpenGLExtraFunctions
{
    Q_OBJECT

public:
    GlView();
    ~GlView() override;

    // On screen, with an OpenGL that works.
    bool isSeen() const { return isExposed() && m_usable; }
    // Seen, and everything that it was given was drawn.
    bool readyForFrame() const { return isSeen() && hasDrawnAll(); }

    // Frames drawn so far; repaints for other reasons do not count.
    std::uint64_t framesPainted() const { return m_framesPainted; }

    const Outcome &status() const { return m_status; }
    bool isDrawnBySoftware() const { return isSoftwareGl(m_rendererName); }
    QString rendererName() const { return m_rendererName; } // empty until the view was shown

    // What the view shows, drawn anew. Null if it was never shown or failed.
    QImage picture();

    void setShade(Shade shade);

    // Key presses are passed on to this widget's window, as if this view had no focus.
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
    virtual void drawGl(const Target &target) = 0; // on the background, all of it in the viewport
    virtual void destroyGl() = 0; // in the current context; may follow a failed createGl
    virtual void shadeChanged() = 0;

    Shade shade() const { return m_shade; }
    Target windowTarget() const; // of what is on screen
    virtual bool hasDrawnAll() const { return !m_frameWaiting; }
    void frameArrived(FrameCredit credit = {}); // to be called when there is a new frame to draw
    bool isUsable() const { return m_usable; }
    void release();

    void initializeGL() override;
    void paintGL() override;
    bool event(QEvent *event) override;

private:
    void draw(const Target &target);
    void fail(const QString &message);

    Shade m_shade = Shade::Dark;
    bool m_usable = false;
    bool m_created = false;
    bool m_frameWaiting = false;
    FrameCredit m_waitingCredit;
    std::uint64_t m_framesPainted = 0;
    Outcome m_status;
    QString m_rendererName;
    QPointer<QWidget> m_keyTarget;
};

} // namespace cownscope::ui
