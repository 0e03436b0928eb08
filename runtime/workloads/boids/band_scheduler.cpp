// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/band_scheduler.h"

#include "workloads/boids/band_step.h"
#include "workloads/boids/initial_state.h"
#include "workloads/boids/redistribution.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <new>
#include <utility>

namespace cownscope::boids {

namespace {

// A lane too few and a worker waits for another's band; a lane too many is memory for nothing.
constexpr std::size_t slotsPerWorker = 4;
constexpr std::size_t leastSlots = 4;

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
class BandScheduler::PendingFrame
{
public:
    PendingFrame(const std::shared_ptr<BandScheduler> &scheduler, FrameCredit credit) noexcept
        : m_scheduler(scheduler)
        , m_credit(std::move(credit))
    { }
    PendingFrame(PendingFrame &&) noexcept = default;
    PendingFrame &operator=(PendingFrame &&) = delete;
    ~PendingFrame()
    {
        if (m_scheduler)
            m_scheduler->m_frameRequest.want(0);
    }

    /// The frame has arrived, to which the credit belongs from here on.
    FrameCredit end() noexcept
    {
        m_scheduler.reset();
        return std::move(m_credit);
    }

private:
    std::shared_ptr<BandScheduler> m_scheduler;
    FrameCredit m_credit;
};

BandScheduler::BandScheduler(const Options &options, const Tuning &tuning)
    : m_kernel(tuning.kernel ? *tuning.kernel : fastestKernel())
    , m_planner(options, tuning)
    , m_boids(options.boids)
    , m_bands(bandCountFor(geometryFor(options.scene(), options.boids).rows, options.boids, tuning))
{
    for (std::uint32_t band = 0; band < bandLimit; ++band) {
        m_sorted.emplace_back();
        m_next.emplace_back();
        m_edges.emplace_back();
        m_costs[0].emplace_back();
        m_costs[1].emplace_back();
        m_frameParts.emplace_back();
        m_slots.emplace_back();
    }
}

WorkDone BandScheduler::workDone() const noexcept
{
    constexpr auto relaxed = std::memory_order_relaxed;
    return {m_forces.load(relaxed), m_sort.load(relaxed), m_frames.load(relaxed),
            m_pairs.load(relaxed), m_repartitions.load(relaxed)};
}

void BandScheduler::attach(const SessionPtr &session, const FlockCommands &commands)
{
    BandScheduler &scheduler = *session->scheduler;
    const auto workers = static_cast<std::uint32_t>(session->runtime->workers());
    session->runtime->when(scheduler.m_planner) << [session, commands, workers](auto planner) {
        planner->attach(workers);
        planner->receive(commands);
        proceed(session, *planner);
    };
}

void BandScheduler::receive(const SessionPtr &session, const FlockCommands &commands)
{
    session->runtime->when(session->scheduler->m_planner) << [session, commands](auto planner) {
        planner->receive(commands);
        proceed(session, *planner);
    };
}

boc::Cown<Snapshot> BandScheduler::snapshot(const SessionPtr &session)
{
    // Whoever holds the planner stands between two steps: what was issued is whole, and what comes
    // is behind this.
    boc::Promise<Snapshot> promise(*session->runtime);
    boc::Cown<Snapshot> result = promise.cown();
    session->runtime->when(session->scheduler->m_planner)
        << [session, promise = std::move(promise)](auto) mutable {
               const std::span<const boc::Cown<SortedBand>> sorted = session->scheduler->m_sorted;
               boc::when(boc::read(sorted)) // all, as a rebuild may be on its way
                   << [promise = std::move(promise)](auto bands) mutable {
                          promise.fulfill(snapshotOf(pointersTo<const SortedBand>(bands)));
                      };
           };
    return result;
}

void BandScheduler::proceed(const SessionPtr &session, StepPlanner &planner)
{
    if (session->scheduler->m_shutDown.load(std::memory_order_relaxed))
        return;
    if (planner.wantsRebuild()) {
        planner.beginRebuild();
        scheduleRebuild(session);
    } else if (planner.wantsRepartition()) {
        planner.beginRepartition();
        issueRepartition(session, planner);
    }
    while (planner.wantsStep())
        issueStep(session, planner, planner.beginStep());
    if (planner.isIdle())
        serveFrame(session, planner);
}

void BandScheduler::scheduleRebuild(const SessionPtr &session)
{
    const BandScheduler &scheduler = *session->scheduler;
    boc::when(scheduler.m_planner, std::span(scheduler.m_sorted), std::span(scheduler.m_next),
              std::span(scheduler.m_edges))
        <<
        [session](auto planner, auto sorted, auto next, auto edges) {
            session->scheduler->rebuild(*planner, pointersTo<SortedBand>(sorted),
                                        pointersTo<SortedBand>(next), pointersTo<BandEdges>(edges));
            proceed(session, *planner);
        };
}

void BandScheduler::rebuild(StepPlanner &planner, std::span<SortedBand *const> sorted,
                            std::span<SortedBand *const> next, std::span<BandEdges *const> edges)
{
    FlockState state;
    if (!planner.startsAnew()) {
        std::vector<const SortedBand *> bands(sorted.begin(), sorted.end());
        bands.insert(bands.end(), next.begin(), next.end());
        const std::vector<const BandEdges *> arrivals(edges.begin(), edges.end());
        state = gather(bands, arrivals, planner.boids());
    }
    const Options &target = planner.target();
    for (const Spawn &spawn : planner.spawns()) {
        if (spawn.number <= planner.spawned())
            continue;
        setCount(state, spawn.first, target.parameters, target.seed);
        setCount(state, spawn.end, target.parameters, target.seed, spawn.place);
    }
    setCount(state, target.boids, target.parameters, target.seed);
    for (const auto &bands : {sorted, next})
        std::ranges::for_each(bands, [](SortedBand *band) { *band = {}; });
    std::ranges::for_each(edges, [](BandEdges *edges) { *edges = {}; });
    planner.rebuilt(scatter(state, planner.targetGeometry(), planner.stepOfRebuild(), m_memory,
                            sorted.first(planner.targetBands())));
    m_spawnsDone.store(planner.spawned(), std::memory_order_relaxed);
    m_boids.store(planner.boids(), std::memory_order_relaxed);
    m_bands.store(planner.partition().bands(), std::memory_order_relaxed);
}

void BandScheduler::issueRepartition(const SessionPtr &session, const StepPlanner &planner)
{
    BandScheduler &scheduler = *session->scheduler;
    const std::span<const boc::Cown<SortedBand>> sorted = scheduler.m_sorted;
    const Partition &from = planner.partition();
    const Partition &to = planner.nextPartition();
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
        boc::when(scheduler.m_next[band], boc::read(sorted.subspan(begin, end - begin)))
            << [session, firstRow, endRow](auto next, auto sources) {
                   copyRows(pointersTo<const SortedBand>(sources), firstRow, endRow,
                            session->scheduler->m_memory, *next);
               };
    }
    for (std::size_t band = 0; band < bands; ++band) {
        boc::when(scheduler.m_sorted[band], scheduler.m_next[band]) << [](auto own, auto next) {
            std::swap(*own, *next);
            *next = {};
        };
    }
    boc::when(scheduler.m_planner, boc::read(sorted.first(bands))) << [session](auto done, auto) {
        done->completeRepartition();
        session->scheduler->m_repartitions.fetch_add(1, std::memory_order_relaxed);
        proceed(session, *done);
    };
}

void BandScheduler::issueStep(const SessionPtr &session, const StepPlanner &planner,
                              std::uint64_t step)
{
    BandScheduler &scheduler = *session->scheduler;
    const auto rules = std::make_shared<const StepRules>(planner.scene());
    const std::size_t bands = planner.partition().bands();
    const std::size_t slots = std::clamp<std::size_t>(slotsPerWorker * session->runtime->workers(),
                                                      leastSlots, bandLimit);
    for (std::size_t band = 0; band <= bands; ++band) {
        if (band < bands)
            scheduler.issueAdvance(rules, band, bands, slots);
        if (band > 0)
            scheduler.issueFinish(step, band - 1, bands, slots);
    }
    const std::span<const boc::Cown<BandCost>> costs = scheduler.m_costs[step % 2];
    boc::when(scheduler.m_planner, boc::read(costs.first(bands)))
        << [session](auto stepped, auto finished) {
               completeStep(session, *stepped, pointersTo<const BandCost>(finished));
           };
}

void BandScheduler::issueAdvance(const std::shared_ptr<const StepRules> &rules, std::size_t band,
                                 std::size_t bands, std::size_t slots)
{
    const Neighborhood near(band, bands);
    const std::span<const boc::Cown<SortedBand>> sorted = m_sorted;
    boc::when(m_slots[band % slots], m_next[band], m_edges[band],
              boc::read(sorted.subspan(near.first, near.count)))
        << [memory = m_memory, gate = m_pauseGate, &kernel = m_kernel, rules,
            near](auto, auto next, auto edges, auto before) {
               const auto [above, own, below] = near.around(before);
               const auto worker = static_cast<std::uint32_t>(boc::currentWorker());
               advanceBand({above, own, below}, *rules, kernel, worker, memory, *next, *edges,
                           [&gate](std::uint64_t pairs) { return gate.mayContinue(pairs); });
           };
}

void BandScheduler::issueFinish(std::uint64_t step, std::size_t band, std::size_t bands,
                                std::size_t slots)
{
    const Neighborhood near(band, bands);
    const std::span<const boc::Cown<BandEdges>> edges = m_edges;
    boc::when(m_slots[band % slots], m_sorted[band], m_next[band], m_costs[step % 2][band],
              boc::read(edges.subspan(near.first, near.count)))
        << [near](auto, auto sorted, auto next, auto cost, auto arriving) {
               const auto [above, own, below] = near.around(arriving);
               finishBand({above, own, below}, *next);
               std::swap(*sorted, *next);
               *cost = sorted->cost;
               next->step = noStep;
               next->boids.reset();
           };
}

void BandScheduler::completeStep(const SessionPtr &session, StepPlanner &planner,
                                 std::span<const BandCost *const> bands)
{
    constexpr auto relaxed = std::memory_order_relaxed;
    BandScheduler &scheduler = *session->scheduler;
    std::vector<std::uint64_t> load;
    StepTimes times;
    std::uint64_t pairs = 0;
    for (const BandCost *band : bands) {
        load.insert(load.end(), band->load.begin(), band->load.end());
        times += band->times;
        pairs += band->pairs;
    }
    planner.completeStep(load);
    scheduler.m_forces.fetch_add(times.forces, relaxed);
    scheduler.m_sort.fetch_add(times.sort, relaxed);
    scheduler.m_pairs.fetch_add(pairs, relaxed);
    scheduler.m_boidUpdates.fetch_add(planner.boids(), relaxed);
    scheduler.m_stepsDone.fetch_add(1, relaxed);
    serveFrame(session, planner);
    proceed(session, planner);
}

void BandScheduler::serveFrame(const SessionPtr &session, StepPlanner &planner)
{
    BandScheduler &scheduler = *session->scheduler;
    if (!session->outlet || !planner.canShow()
        || !scheduler.m_frameRequest.isDue(planner.commandNumber())
        || scheduler.m_shutDown.load(std::memory_order_relaxed))
        return;
    std::optional<FrameCredit> credit = session->outlet->credits.spend();
    if (!credit)
        return; // the sink asks anew when it has room
    scheduler.m_frameRequest.serve(planner.commandNumber());
    try {
        issueFrame(session, planner, PendingFrame(session->scheduler, std::move(*credit)));
    } catch (const std::bad_alloc &) {
        // The steps go on; one of them finds the memory for it.
    }
}

void BandScheduler::issueFrame(const SessionPtr &session, const StepPlanner &planner,
                               PendingFrame turn)
{
    // Band by band, so that none waits for the others: whoever holds the planner stands between two
    // steps, and what is issued here sees the flock after the steps that are in flight.
    BandScheduler &scheduler = *session->scheduler;
    const std::size_t bands = planner.partition().bands();
    for (std::size_t band = 0; band < bands; ++band) {
        boc::when(scheduler.m_frameParts[band], boc::read(scheduler.m_sorted[band]))
            << [](auto part, auto sorted) {
                   const Geometry &geometry = sorted->geometry;
                   *part = {sorted->boids, geometry.topOf(sorted->firstRow),
                            geometry.topOf(sorted->endRow), sorted->worker,
                            sorted->cost.times.forces + sorted->cost.times.sort};
               };
    }
    auto frame = std::make_shared<Frame>();
    frame->step = planner.completed() + planner.inFlight();
    frame->scene = planner.scene();
    frame->boids = planner.boids();
    boc::when(std::span(scheduler.m_frameParts).first(bands))
        << [session, frame = std::move(frame), turn = std::move(turn)](auto parts) mutable {
               const auto begin = std::chrono::steady_clock::now();
               for (const auto &part : parts)
                   frame->parts.push_back(std::exchange(*part, {}));
               showFrame(session, std::move(frame), std::move(turn));
               const std::chrono::nanoseconds taken = std::chrono::steady_clock::now() - begin;
               session->scheduler->m_frames.fetch_add(static_cast<std::uint64_t>(taken.count()),
                                                      std::memory_order_relaxed);
           };
}

void BandScheduler::showFrame(const SessionPtr &session, std::shared_ptr<const Frame> frame,
                              PendingFrame turn)
{
    boc::when(session->outlet->sink) << [session, frame = std::move(frame),
                                         turn = std::move(turn)](auto sink) mutable {
        BandScheduler &scheduler = *session->scheduler;
        FrameCredit credit = turn.end();
        if (scheduler.m_shutDown.load(std::memory_order_relaxed))
            return;
        (*sink)->takeFrame(std::move(frame), std::move(credit));
        if (!scheduler.m_frameRequest.isWanted())
            return;
        try {
            boc::when(scheduler.m_planner) << [session](auto shown) { proceed(session, *shown); };
        } catch (const boc::StoppedError &) {
            // The next attachment proceeds.
        } catch (const std::bad_alloc &) {
            // The next step or receive proceeds.
        }
    };
}

} // namespace cownscope::boids
