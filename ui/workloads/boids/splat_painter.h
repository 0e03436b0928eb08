// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pump/pump_driver.h"
#include "ui/workloads/boids/splat.h"

#include <boc/boc.h>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace cownscope::ui {

// An image of a flock, in rows from the top.
struct Picture
{
    QSize size;
    std::vector<Pixel> pixels;
    std::uint32_t most = 0; // largest number of boids in a pixel, for Density
};

// Paints images of a flock on its own workers. Each strip of an image is a cown. One behavior per
// strip paints it, and a pinned behavior with all strips reports the finished image. If no threads
// are available, the calling thread paints.
//
// Main thread only. Paints one image at a time and reuses its memory.
class SplatPainter
{
public:
    // `painted` is called on the main thread, possibly within paint().
    explicit SplatPainter(std::function<void()> painted);
    ~SplatPainter();
    SplatPainter(const SplatPainter &) = delete;
    SplatPainter &operator=(const SplatPainter &) = delete;

    // 0 before the first image, and if the calling thread paints.
    unsigned workers() const { return m_runtime ? m_runtime->workers() : 0; }

    bool isPainting() const { return m_painting; }

    // Must not be called while isPainting(). The frame is released when its last strip is painted.
    // A look with `keep` must have the size of the previous image. Throws std::bad_alloc; then
    // nothing is being painted, and the previous image is lost.
    void paint(std::shared_ptr<const boids::Frame> frame, SplatLook look);

    // Waits until nothing is being painted.
    void wait();

    // Must not be called while isPainting().
    const Picture &picture() const { return m_picture ? *m_picture : NoPicture; }

private:
    struct Strip
    {
        std::shared_ptr<Picture> picture; // the image that these rows belong to
        RowSpan rows;
        std::uint32_t most = 0;
    };
    struct Job;
    static inline const Picture NoPicture;
    void schedule(std::shared_ptr<const boids::Frame> frame, SplatLook look);
    static void paintStrip(const Job &job, const boids::Frame &frame, Strip &strip);
    void finish(std::uint32_t most);

    bool hasWorkers(); // created for the first image

    std::function<void()> m_painted;
    PumpDriver m_pump;
    std::unique_ptr<boc::Runtime> m_runtime;
    bool m_runtimeTried = false;
    boc::Cown<SplatPainter *> m_pinned = boc::PinnedCown<SplatPainter *>::empty();
    std::shared_ptr<Picture> m_picture;
    bool m_painting = false;
};

} // namespace cownscope::ui
