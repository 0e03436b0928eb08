// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/splat_painter.h"

#include <algorithm>
#include <system_error>
#include <utility>

namespace cownscope::ui {
namespace {

constexpr unsigned MostWorkers = 8;

} // namespace

struct SplatPainter::Job
{
    SplatLook look;
    std::vector<ShownPart> parts;
};

SplatPainter::SplatPainter(std::function<void()> painted)
    : m_painted(std::move(painted))
    , m_picture(std::make_shared<Picture>())
{ }

SplatPainter::~SplatPainter()
{
    m_pump.detach();
    m_pinned = boc::PinnedCown<SplatPainter *>::empty();
    if (m_runtime)
        m_runtime->stop(); // an unfinished image is abandoned
}

bool SplatPainter::hasWorkers()
{
    if (m_runtimeTried)
        return m_runtime != nullptr;
    // Painting needs fewer workers than a simulation.
    const unsigned workers = std::clamp(boc::physicalCores() / 2, 1u, MostWorkers);
    try {
        auto runtime = std::make_unique<boc::Runtime>(
            boc::RuntimeOptions{.workers = workers, .wakeHook = m_pump.wakeHook()});
        m_pinned = boc::PinnedCown<SplatPainter *>{*runtime, this};
        m_pump.attach(*runtime);
        m_runtime = std::move(runtime);
    } catch (const std::system_error &) { // no threads available: the calling thread paints
    }
    m_runtimeTried = true; // not set if out of memory, so that the next image tries again
    return m_runtime != nullptr;
}

void SplatPainter::wait()
{
    if (m_runtime)
        m_runtime->quiesce();
}

void SplatPainter::paintStrip(const Job &job, const boids::Frame &frame, Strip &strip)
{
    Pixel *first = strip.picture->pixels.data()
        + static_cast<std::ptrdiff_t>(strip.rows.begin) * strip.picture->size.width();
    strip.most = splat(job.look, frame, job.parts, strip.rows, first);
}

void SplatPainter::paint(std::shared_ptr<const boids::Frame> frame, SplatLook look)
{
    m_painting = true;
    try {
        schedule(std::move(frame), std::move(look));
    } catch (...) {
        m_painting = false;
        m_picture.reset(); // some strips may still be painting into it
        throw;
    }
}

void SplatPainter::schedule(std::shared_ptr<const boids::Frame> frame, SplatLook look)
{
    if (!m_picture)
        m_picture = std::make_shared<Picture>();
    if (m_picture->size != look.size) {
        m_picture->size = look.size;
        m_picture->pixels.assign(static_cast<std::size_t>(look.size.width())
                                     * static_cast<std::size_t>(look.size.height()),
                                 look.background);
        look.keep = 0;
    }
    const auto job = std::make_shared<const Job>(Job{std::move(look), shownParts(*frame)});
    const QSize size = job->look.size;
    if (!hasWorkers()) {
        Strip all{m_picture, {0, size.height()}, 0};
        paintStrip(*job, *frame, all);
        frame.reset();
        finish(all.most);
        return;
    }
    // More strips than workers reduce the delay by a worker that waits for a processor.
    const auto rows = cutIntoStrips(job->parts, job->look.fit, size, 2 * m_runtime->workers());
    std::vector<boc::Cown<Strip>> strips;
    strips.reserve(rows.size());
    for (const RowSpan &span : rows)
        strips.emplace_back(Strip{m_picture, span, 0});
    for (const boc::Cown<Strip> &strip : strips)
        m_runtime->when(strip) << [job, frame](auto strip) { paintStrip(*job, *frame, *strip); };
    frame.reset();
    m_runtime->when(m_pinned, strips) << [](auto painter, auto strips) {
        std::uint32_t most = 0;
        for (const auto &strip : strips)
            most = std::max(most, strip->most);
        (*painter)->finish(most);
    };
}

void SplatPainter::finish(std::uint32_t most)
{
    m_picture->most = most;
    m_painting = false;
    m_painted();
}

} // namespace cownscope::ui
