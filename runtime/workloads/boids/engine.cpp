// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/engine.h"

#include "workloads/boids/arrangement.h"
#include "workloads/boids/band.h"
#include "workloads/boids/initial_state.h"

#include <algorithm>
#include <array>
#include <utility>

namespace cownscope::boids {

namespace {

/// The bands p − 1, p, p + 1 as far as there are such.
struct Neighborhood
{
    Neighborhood(std::size_t band, std::size_t bands) noexcept
        : first(band > 0 ? band - 1 : 0)
        , count(std::min(band + 2, bands) - first)
        , own(band - first)
    { }

    std::size_t first;
    std::size_t count;
    std::size_t own;
};

/// Up to three values, by pointer.
template <class T>
class Pointers
{
public:
    explicit Pointers(boc::AcquiredSpan<const T> acquired)
        : m_count(acquired.size())
    {
        std::ranges::transform(acquired, m_values.begin(),
                               [](const auto &value) { return &*value; });
    }

    operator std::span<const T *const>() const { return {m_values.data(), m_count}; }

private:
    std::array<const T *, 3> m_values{};
    std::size_t m_count;
};

template <class T, class Span>
std::vector<T *> pointersTo(Span acquired)
{
    std::vector<T *> pointers;
    pointers.reserve(acquired.size());
    for (const auto &value : acquired)
        pointers.push_back(&*value);
    return pointers;
}

} // namespace

Engine::Engine(const Options &options, const Tuning &tuning)
    : m_clock(options, tuning)
    , m_boids(options.boids)
    , m_bands(geometryFor(options.parameters, options.boids, tuning).bands)
{
    for (std::uint32_t band = 0; band < bandLimit; ++band) {
        m_sorted[0].emplace_back();
        m_sorted[1].emplace_back();
        m_moved.emplace_back();
    }
}

void Engine::attach(const SessionPtr &session, const Wishes &wishes)
{
    const Engine &engine = *session->engine;
    session->runtime->when(engine.m_clock, engine.sorted(0), engine.sorted(1))
        << [session, wishes](auto clock, auto even, auto odd) {
               clock->attach();
               clock->wish(wishes);
               if (clock->wantsRebuild()) {
                   clock->beginRebuild();
                   rebuild(session, *clock, even, odd);
               }
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

boc::Cown<Snapshot> Engine::snapshot(const Session &session)
{
    // Without the clock. A behavior takes its places in all queues in one step, so this one comes
    // somewhere between two of those that a step consists of: the state that this step reads is
    // complete, and what would overwrite it comes later.
    const Engine &engine = *session.engine;
    return session.runtime->when(boc::read(engine.sorted(0)), boc::read(engine.sorted(1)))
        << [](auto even, auto odd) {
               return snapshotOf(pointersTo<const SortedBand>(even),
                                 pointersTo<const SortedBand>(odd));
           };
}

void Engine::proceed(const SessionPtr &session, Clock &clock)
{
    if (session->engine->m_abandoned.load(std::memory_order_relaxed))
        return;
    if (clock.wantsRebuild()) {
        clock.beginRebuild();
        scheduleRebuild(session);
    }
    while (clock.wantsStep())
        issueStep(session, clock, clock.beginStep());
    if (clock.isIdle())
        serveFrame(session, clock);
}

void Engine::serveFrame(const SessionPtr &session, Clock &clock)
{
    if (session->sink && clock.wantsFrame()) {
        clock.beginFrame();
        issueFrame(session, clock);
    }
}

void Engine::scheduleRebuild(const SessionPtr &session)
{
    const Engine &engine = *session->engine;
    boc::when(engine.m_clock, engine.sorted(0), engine.sorted(1))
        << [session](auto clock, auto even, auto odd) {
               rebuild(session, *clock, even, odd);
               proceed(session, *clock);
           };
}

void Engine::rebuild(const SessionPtr &session, Clock &clock, SortedSpan even, SortedSpan odd)
{
    const std::vector<SortedBand *> bands[2] = {pointersTo<SortedBand>(even),
                                                pointersTo<SortedBand>(odd)};
    FlockState state;
    if (!clock.startsAnew()) {
        std::vector<const SortedBand *> all(bands[0].begin(), bands[0].end());
        all.insert(all.end(), bands[1].begin(), bands[1].end());
        state = collect(all, clock.boids());
    }
    const Options &target = clock.target();
    setCount(state, target.boids, target.parameters, target.seed);
    const std::uint64_t step = clock.stepOfRebuild();
    const Geometry geometry = clock.targetGeometry();
    distribute(state, geometry, step, bands[step % 2]);
    clear(geometry, bands[(step + 1) % 2]);
    clock.rebuilt();
    session->engine->publish(clock);
}

void Engine::issueStep(const SessionPtr &session, const Clock &clock, std::uint64_t step)
{
    Engine &engine = *session->engine;
    const StepRules rules(clock.parameters());
    const std::size_t bands = clock.geometry().bands;
    for (std::size_t band = 0; band < bands; ++band)
        engine.issueMove(rules, step, band, bands);
    for (std::size_t band = 0; band < bands; ++band)
        engine.issueGather(step, band, bands);

    boc::when(engine.m_clock, boc::read(engine.sorted(step).first(bands)))
        << [session](auto stepped, auto) {
               Engine &own = *session->engine;
               stepped->completeStep();
               own.m_boidUpdates.fetch_add(stepped->boids(), std::memory_order_relaxed);
               own.m_stepsDone.fetch_add(1, std::memory_order_relaxed);
               serveFrame(session, *stepped);
               proceed(session, *stepped);
           };
}

void Engine::issueMove(const StepRules &rules, std::uint64_t step, std::size_t band,
                       std::size_t bands)
{
    const Neighborhood near(band, bands);
    boc::when(m_moved[band], boc::read(sorted(step - 1).subspan(near.first, near.count)))
        << [rules, own = near.own](auto moved, auto before) {
               const auto worker = static_cast<std::uint32_t>(boc::currentWorker());
               moveBand(Pointers<SortedBand>(before), own, rules, worker, *moved);
           };
}

void Engine::issueGather(std::uint64_t step, std::size_t band, std::size_t bands)
{
    const Neighborhood near(band, bands);
    const std::span<const boc::Cown<MovedBand>> moved = m_moved;
    boc::when(sorted(step)[band], boc::read(moved.subspan(near.first, near.count)))
        << [step](auto after, auto arriving) {
               gatherBand(Pointers<MovedBand>(arriving), step, *after);
           };
}

void Engine::issueFrame(const SessionPtr &session, const Clock &clock)
{
    const Engine &engine = *session->engine;
    auto frame = std::make_shared<Frame>();
    frame->step = clock.completed();
    frame->parameters = clock.parameters();
    frame->boids.resize(clock.boids());
    boc::when(boc::read(engine.sorted(frame->step).first(clock.geometry().bands)))
        << [session, frame = std::move(frame)](auto bands) {
               for (const auto &band : bands)
                   pack(*band, *frame);
               boc::when(*session->sink) << [session, frame](auto sink) {
                   boc::when(session->engine->m_clock) << [session](auto shown) {
                       shown->completeFrame();
                       proceed(session, *shown);
                   };
                   (*sink)->showFrame(frame);
               };
           };
}

void Engine::publish(const Clock &clock) noexcept
{
    m_boids.store(clock.boids(), std::memory_order_relaxed);
    m_bands.store(clock.geometry().bands, std::memory_order_relaxed);
}

} // namespace cownscope::boids
