// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/gl_view.h"
#include "ui/workloads/boids/flock_settings.h"
#include "ui/workloads/boids/shown_parts.h"
#include "ui/workloads/boids/splat_painter.h"
#include "ui/workloads/boids/view_transform.h"
#include "workloads/boids/frame.h"

#include <QOpenGLTexture>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

namespace cownscope::ui {

class InfluencePainter;
class PartOverlay;
class PictureTexture;
class RectanglePainter;
class TrailLayer;
class TrianglePainter;

// Draws a flock: the world with its border and the inner part where nobody turns back, the boids,
// and what influences them. The wheel zooms at the pointer, dragging with the left or the middle
// button pans, a double click fits the world again; a filter on the view may take such events for
// something else.
//
// A frame's boids are given back as soon as they are in a buffer of OpenGL, which triangles are
// drawn from, or in a picture that workers paint. A picture cannot be painted anew
// without the boids: when it should look different, frameWanted() asks for the present ones, and
// until they come the old picture is shown where it belongs.
class FlockView final
    : public GlView
    , public boids::FrameSink
{
    Q_OBJECT

public:
    FlockView();
    ~FlockView() override;

    void showFrame(std::shared_ptr<const boids::Frame> frame) override; // main thread, as is this:
    void takeFrame(std::shared_ptr<const boids::Frame> frame, FrameCredit credit) override;

    // What the last frame was, without its parts; null before the first.
    const boids::Frame *frame() const { return m_frame ? &*m_frame : nullptr; }

    const FlockSettings &settings() const { return m_settings; }
    void setSettings(const FlockSettings &settings);
    ColorMode colorMode() const { return m_settings.colorMode; }
    void setColorMode(ColorMode mode);

    Renderer rendererInUse() const { return m_inUse; }
    QString drawingText() const; // what draws, on what
    // The number of boids in a pixel that has the last color of a density.
    std::uint32_t densityTop() const { return m_densityTop; }

    // From the view's logical pixels to the world.
    QPointF toWorld(const QPointF &position) const;

    const ViewTransform &transform() const { return m_transform; }
    void fitWorld();
    void zoom(double factor);        // at the middle
    void pan(const QPointF &pixels); // logical; the world moves along

Q_SIGNALS:
    void frameWanted();
    void transformChanged();

protected:
    bool hasDrawnAll() const override { return GlView::hasDrawnAll() && !m_painter.isPainting(); }
    void createGl() override;
    void drawGl(const Target &target) override;
    void destroyGl() override;
    void shadeChanged() override;
    void resizeGL(int width, int height) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;

private:
    // What makes two pictures comparable: trails go on only in the same.
    struct Place
    {
        WorldFit fit;
        QSize pixels;
        Shade shade = Shade::Dark;

        bool operator==(const Place &) const = default;
    };

    ViewTransform::Place place() const;
    ViewTransform::Place placeIn(const Target &target) const;
    Place placeOf(const Target &target) const;
    void zoomAt(const QPointF &position, double factor);
    void changedTransform();
    void refresh();

    Renderer choose() const;
    void begin(std::shared_ptr<const boids::Frame> frame, FrameCredit credit);
    SplatLook look();
    void painted();
    void adaptDensity();
    void uploadPending();
    double crowdedLength(const WorldFit &fit, qreal devicePixelRatio) const;

    void drawPicture(const Place &place, const Target &target);
    void drawWorld(const WorldFit &fit, const Target &target);
    void drawTriangles(const Place &place, const Target &target);
    void drawTrails(const Place &place, const Target &target);
    void drawOver(const WorldFit &fit, const Target &target);

    FlockSettings m_settings;
    ViewTransform m_transform;
    std::optional<QPointF> m_dragged; // where the pointer was last

    std::optional<boids::Frame> m_frame;
    std::vector<ShownPart> m_parts;                // of the newest frame
    std::vector<ShownPart> m_pictureParts;         // of the picture that is painted, or was last
    std::vector<ShownPart> m_drawnParts;           // of the boids that are on view
    std::shared_ptr<const boids::Frame> m_pending; // not uploaded yet
    std::shared_ptr<const boids::Frame> m_next;    // came while another is being painted
    FrameCredit m_nextCredit;
    FrameCredit m_paintedCredit;            // of the one that is being painted
    Renderer m_inUse = Renderer::Triangles; // never Automatic
    bool m_hasPicture = false;              // it is what is shown, not the triangles

    SplatPainter m_painter;
    Place m_picturePlace; // of the picture that is painted, or was last
    Place m_shownPlace;   // of the picture in the texture
    std::uint64_t m_pictureStep = 0;
    bool m_pictureStale = false; // not uploaded yet
    bool m_pictureKept = false;  // the next picture may go on from this one
    std::uint32_t m_densityTop = 0;
    std::uint32_t m_densityMost = 0; // what the colors in use were made for
    Shade m_densityShade = Shade::Dark;
    std::shared_ptr<const std::vector<Pixel>> m_densityColors;
    std::shared_ptr<const PixelTable> m_pixelTable;
    Shade m_pixelShade = Shade::Dark;
    std::shared_ptr<const BoidSprites> m_sprites;

    Place m_trailPlace;      // of what is in the layer
    bool m_trailDue = false; // a frame is not in the layer yet
    std::uint64_t m_trailStep = 0;

    std::unique_ptr<RectanglePainter> m_rectangles;
    std::unique_ptr<TrianglePainter> m_triangles;
    std::unique_ptr<PictureTexture> m_picture;
    std::unique_ptr<TrailLayer> m_trails;
    std::unique_ptr<InfluencePainter> m_influences;
    std::unique_ptr<PartOverlay> m_overlay;
    QTimer m_overlayDue; // when it may show newer parts
    std::unique_ptr<QOpenGLTexture> m_colors;
    bool m_colorsStale = false;
};

} // namespace cownscope::ui
