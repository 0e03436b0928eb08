// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/band_scheduler.h"

#include "workloads/boids/band_step.h"
#include "workloads/boids/initial_state.h"
#include "workloads/boids/redistribution.h"

#include <algorithm>
#include <chrono>
#include <new>
#include <span>
#include <utility>
#include <vector>

namespace cownscope::boids {

namespace {

constexpr auto relaxed = std::memory_order_relaxed;

// With too few slots a worker waits for the band of another one; too many cost memory.
constexpr std::size_t slotsPerWorker = 4;
constexpr std::size_t leastSlots = 4;

template <class T>
using CownSpan = std::span<const boc::Cown<T>>;

/// The bands p − 1, p, p + 1, as far as they exist.
struct BandRange
{
    BandRange(std::size_t band, std::size_t bands) noexcept
        : first(band > 0 ? band - 1 : 0)
        , count(std::min(band + 2, bands) - first)
        , own(band - first)
    { }

    template <class T>
    CownSpan<T> of(const std::vector<boc::Cown<T>> &cowns) const
    {
        return CownSpan<T>(cowns).subspan(first, count);
    }

    /// The values of these cowns.
    template <class T>
    Neighborhood<T> valuesOf(boc::AcquiredSpan<const T> acquired) const
    {
        return {own > 0 ? &*acquired[own - 1] : nullptr, &*acquired[own],
                own + 1 < count ? &*acquired[own + 1] : nullptr};
    }

    std::size_t first;
    std::size_t count;
    std::size_t own;
};

template <class T>
std::vector<T *> pointersTo(boc::AcquiredSpan<T> acquired)
{
    std::vector<T *> pointers;
    pointers.reserve(acquired.size());
    for (const boc::Acquired<T> &value : acquired)
        pointers.push_back(&*value);
    return pointers;
}

/// True if all these bands, or edges of bands, have the state after this step.
template <class T>
bool areAll(boc::AcquiredSpan<T> acquired, std::uint64_t step)
{
    return std::ranges::all_of(acquired, [step](const auto &one) { return one->step == step; });
}

} // namespace

/// A frame on its way to the sink. If it is lost (by an exception, or because its runtime ends),
/// its credit is given back and the frame is requested again.
class BandScheduler::PendingFrame
{
public:
    PendingFrame(std::shared_ptr<FlockCowns> flock, FrameCredit credit) noexcept
        : m_flock(std::move(flock))
        , m_credit(std::move(credit))
    { }
    PendingFrame(PendingFrame &&) noexcept = default;
    PendingFrame &operator=(PendingFrame &&) = delete;
    ~PendingFrame()
    {
        if (m_flock)
            m_flock->frameRequest.want(0);
    }

    /// Called when the frame has arrived. The receiver of the frame gets the credit.
    FrameCredit arrive() noexcept
    {
        m_flock.reset();
        return std::move(m_credit);
    }

private:
    std::shared_ptr<FlockCowns> m_flock;
    FrameCredit m_credit;
};

BandScheduler::BandScheduler(std::shared_ptr<FlockCowns> flock, boc::Runtime &runtime,
                             std::optional<boc::PinnedCown<FrameSink *>> sink,
                             const FrameCredits &credits)
    : m_flock(std::move(flock))
    , m_runtime(runtime)
    , m_sink(std::move(sink))
    , m_credits(credits)
    , m_slots(std::clamp<std::size_t>(slotsPerWorker * runtime.workers(), leastSlots, bandLimit))
{ }

void BandScheduler::start(const FlockCommands &commands) const
{
    m_runtime.when(m_flock->planner)
        << [self = shared_from_this(), newest = commands](auto planner) mutable {
               planner->attach(self->m_runtime.workers());
               planner->receive(std::move(newest));
               self->scheduleNext(*planner);
           };
}

void BandScheduler::send(const FlockCommands &commands) const
{
    m_runtime.when(m_flock->planner)
        << [self = shared_from_this(), newest = commands](auto planner) mutable {
               planner->receive(std::move(newest));
               self->scheduleNext(*planner);
           };
}

void BandScheduler::scheduleNext(StepPlanner &planner) const
{
    using Action = StepPlanner::Action;
    if (m_flock->closed.load(relaxed))
        return;
    try {
        for (Action action = planner.next(); action != Action::Wait; action = planner.next()) {
            switch (action) {
            case Action::Step:
                scheduleStep(planner, planner.beginStep());
                break;
            case Action::Rebuild:
                planner.beginRebuild();
                scheduleRebuild();
                break;
            case Action::Repartition:
                planner.beginRepartition();
                scheduleRepartition(planner);
                break;
            case Action::Wait:
                break;
            }
        }
    } catch (const std::bad_alloc &) {
        planner.fail();
    }
    m_flock->counters.outOfMemory.store(planner.hasFailed(), relaxed);
    if (planner.isIdle())
        serveFrame(planner);
}

void BandScheduler::scheduleStep(const StepPlanner &planner, std::uint64_t step) const
{
    const auto rules = std::make_shared<const StepRules>(planner.scene());
    const std::size_t bands = planner.partition().bands();
    for (std::size_t band = 0; band <= bands; ++band) {
        if (band < bands)
            scheduleAdvance(step, rules, band, bands);
        if (band > 0)
            scheduleFinish(step, band - 1, bands);
    }
    const CownSpan<BandReport> reports = m_flock->reports[step % 2];
    boc::when(m_flock->planner, boc::read(reports.first(bands)))
        << [self = shared_from_this(), step](auto planned, auto reported) {
               self->endStep(*planned, step, reported);
           };
}

void BandScheduler::scheduleAdvance(std::uint64_t step, const Rules &rules, std::size_t band,
                                    std::size_t bands) const
{
    const BandRange near(band, bands);
    boc::when(m_flock->slots[band % m_slots], m_flock->next[band], m_flock->edges[band],
              boc::read(near.of(m_flock->sorted)))
        << [flock = m_flock, step, rules, near](auto, auto next, auto edges, auto sorted) {
               if (!areAll(sorted, step - 1))
                   return;
               const auto worker = static_cast<std::uint32_t>(boc::currentWorker());
               const auto mayContinue = [&gate = flock->pauseGate](std::uint64_t pairs) {
                   return gate.mayContinue(pairs);
               };
               try {
                   advanceBand(near.valuesOf<SortedBand>(sorted), *rules, flock->kernel, worker,
                               flock->memory, *next, *edges, mayContinue);
               } catch (const std::bad_alloc &) {
                   // The edges do not get the number of this step.
               }
           };
}

void BandScheduler::scheduleFinish(std::uint64_t step, std::size_t band, std::size_t bands) const
{
    const BandRange near(band, bands);
    boc::when(m_flock->slots[band % m_slots], m_flock->sorted[band], m_flock->next[band],
              m_flock->reports[step % 2][band], boc::read(near.of(m_flock->edges)))
        << [near, step](auto, auto sorted, auto next, auto report, auto edges) {
               if (sorted->step == step - 1 && areAll(edges, step)) {
                   try {
                       report->cost = next->cost;
                       finishBand(near.valuesOf<BandEdges>(edges), *next);
                       std::swap(*sorted, *next);
                       report->cost.times = sorted->cost.times;
                       next->step = noStep;
                       next->boids.reset();
                   } catch (const std::bad_alloc &) {
                       // The band keeps the previous step.
                   }
               }
               report->step = sorted->step;
           };
}

void BandScheduler::endStep(StepPlanner &planner, std::uint64_t step, Reports reports) const
{
    const auto hasStep = [step](const auto &report) { return report->step >= step; };
    if (std::ranges::all_of(reports, hasStep))
        completeStep(planner, reports);
    else
        planner.failStep(step);
    scheduleNext(planner);
}

void BandScheduler::completeStep(StepPlanner &planner, Reports reports) const
{
    StepTimes times;
    std::uint64_t pairs = 0;
    for (const auto &report : reports) {
        times += report->cost.times;
        pairs += report->cost.pairs;
    }
    planner.completeStep();
    FlockCounters &counters = m_flock->counters;
    counters.forces.fetch_add(times.forces, relaxed);
    counters.sort.fetch_add(times.sort, relaxed);
    counters.pairs.fetch_add(pairs, relaxed);
    counters.boidUpdates.fetch_add(planner.boids(), relaxed);
    counters.steps.fetch_add(1, relaxed);
    if (planner.isBalanceDue()) {
        try {
            std::vector<std::uint64_t> load;
            for (const auto &report : reports)
                load.insert(load.end(), report->cost.load.begin(), report->cost.load.end());
            planner.balance(load);
        } catch (const std::bad_alloc &) {
            // The partition stays.
        }
    }
    serveFrame(planner);
}

void BandScheduler::scheduleRebuild() const
{
    boc::when(m_flock->planner, std::span(m_flock->sorted), std::span(m_flock->next),
              std::span(m_flock->edges))
        << [self = shared_from_this()](auto planner, auto sorted, auto next, auto edges) {
               try {
                   self->rebuild(*planner, sorted, next, edges);
               } catch (const std::bad_alloc &) {
                   planner->fail(); // the bands are as they were
               }
               self->scheduleNext(*planner);
           };
}

void BandScheduler::rebuild(StepPlanner &planner, Bands<SortedBand> sorted, Bands<SortedBand> next,
                            Bands<BandEdges> edges) const
{
    FlockState state;
    if (!planner.startsOver()) {
        std::vector<const SortedBand *> bands;
        for (const auto &all : {sorted, next}) {
            for (const auto &band : all)
                bands.push_back(&*band);
        }
        std::vector<const BandEdges *> edgesOfBands;
        for (const auto &one : edges)
            edgesOfBands.push_back(&*one);
        state = gather(bands, edgesOfBands, planner.boids());
    }
    const Options &target = planner.target();
    for (const Spawn &spawn : planner.spawns()) {
        if (spawn.number <= planner.spawned())
            continue;
        setCount(state, spawn.first, target.parameters, target.seed);
        setCount(state, spawn.end, target.parameters, target.seed, spawn.place);
    }
    setCount(state, target.boids, target.parameters, target.seed);
    Distribution distribution = scatter(state, planner.targetGeometry(), planner.stepOfRebuild(),
                                        m_flock->memory, planner.targetBands());
    for (std::size_t band = 0; band < sorted.size(); ++band) {
        *sorted[band] =
            band < distribution.bands.size() ? std::move(distribution.bands[band]) : SortedBand{};
        *next[band] = {};
        *edges[band] = {};
    }
    m_flock->memory.releaseIdle();
    planner.completeRebuild(std::move(distribution.partition));
    FlockCounters &counters = m_flock->counters;
    counters.spawned.store(planner.spawned(), relaxed);
    counters.boids.store(planner.boids(), relaxed);
    counters.bands.store(planner.partition().bands(), relaxed);
}

void BandScheduler::scheduleRepartition(StepPlanner &planner) const
{
    const CownSpan<SortedBand> sorted = m_flock->sorted;
    const CownSpan<SortedBand> next = m_flock->next;
    const Partition &from = planner.partition();
    const Partition &to = planner.nextPartition();
    const std::size_t bands = to.bands();
    try {
        for (std::size_t band = 0; band < bands; ++band) {
            const std::uint32_t firstRow = to.firstRow[band];
            const std::uint32_t endRow = to.firstRow[band + 1];
            std::size_t begin = 0;
            while (from.firstRow[begin + 1] <= firstRow)
                ++begin;
            std::size_t end = begin + 1;
            while (from.firstRow[end] < endRow)
                ++end;
            boc::when(next[band], boc::read(sorted.subspan(begin, end - begin)))
                << [flock = m_flock, firstRow, endRow](auto copy, auto sources) {
                       try {
                           copyRows(pointersTo(sources), firstRow, endRow, flock->memory, *copy);
                       } catch (const std::bad_alloc &) {
                           // The copy has no step.
                       }
                   };
        }
        boc::when(m_flock->planner, sorted.first(bands), next.first(bands))
            << [self = shared_from_this()](auto planned, auto old, auto copies) {
                   self->endRepartition(*planned, old, copies);
                   self->scheduleNext(*planned);
               };
    } catch (const std::bad_alloc &) {
        planner.cancelRepartition();
    }
}

void BandScheduler::endRepartition(StepPlanner &planner, Bands<SortedBand> sorted,
                                   Bands<SortedBand> next) const
{
    const bool isCopied = areAll(next, planner.completed());
    for (std::size_t band = 0; band < next.size(); ++band) {
        if (isCopied)
            std::swap(*sorted[band], *next[band]);
        *next[band] = {};
    }
    if (!isCopied) {
        planner.cancelRepartition();
        return;
    }
    planner.completeRepartition();
    m_flock->memory.releaseIdle();
    m_flock->counters.repartitions.fetch_add(1, relaxed);
}

void BandScheduler::serveFrame(const StepPlanner &planner) const
{
    FrameRequest &request = m_flock->frameRequest;
    if (!m_sink || !planner.canShow() || !request.isDue(planner.commandNumber())
        || m_flock->closed.load(relaxed))
        return;
    std::optional<FrameCredit> credit = m_credits.spend();
    if (!credit)
        return; // the sink asks again when it has room
    request.serve(planner.commandNumber());
    try {
        scheduleFrame(planner, PendingFrame(m_flock, std::move(*credit)));
    } catch (const std::bad_alloc &) {
        // The frame is requested again; a later step may find the memory for it.
    }
}

void BandScheduler::scheduleFrame(const StepPlanner &planner, PendingFrame pending) const
{
    // Band by band, so that none waits for the others. Behaviors scheduled here see the flock after
    // the steps in flight, since the next step is not scheduled yet.
    const std::size_t bands = planner.partition().bands();
    for (std::size_t band = 0; band < bands; ++band) {
        boc::when(m_flock->frameParts[band], boc::read(m_flock->sorted[band]))
            << [](auto part, auto sorted) {
                   const Geometry &geometry = sorted->geometry;
                   *part = {sorted->step,
                            {BoidSpans(*sorted->boids), sorted->boids,
                             geometry.topOf(sorted->firstRow), geometry.topOf(sorted->endRow),
                             sorted->worker, sorted->cost.times.forces + sorted->cost.times.sort}};
               };
    }
    auto frame = std::make_shared<Frame>();
    frame->step = planner.completed() + planner.inFlight();
    frame->scene = planner.scene();
    frame->boids = planner.boids();
    frame->parts.reserve(bands);
    boc::when(std::span(m_flock->frameParts).first(bands))
        << [self = shared_from_this(), frame = std::move(frame),
            pending = std::move(pending)](auto parts) mutable {
               const auto begin = std::chrono::steady_clock::now();
               const bool isWhole = areAll(parts, frame->step); // or a step has failed meanwhile
               for (const auto &part : parts)
                   frame->parts.push_back(std::exchange(*part, {}).part);
               if (isWhole)
                   self->show(std::move(frame), std::move(pending));
               const std::chrono::nanoseconds taken = std::chrono::steady_clock::now() - begin;
               self->m_flock->counters.frames.fetch_add(static_cast<std::uint64_t>(taken.count()),
                                                        relaxed);
           };
}

void BandScheduler::show(std::shared_ptr<const Frame> frame, PendingFrame pending) const
{
    try {
        boc::when(*m_sink) << [self = shared_from_this(), frame = std::move(frame),
                               pending = std::move(pending)](auto sink) mutable {
            FrameCredit credit = pending.arrive();
            if (self->m_flock->closed.load(relaxed))
                return;
            (*sink)->takeFrame(std::move(frame), std::move(credit));
            self->serveNextFrame();
        };
    } catch (const std::bad_alloc &) {
        // Requested again.
    }
}

void BandScheduler::serveNextFrame() const
{
    if (!m_flock->frameRequest.isWanted())
        return;
    try {
        boc::when(m_flock->planner)
            << [self = shared_from_this()](auto planner) { self->scheduleNext(*planner); };
    } catch (const boc::StoppedError &) {
        // The frame is made in the next runtime.
    } catch (const std::bad_alloc &) {
        // The frame is made with the next step or command.
    }
}

boc::Cown<Snapshot> BandScheduler::snapshot() const
{
    // A behavior that holds the planner runs between two steps: steps scheduled later are not
    // included, steps scheduled before are. A rebuild may be in flight, so all bands are read.
    boc::Promise<Snapshot> promise(m_runtime);
    boc::Cown<Snapshot> result = promise.cown();
    m_runtime.when(m_flock->planner) << [flock = m_flock,
                                         promise = std::move(promise)](auto) mutable {
        boc::when(boc::read(flock->sorted)) << [promise = std::move(promise)](auto bands) mutable {
            try {
                promise.fulfill(snapshotOf(pointersTo(bands)));
            } catch (const std::exception &) {
                promise.fail(std::current_exception());
            }
        };
    };
    return result;
}

} // namespace cownscope::boids
