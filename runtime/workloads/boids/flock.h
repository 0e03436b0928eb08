// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/flock_commands.h"
#include "workloads/boids/frame.h"
#include "workloads/boids/parameters.h"
#include "workloads/boids/partition.h"
#include "workloads/boids/snapshot.h"
#include "workloads/boids/work_done.h"

#include <boc/boc.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cownscope::boids {

class BandScheduler;
struct FlockCowns;

/// A flock whose steps are computed by behaviors. The world is cut into bands; a behavior for each
/// band reads its neighbors as they were before the step and writes the band's next state, so that
/// nothing but the cowns orders the work: bands that have all they need run ahead of others.
///
/// The same options give the same flock, bit for bit, whatever the number of workers and bands:
/// as long as it stays in one runtime and nothing is wished but steps. What rebuilds the bands (a
/// runtime with another number of workers, boids that come or go, a wider visual range) orders the
/// boids of a cell anew, and their sums are rounded otherwise from there on.
///
/// Used from one thread, the main thread of the runtimes it is attached to; every call returns at
/// once, since all it does is to schedule. Calls that name any thread in their comment can be made
/// on any. Without a runtime, wishes are kept until attach().
///
/// Survives a change of runtime: pause(), let nothing be in flight, attach the next. A runtime that
/// was stopped in the middle may be left too: no boid is lost, but as bands may have been one or
/// two steps apart the flock is then not the one that it would have been.
class Flock
{
public:
    /// Throws std::invalid_argument with the sentence of validate.
    explicit Flock(const Options &options, const Tuning &tuning = {});
    /// Issues nothing more; behaviors in flight end by themselves.
    ~Flock();
    Flock(const Flock &) = delete;
    Flock &operator=(const Flock &) = delete;

    /// Goes on in this runtime, which must outlive the attachment. Frames go to the sink, if any,
    /// as many at a time as it has credits; none after the flock's end. Throws boc::StoppedError if
    /// the runtime is stopping.
    void attach(boc::Runtime &runtime, std::optional<boc::PinnedCown<FrameSink *>> sink = {},
                const FrameCredits &credits = FrameCredits());
    /// Forgets the runtime, in which nothing of this flock may be in flight any more.
    void detach();
    bool isAttached() const { return m_scheduler != nullptr; }

    /// Allows so many more steps.
    void advance(std::uint64_t steps);
    /// True: steps follow one another as fast as the workers can, at most two in flight.
    void setFreeRunning(bool on);
    /// Issues no new step, whether free running or allowed; those in flight are finished.
    void pause();
    /// Where a step in flight takes long, its bodies wait where they are, until anything but a
    /// frame is wished or there is another runtime. Nothing completes meanwhile, frames included.
    /// After pause(): it is then quiet within a part of a second, whatever runs.
    void hold();
    /// What is held goes on.
    void release();

    /// Shows the next step that is completed, or the present state if none is coming: in one pinned
    /// behavior. Requests that come before a frame is begun count as one. A frame is begun while
    /// there is a credit for it; one that is lost, since there was no memory for it, is begun again
    /// with the next step or wish. Nothing without a sink.
    void requestFrame();
    /// Whether a frame is wanted that has not been begun.
    bool isFrameWanted() const;
    /// A credit may have been given back: a frame that is wanted is begun, even if no step comes.
    void resumeFrames();

    /// Take effect at the next boundary of steps; throw std::invalid_argument as the constructor.
    void setParameters(const Parameters &parameters);
    /// Likewise. Cheap: a pointer may drag an influence along.
    void setInfluences(std::vector<Influence> influences);
    void setSecondSpecies(const std::optional<SecondSpecies> &species);
    /// Present boids stay: new ones get the next ids and their initial state, the highest ids go.
    /// With a disk, new ones begin at positions within it, evenly spread. Throws likewise.
    void setBoids(std::uint32_t boids, const std::optional<Disk> &birthplace = {});
    /// Begins anew, at step 0.
    void reset(const Options &options);

    /// Nothing, or why the flock stands still although it was told to step or to change: one
    /// sentence. That is a lack of memory, at present. Nothing is lost: with the next call that
    /// tells it something, whatever that is, it goes on where it was. Main thread.
    std::optional<std::string> problem() const;

    /// Completed since construction, resets or not; any thread.
    std::uint64_t stepsDone() const;
    /// Boids times steps, likewise; any thread.
    std::uint64_t boidUpdates() const;
    /// Boids and bands now, after the changes that have taken effect; any thread.
    std::uint32_t boids() const;
    std::size_t parts() const;
    /// Likewise; any thread.
    WorkDone workDone() const;

    /// The whole flock after the newest step boundary among what is scheduled by now; exact when
    /// nothing is in flight. Throws std::logic_error without a runtime, boc::StoppedError if that
    /// is stopping.
    boc::Cown<Snapshot> snapshot();

private:
    void setTarget(Options options);
    void sendCommands(); // and what is held goes on
    void postCommands(); // what is held stays so

    std::shared_ptr<FlockCowns> m_cowns;
    std::shared_ptr<const BandScheduler> m_scheduler; // while attached
    FlockCommands m_commands;
    std::uint64_t m_spawns = 0; // so far
    bool m_isUnsent = false;    // there was no memory to send the newest commands
};

} // namespace cownscope::boids
