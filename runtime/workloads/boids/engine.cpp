// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/engine.h"

#include "workloads/boids/arrangement.h"
#include "workloads/boids/band_step.h"
#include "workloads/boids/initial_state.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <new>
#include <utility>

namespace cownscope::boids {

namespace {

// A lane too few and a worker waits for another's band; a lane too many is memory for nothing.
constexpr std::size_t lanesOfWorker = 4;
constexpr std::size_t leastLanes = 4;

/// The bands p − 1, p, p + 1 as far as there are such.
struct Neighborhood
{
    Neighborhood(std::size_t band, std::size_t bands) noexcept
        : first(band > 0 ? band - 1 : 0)
        , count(std::min(band + 2, bands) - first)
        , own(band - first)
    { }

    /// Of `count` acquired cowns: the values above, at and below the band; null where none is.
    template <class Values>
    auto around(const Values &acquired) const
    {
        using Pointer = decltype(&*acquired[0]);
        return std::array<Pointer, 3>{own > 0 ? &*acquired[own - 1] : nullptr, &*acquired[own],
                                      own + 1 < count ? &*acquired[own + 1] : nullptr};
    }

    std::size_t first;
    std::size_t count;
    std::size_t own;
};

template <class T, class Span>
std::vector<T *> pointersTo(const Span &acquired)
{
    std::vector<T *> pointers;
    pointers.reserve(acquired.size());
    for (const auto &value : acquired)
        pointers.push_back(&*value);
    return pointers;
}

} // namespace

/// The way of a frame from its begin to its sink. One that is lost, to an exception or to the end
/// of its runtime, gives its credit back and is wanted again.
class Engine::FrameTurn
{
public:
    FrameTurn(const std::shared_ptr<Engine> &engine, FrameCredit credit) noexcept
        : m_engine(engine)
        , m_credit(std::move(credit))
    { }
    FrameTurn(FrameTurn &&) noexcept = default;
    FrameTurn &operator=(FrameTurn &&) = delete;
    ~FrameTurn()
    {
        if (m_engine)
            m_engine->m_frameRequest.want(0);
    }

    /// The frame has arrived, to which the credit belongs from here on.
    FrameCredit end() noexcept
    {
        m_engine.reset();
        return std::move(m_credit);
    }

private:
    std::shared_ptr<Engine> m_engine;
    FrameCredit m_credit;
};

Engine::Engine(const Options &options, const Tuning &tuning)
    : m_kernel(tuning.kernel ? *tuning.kernel : fastestKernel())
    , m_clock(options, tuning)
    , m_boids(options.boids)
    , m_bands(bandsFor(geometryFor(options.scene(), options.boids).rows, options.boids, tuning))
{
    for (std::uint32_t band = 0; band < bandLimit; ++band) {
        m_sorted.emplace_back();
        m_next.emplace_back();
        m_rims.emplace_back();
        m_tallies[0].emplace_back();
        m_tallies[1].emplace_back();
        m_frameParts.emplace_back();
        m_lanes.emplace_back();
    }
}

WorkDone Engine::workDone() const noexcept
{
    constexpr auto relaxed = std::memory_order_relaxed;
    return {m_forces.load(relaxed), m_sort.load(relaxed), m_frames.load(relaxed),
            m_pairs.load(relaxed), m_recuts.load(relaxed)};
}

void Engine::attach(const SessionPtr &session, const Wishes &wishes)
{
    Engine &engine = *session->engine;
    const auto workers = static_cast<std::uint32_t>(session->runtime->workers());
    session->runtime->when(engine.m_clock) << [session, wishes, workers](auto clock) {
        clock->attach(workers);
        clock->wish(wishes);
        proceed(session, *clock);
    };
}

void Engine::wish(const SessionPtr &session, const Wishes &wishes)
{
    session->runtime->when(session->engine->m_clock) << [session, wishes](auto clock) {
        clock->wish(wishes);
        proceed(session, *clock);
    };
}

boc::Cown<Snapshot> Engine::snapshot(const SessionPtr &session)
{
    // Whoever holds the clock stands between two steps: what was issued is whole, and what comes
    // is behind this.
    boc::Promise<Snapshot> promise(*session->runtime);
    boc::Cown<Snapshot> result = promise.cown();
    session->runtime->when(session->engine->m_clock)
        << [session, promise = std::move(promise)](auto) mutable {
               const std::span<const boc::Cown<SortedBand>> sorted = session->engine->m_sorted;
               boc::when(boc::read(sorted)) // all, as a rebuild may be on its way
                   << [promise = std::move(promise)](auto bands) mutable {
                          promise.fulfill(snapshotOf(pointersTo<const SortedBand>(bands)));
                      };
           };
    return result;
}

void Engine::proceed(const SessionPtr &session, Clock &clock)
{
    if (session->engine->m_abandoned.load(std::memory_order_relaxed))
        return;
    if (clock.wantsRebuild()) {
        clock.beginRebuild();
        scheduleRebuild(session);
    } else if (clock.wantsRecut()) {
        clock.beginRecut();
        issueRecut(session, clock);
    }
    while (clock.wantsStep())
        issueStep(session, clock, clock.beginStep());
    if (clock.isIdle())
        serveFrame(session, clock);
}

void Engine::scheduleRebuild(const SessionPtr &session)
{
    const Engine &engine = *session->engine;
    boc::when(engine.m_clock, std::span(engine.m_sorted), std::span(engine.m_next),
              std::span(engine.m_rims))
        << [session](auto clock, auto sorted, auto next, auto rims) {
               session->engine->rebuild(*clock, pointersTo<SortedBand>(sorted),
                                        pointersTo<SortedBand>(next), pointersTo<Rim>(rims));
               proceed(session, *clock);
           };
}

void Engine::rebuild(Clock &clock, std::span<SortedBand *const> sorted,
                     std::span<SortedBand *const> next, std::span<Rim *const> rims)
{
    FlockState state;
    if (!clock.startsAnew()) {
        std::vector<const SortedBand *> bands(sorted.begin(), sorted.end());
        bands.insert(bands.end(), next.begin(), next.end());
        const std::vector<const Rim *> arrivals(rims.begin(), rims.end());
        state = collect(bands, arrivals, clock.boids());
    }
    const Options &target = clock.target();
    for (const Birth &birth : clock.births()) {
        if (birth.number <= clock.born())
            continue;
        setCount(state, birth.first, target.parameters, target.seed);
        setCount(state, birth.end, target.parameters, target.seed, birth.place);
    }
    setCount(state, target.boids, target.parameters, target.seed);
    for (const auto &bands : {sorted, next})
        std::ranges::for_each(bands, [](SortedBand *band) { *band = {}; });
    std::ranges::for_each(rims, [](Rim *rim) { *rim = {}; });
    clock.rebuilt(distribute(state, clock.targetGeometry(), clock.stepOfRebuild(), m_memory,
                             sorted.first(clock.targetBands())));
    m_birthsDone.store(clock.born(), std::memory_order_relaxed);
    m_boids.store(clock.boids(), std::memory_order_relaxed);
    m_bands.store(clock.cut().bands(), std::memory_order_relaxed);
}

void Engine::issueRecut(const SessionPtr &session, const Clock &clock)
{
    Engine &engine = *session->engine;
    const std::span<const boc::Cown<SortedBand>> sorted = engine.m_sorted;
    const Cut &from = clock.cut();
    const Cut &to = clock.nextCut();
    const std::size_t bands = to.bands();
    for (std::size_t band = 0; band < bands; ++band) {
        const std::uint32_t firstRow = to.firstRow[band];
        const std::uint32_t endRow = to.firstRow[band + 1];
        std::size_t begin = 0;
        while (from.firstRow[begin + 1] <= firstRow)
            ++begin;
        std::size_t end = begin + 1;
        while (from.firstRow[end] < endRow)
            ++end;
        boc::when(engine.m_next[band], boc::read(sorted.subspan(begin, end - begin)))
            << [session, firstRow, endRow](auto next, auto sources) {
                   recut(pointersTo<const SortedBand>(sources), firstRow, endRow,
                         session->engine->m_memory, *next);
               };
    }
    for (std::size_t band = 0; band < bands; ++band) {
        boc::when(engine.m_sorted[band], engine.m_next[band]) << [](auto own, auto next) {
            std::swap(*own, *next);
            *next = {};
        };
    }
    boc::when(engine.m_clock, boc::read(sorted.first(bands))) << [session](auto done, auto) {
        done->completeRecut();
        session->engine->m_recuts.fetch_add(1, std::memory_order_relaxed);
        proceed(session, *done);
    };
}

void Engine::issueStep(const SessionPtr &session, const Clock &clock, std::uint64_t step)
{
    Engine &engine = *session->engine;
    const auto rules = std::make_shared<const StepRules>(clock.scene());
    const std::size_t bands = clock.cut().bands();
    const std::size_t lanes =
        std::clamp<std::size_t>(lanesOfWorker * session->runtime->workers(), leastLanes, bandLimit);
    for (std::size_t band = 0; band <= bands; ++band) {
        if (band < bands)
            engine.issueAdvance(rules, band, bands, lanes);
        if (band > 0)
            engine.issueFinish(step, band - 1, bands, lanes);
    }
    const std::span<const boc::Cown<Tally>> tallies = engine.m_tallies[step % 2];
    boc::when(engine.m_clock, boc::read(tallies.first(bands)))
        << [session](auto stepped, auto finished) {
               completeStep(session, *stepped, pointersTo<const Tally>(finished));
           };
}

void Engine::issueAdvance(const std::shared_ptr<const StepRules> &rules, std::size_t band,
                          std::size_t bands, std::size_t lanes)
{
    const Neighborhood near(band, bands);
    const std::span<const boc::Cown<SortedBand>> sorted = m_sorted;
    boc::when(m_lanes[band % lanes], m_next[band], m_rims[band],
              boc::read(sorted.subspan(near.first, near.count)))
        << [memory = m_memory, brake = m_brake, &kernel = m_kernel, rules,
            near](auto, auto next, auto rim, auto before) {
               const auto [above, own, below] = near.around(before);
               const auto worker = static_cast<std::uint32_t>(boc::currentWorker());
               advanceBand({above, own, below}, *rules, kernel, worker, memory, *next, *rim,
                           [&brake](std::uint64_t pairs) { return brake.passes(pairs); });
           };
}

void Engine::issueFinish(std::uint64_t step, std::size_t band, std::size_t bands, std::size_t lanes)
{
    const Neighborhood near(band, bands);
    const std::span<const boc::Cown<Rim>> rims = m_rims;
    boc::when(m_lanes[band % lanes], m_sorted[band], m_next[band], m_tallies[step % 2][band],
              boc::read(rims.subspan(near.first, near.count)))
        << [near](auto, auto sorted, auto next, auto tally, auto arriving) {
               const auto [above, own, below] = near.around(arriving);
               finishBand({above, own, below}, *next);
               std::swap(*sorted, *next);
               *tally = sorted->tally;
               next->step = noStep;
               next->boids.reset();
           };
}

void Engine::completeStep(const SessionPtr &session, Clock &clock,
                          std::span<const Tally *const> bands)
{
    constexpr auto relaxed = std::memory_order_relaxed;
    Engine &engine = *session->engine;
    std::vector<std::uint64_t> load;
    PartTimes times;
    std::uint64_t pairs = 0;
    for (const Tally *band : bands) {
        load.insert(load.end(), band->load.begin(), band->load.end());
        times += band->times;
        pairs += band->pairs;
    }
    clock.completeStep(load);
    engine.m_forces.fetch_add(times.forces, relaxed);
    engine.m_sort.fetch_add(times.sort, relaxed);
    engine.m_pairs.fetch_add(pairs, relaxed);
    engine.m_boidUpdates.fetch_add(clock.boids(), relaxed);
    engine.m_stepsDone.fetch_add(1, relaxed);
    serveFrame(session, clock);
    proceed(session, clock);
}

void Engine::serveFrame(const SessionPtr &session, Clock &clock)
{
    Engine &engine = *session->engine;
    if (!session->outlet || !clock.canShow() || !engine.m_frameRequest.isDue(clock.heard())
        || engine.m_abandoned.load(std::memory_order_relaxed))
        return;
    std::optional<FrameCredit> credit = session->outlet->credits.spend();
    if (!credit)
        return; // the sink asks anew when it has room
    engine.m_frameRequest.serve(clock.heard());
    try {
        issueFrame(session, clock, FrameTurn(session->engine, std::move(*credit)));
    } catch (const std::bad_alloc &) {
        // The steps go on; one of them finds the memory for it.
    }
}

void Engine::issueFrame(const SessionPtr &session, const Clock &clock, FrameTurn turn)
{
    // Band by band, so that none waits for the others: whoever holds the clock stands between two
    // steps, and what is issued here sees the flock after the steps that are in flight.
    Engine &engine = *session->engine;
    const std::size_t bands = clock.cut().bands();
    for (std::size_t band = 0; band < bands; ++band) {
        boc::when(engine.m_frameParts[band], boc::read(engine.m_sorted[band]))
            << [](auto part, auto sorted) {
                   const Geometry &geometry = sorted->geometry;
                   *part = {sorted->boids, geometry.topOf(sorted->firstRow),
                            geometry.topOf(sorted->endRow), sorted->worker,
                            sorted->tally.times.forces + sorted->tally.times.sort};
               };
    }
    auto frame = std::make_shared<Frame>();
    frame->step = clock.completed() + clock.inFlight();
    frame->scene = clock.scene();
    frame->boids = clock.boids();
    boc::when(std::span(engine.m_frameParts).first(bands))
        << [session, frame = std::move(frame), turn = std::move(turn)](auto parts) mutable {
               const auto begin = std::chrono::steady_clock::now();
               for (const auto &part : parts)
                   frame->parts.push_back(std::exchange(*part, {}));
               showFrame(session, std::move(frame), std::move(turn));
               const std::chrono::nanoseconds taken = std::chrono::steady_clock::now() - begin;
               session->engine->m_frames.fetch_add(static_cast<std::uint64_t>(taken.count()),
                                                   std::memory_order_relaxed);
           };
}

void Engine::showFrame(const SessionPtr &session, std::shared_ptr<const Frame> frame,
                       FrameTurn turn)
{
    boc::when(session->outlet->sink)
        << [session, frame = std::move(frame), turn = std::move(turn)](auto sink) mutable {
               Engine &engine = *session->engine;
               FrameCredit credit = turn.end();
               if (engine.m_abandoned.load(std::memory_order_relaxed))
                   return;
               (*sink)->takeFrame(std::move(frame), std::move(credit));
               if (!engine.m_frameRequest.isWanted())
                   return;
               try {
                   boc::when(engine.m_clock) << [session](auto shown) { proceed(session, *shown); };
               } catch (const boc::StoppedError &) {
                   // The next attachment proceeds.
               } catch (const std::bad_alloc &) {
                   // The next step or wish proceeds.
               }
           };
}

} // namespace cownscope::boids
