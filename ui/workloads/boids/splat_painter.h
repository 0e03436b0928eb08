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

// A picture of a flock, in rows from the top.
struct Picture
{
    QSize size;
    std::vector<Pixel> pixels;
    std::uint32_t most = 0; // boids in a pixel, where they were counted
};

// Paints pictures of a flock on a few workers of its own. Each strip of a picture is a cown: a
// behavior for each paints it, and one pinned behavior that takes them all says that the picture is
// done. Where the system gives no threads the calling thread paints.
//
// Main thread only. One picture at a time, in memory that is used again for the next.
class SplatPainter
{
public:
    // `painted` is called on the main thread, perhaps inside of paint().
    explicit SplatPainter(std::function<void()> painted);
    ~SplatPainter();
    SplatPainter(const SplatPainter &) = delete;
    SplatPainter &operator=(const SplatPainter &) = delete;

    // None before the first picture, nor where the calling thread paints.
    unsigned workers() const { return m_runtime ? m_runtime->workers() : 0; }

    bool isPainting() const { return m_painting; }

    // While nothing is being painted. The frame is let go of as soon as its last strip is painted.
    // A look that keeps something of the previous picture must be of its size. If it throws, for
    // want of memory, nothing is being painted, and the previous picture is gone.
    void paint(std::shared_ptr<const boids::Frame> frame, SplatLook look);

    // Until nothing is being painted.
    void wait();

    // While nothing is being painted.
    const Picture &picture() const { return m_picture ? *m_picture : NoPicture; }

private:
    struct Strip
    {
        std::shared_ptr<Picture> picture; // of which it is these rows
        RowSpan rows;
        std::uint32_t most = 0;
    };
    struct Job;
    static inline const Picture NoPicture;
    void schedule(std::shared_ptr<const boids::Frame> frame, SplatLook look);
    static void paintStrip(const Job &job, const boids::Frame &frame, Strip &strip);
    void finish(std::uint32_t most);

    bool hasWorkers(); // who are looked for at the first picture

    std::function<void()> m_painted;
    PumpDriver m_pump;
    std::unique_ptr<boc::Runtime> m_runtime;
    bool m_sought = false;
    boc::Cown<SplatPainter *> m_pinned = boc::PinnedCown<SplatPainter *>::empty();
    std::shared_ptr<Picture> m_picture;
    bool m_painting = false;
};

} // namespace cownscope::ui
