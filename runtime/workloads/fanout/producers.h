// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/fanout/frame.h"
#include "workloads/fanout/options.h"

#include <boc/boc.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace cownscope::fanout {

/// The fan-out for live display: producers that make steps until they are paused, regardless of
/// producerSteps. A producer's step also acquires the cowns of the children of its previous step,
/// and so waits until they are done. This limits the number of children in flight.
///
/// Used from one thread, the main thread of the runtimes it is attached to; every call returns at
/// once. Without a runtime, start() is remembered until attach().
///
/// A pause takes effect within a product, however long a child is: everything in flight ends at
/// once, and interrupted children continue later where they stopped.
///
/// Survives a change of runtime: pause(), wait until nothing is in flight, attach the next.
/// Children that a stopped runtime discarded are lost; their producers continue.
class Producers
{
public:
    /// Throws std::invalid_argument with the text of validate().
    explicit Producers(const Options &derivedOptions);
    /// Stops the producers as pause() does.
    ~Producers();
    Producers(const Producers &) = delete;
    Producers &operator=(const Producers &) = delete;

    /// Continues in this runtime, which must outlive the attachment. Frames go to the sink, if any,
    /// limited by its credits.
    void attach(boc::Runtime &runtime, std::optional<boc::PinnedCown<FrameSink *>> sink = {},
                const FrameCredits &credits = FrameCredits());
    /// Detaches from the runtime. Nothing of this workload may be in flight in it.
    void detach();

    /// Every producer makes steps until pause().
    void start();
    /// Producers and children stop at once; pending steps from advance() are dropped.
    void pause();
    /// Every producer makes this number of steps; no effect without a runtime or while they run.
    void advance(std::uint64_t steps);

    /// Shows the current state in one pinned behavior, if there is a credit. Requests without a
    /// credit are served together by the next frame. A frame that cannot be made for lack of memory
    /// is lost; others can be requested. No effect without a sink.
    void requestFrame();
    /// True if a requested frame has not been begun.
    bool isFrameWanted() const;
    /// To be called when a credit may have been given back: begins a requested frame.
    void resumeFrames();

    /// Fails while producers have stopped for lack of memory. They continue
    /// with the next start() or advance(). Any thread. A child that fails to allocate is lost, and
    /// its exception goes to the runtime's unhandledException.
    Outcome status() const;

    // Totals of all producers so far; any thread.

    std::uint64_t steps() const;
    std::uint64_t children() const; ///< completed children
    std::uint64_t stolen() const; ///< completed by another worker than the one that scheduled them

    const Options &options() const;

private:
    struct Attachment;
    template <class Command>
    void sendToProducers(Command command);
    void resumeChildren();

    std::shared_ptr<struct ProducersState> m_state;
    std::vector<boc::Cown<class LiveProducer>> m_producers;
    std::unique_ptr<Attachment> m_attachment;
    bool m_running = false;
};

} // namespace cownscope::fanout
