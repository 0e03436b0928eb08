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

// Draws a flock: the world with its border and the inner part where boids do not turn back, the
// boids, and the influences. The wheel zooms at the pointer, dragging with the left or middle
// button pans, and a double click fits the world. An event filter may handle these events first.
//
// The boids of a frame are released as soon as they are in an OpenGL buffer (for triangles) or
// painted into an image. An image cannot be painted again without the boids. When it should look
// different, frameWanted() requests a new frame, and the old image is transformed until it arrives.
class FlockView final
    : public GlView
    , public boids::FrameSink
{
    Q_OBJECT

public:
    FlockView();
    ~FlockView() override;

    // showFrame() and takeFrame() are called on the main thread.
    void showFrame(std::shared_ptr<const boids::Frame> frame) override
    {
        takeFrame(std::move(frame), {});
    }
    void takeFrame(std::shared_ptr<const boids::Frame> frame, FrameCredit credit) override;

    // The last frame without its parts; null before the first.
    const boids::Frame *frame() const { return m_frame ? &*m_frame : nullptr; }

    const FlockSettings &settings() const { return m_settings; }
    void setSettings(const FlockSettings &settings);
    ColorMode colorMode() const { return m_settings.colorMode; }
    void setColorMode(ColorMode mode);

    Renderer rendererInUse() const { return m_inUse; }
    QString drawingText() const; // renderer and driver, for display
    // The number of boids per pixel that has the last color of a density.
    std::uint32_t densityTop() const { return m_densityTop; }

    // Converts logical pixels of the view to world units.
    QPointF toWorld(const QPointF &position) const
    {
        return m_transform.in(place()).toWorld(position * devicePixelRatio());
    }

    const ViewTransform &transform() const { return m_transform; }
    void fitWorld();
    void zoom(double factor);        // at the center
    void pan(const QPointF &pixels); // in logical pixels; the world moves along

Q_SIGNALS:
    void frameWanted();
    void transformChanged();

protected:
    bool hasDrawnAll() const override { return GlView::hasDrawnAll() && !m_painter.isPainting(); }
    void createGl() override;
    void drawGl(const Target &target) override;
    void destroyGl() override;
    void shadeChanged() override;
    void resizeGL(int, int) override { refresh(); }
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *) override { m_dragged.reset(); }
    void mouseDoubleClickEvent(QMouseEvent *event) override;

private:
    // Two images with the same place can be combined, as trails require.
    struct Place
    {
        WorldFit fit;
        QSize pixels;
        Shade shade = Shade::Dark;

        bool operator==(const Place &) const = default;
    };

    ViewTransform::Place place() const { return placeIn(windowTarget()); }
    ViewTransform::Place placeIn(const Target &target) const;
    Place placeOf(const Target &target) const
    {
        return {m_transform.in(placeIn(target)), target.pixels, shade()};
    }
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
    std::optional<QPointF> m_dragged; // last position of the pointer

    std::optional<boids::Frame> m_frame;
    std::vector<ShownPart> m_parts;                // of the newest frame
    std::vector<ShownPart> m_pictureParts;         // of the current or last painted image
    std::vector<ShownPart> m_drawnParts;           // of the boids that are shown
    std::shared_ptr<const boids::Frame> m_pending; // not uploaded yet
    std::shared_ptr<const boids::Frame> m_next;    // arrived while another frame is painted
    FrameCredit m_nextCredit;
    FrameCredit m_paintedCredit;            // of the frame that is being painted
    Renderer m_inUse = Renderer::Triangles; // never Automatic
    bool m_hasPicture = false;              // an image is shown instead of triangles

    SplatPainter m_painter;
    Place m_picturePlace; // of the current or last painted image
    Place m_shownPlace;   // of the image in the texture
    std::uint64_t m_pictureStep = 0;
    bool m_pictureStale = false; // not uploaded yet
    bool m_pictureKept = false;  // the next image may keep a part of this one
    std::uint32_t m_densityTop = 0;
    std::uint32_t m_densityMost = 0; // top of m_densityColors
    Shade m_densityShade = Shade::Dark;
    std::shared_ptr<const std::vector<Pixel>> m_densityColors;
    std::shared_ptr<const PixelTable> m_pixelTable;
    Shade m_pixelShade = Shade::Dark;
    std::shared_ptr<const BoidSprites> m_sprites;

    Place m_trailPlace;      // of the contents of the layer
    bool m_trailDue = false; // the current frame is not in the layer yet
    std::uint64_t m_trailStep = 0;

    std::unique_ptr<RectanglePainter> m_rectangles;
    std::unique_ptr<TrianglePainter> m_triangles;
    std::unique_ptr<PictureTexture> m_picture;
    std::unique_ptr<TrailLayer> m_trails;
    std::unique_ptr<InfluencePainter> m_influences;
    std::unique_ptr<PartOverlay> m_overlay;
    QTimer m_overlayDue; // fires when the overlay may show newer times
    std::unique_ptr<QOpenGLTexture> m_colors;
    bool m_colorsStale = false;
};

} // namespace cownscope::ui
