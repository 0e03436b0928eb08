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
#include <vector>

namespace cownscope::boids {

class BandScheduler;
struct FlockCowns;

/// A flock whose steps are computed by behaviors. The world is divided into bands. For each band, a
/// behavior reads the band and its neighbors as they were before the step, and writes the band's
/// next state. So only the cowns order the work: a band that has all it needs can run ahead of
/// others.
///
/// The same options give the same flock, bit for bit, whatever the number of workers and bands, as
/// long as it stays in one runtime and only steps. A rebuild of the bands (for another number of
/// workers, added or removed boids, or another visual range) changes the order of boids within a
/// cell, so that sums are rounded differently from then on.
///
/// Used from one thread, the main thread of the runtimes it is attached to. Every call returns at
/// once, since it only schedules. Calls whose comment says "any thread" can be made on any thread.
/// Without a runtime, commands are kept until attach().
///
/// To change the runtime, call pause(), wait until nothing is in flight, and attach the flock to
/// the next one. The old runtime may also have been stopped in the middle of a step. Then no boid
/// is lost, but some may be one or two steps ahead, so that the flock differs from one that was not
/// stopped.
///
/// For a lack of memory in behaviors, see status(). Calls that cannot store their argument throw
/// std::bad_alloc and change nothing.
class Flock
{
public:
    /// Throws std::invalid_argument with the text of validate().
    explicit Flock(const Options &options, const Tuning &tuning = {});
    /// Stops scheduling; behaviors in flight end on their own.
    ~Flock();
    Flock(const Flock &) = delete;
    Flock &operator=(const Flock &) = delete;

    /// Continues in this runtime, which must outlive the attachment. Frames go to the sink, if any,
    /// limited by its credits; none after the flock is destroyed. Throws boc::StoppedError if the
    /// runtime is stopping; then the flock is detached.
    void attach(boc::Runtime &runtime, std::optional<boc::PinnedCown<FrameSink *>> sink = {},
                const FrameCredits &credits = FrameCredits());
    /// Detaches from the runtime. Nothing of this flock may be in flight in it.
    void detach();
    bool isAttached() const { return m_scheduler != nullptr; }

    /// Allows this number of further steps.
    void advance(std::uint64_t steps);
    /// If on, steps run as fast as the workers can, with at most two in flight.
    void setFreeRunning(bool on);
    /// No further step begins, even if it was allowed before. Steps in flight still complete.
    void pause();
    /// Interrupts the bodies of a long step. They wait until release(), until the next call that
    /// changes something, or until the flock gets another runtime. Until then neither steps nor
    /// frames complete. After pause() and hold(), all computation stops within a fraction of a
    /// second, even if steps take longer.
    void hold();
    /// Lets interrupted bodies continue.
    void release();

    /// Requests a frame: of the next step that completes, or of the current state if no step is
    /// coming. One pinned behavior passes it to the sink. A frame is begun when there is a credit
    /// for it; all requests before that count as one. A frame that is lost for lack of memory
    /// is begun again with the next step or command. Does nothing without a sink.
    void requestFrame();
    /// True if a frame is requested and not yet begun.
    bool isFrameWanted() const;
    /// To be called when a credit may have been returned. Begins a requested frame, even if no step
    /// follows.
    void resumeFrames();

    /// Takes effect between two steps. Throws std::invalid_argument like the constructor.
    void setParameters(const Parameters &parameters);
    /// Likewise. Cheap: an influence may follow the mouse.
    void setInfluences(std::vector<Influence> influences);
    /// Likewise.
    void setSecondSpecies(const std::optional<SecondSpecies> &species);
    /// Likewise. Present boids stay: added ones get the next ids and their initial state; boids
    /// with the highest ids are removed first. With a disk, added boids start within it, evenly
    /// spread.
    void setBoids(std::uint32_t boids, const std::optional<Disk> &birthplace = {});
    /// Starts over at step 0. Throws likewise.
    void reset(const Options &options);

    /// Fails while the flock should advance and does not; the only reason is a lack of memory.
    /// Nothing is lost: with the next command (any call above except hold() and release()) the
    /// flock continues where it stopped, with the same result as without the failure. A failure on
    /// the main thread is visible here at once, one on a worker shortly after.
    Outcome status() const;

    /// Steps completed since construction, across resets; any thread.
    std::uint64_t stepsDone() const;
    /// Boids times steps, likewise; any thread.
    std::uint64_t boidUpdates() const;
    /// Boids and bands now, after the changes that have taken effect; any thread.
    std::uint32_t boids() const;
    std::size_t parts() const;
    /// Since construction; any thread.
    WorkDone workDone() const;

    /// The whole flock after the newest scheduled step; exact if nothing is in flight. Throws
    /// std::logic_error without a runtime, boc::StoppedError if the runtime is stopping. If a step
    /// has failed (see status()), the cown holds a std::runtime_error.
    boc::Cown<Snapshot> snapshot();

private:
    void setTarget(Options options);
    void sendCommands(); // releases held bodies
    void postCommands(); // does not release them

    std::shared_ptr<FlockCowns> m_cowns;
    std::shared_ptr<const BandScheduler> m_scheduler; // while attached
    FlockCommands m_commands;
    std::uint64_t m_spawns = 0; // so far
    bool m_isUnsent = false;    // the newest commands could not be sent, for lack of memory
};

} // namespace cownscope::boids
