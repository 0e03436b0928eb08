// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/splat_painter.h"

#include <algorithm>

namespace cownscope::ui {

struct SplatPainter::Job
{
    SplatLook look;
    std::vector<ShownPart> parts;
};

SplatPainter::SplatPainter(std::function<void()> painted)
    : m_painted(std::move(painted))
    , m_picture(std::make_shared<Picture>())
{ }

SplatPainter::~SplatPainter() = default;

void SplatPainter::attach(boc::Runtime &runtime)
{
    m_runtime = &runtime;
    m_pinned = boc::PinnedCown<SplatPainter *>{runtime, this};
}

void SplatPainter::detach()
{
    m_runtime = nullptr;
    m_pinned = boc::PinnedCown<SplatPainter *>::empty();
    m_painting = false;
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
        m_picture.reset(); // some strips of it may be painted still
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
    if (!m_runtime) {
        Strip all{m_picture, {0, size.height()}, 0};
        paintStrip(*job, *frame, all);
        frame.reset();
        finish(all.most);
        return;
    }
    // More strips than workers: one that is stuck behind a step of the flock holds up less.
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
