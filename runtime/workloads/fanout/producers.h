// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/fanout/frame.h"
#include "workloads/fanout/options.h"

#include <boc/boc.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cownscope::fanout {

/// The fan-out for somebody who watches: producers that make steps for as long as they are wanted,
/// whatever producerSteps says. So that children do not pile up, a producer's step also takes the
/// cowns of the children of its step before: it waits until they are done.
///
/// Used from one thread, the main thread of the runtimes it is attached to; every call returns at
/// once. Without a runtime, start() is kept until attach().
///
/// A pause takes effect within a product, however long a child is: what is in flight then ends at
/// once, and a child that was in the middle goes on there, when it may.
///
/// Survives a change of runtime: pause(), let nothing be in flight, attach the next. Children that
/// a stopped runtime gave up are lost, and their producers go on.
class Producers
{
public:
    /// Throws std::invalid_argument with the sentence of validate.
    explicit Producers(const Options &derivedOptions);
    /// They stop as with pause().
    ~Producers();
    Producers(const Producers &) = delete;
    Producers &operator=(const Producers &) = delete;

    /// Goes on in this runtime, which must outlive the attachment. Frames go to the sink, if any,
    /// as many at a time as it has credits.
    void attach(boc::Runtime &runtime, std::optional<boc::PinnedCown<FrameSink *>> sink = {},
                const FrameCredits &credits = FrameCredits());
    /// Forgets the runtime, in which nothing of this workload may be in flight any more.
    void detach();

    /// Every producer goes on until pause().
    void start();
    /// Producers and children stop where they are; what advance() has asked for and is not done is
    /// dropped.
    void pause();
    /// Every producer makes so many steps; nothing without a runtime or while they run.
    void advance(std::uint64_t steps);

    /// Shows the present state, in one pinned behavior, while there is a credit for it; what is
    /// requested without one is shown together when the next frame has been. One that cannot be
    /// made, for want of memory, is lost: others can be requested. Nothing without a sink.
    void requestFrame();
    /// Whether a frame is wanted that has not been begun.
    bool isFrameWanted() const;
    /// A credit may have been given back: a frame that is wanted is begun.
    void resumeFrames();

    /// Nothing, or why some producers stand although they were not paused: one sentence. That is a
    /// lack of memory. They go on with the next start() or advance(). Any thread. A child without
    /// memory is lost, which goes to the runtime's unhandledException.
    std::optional<std::string> problem() const;

    // Of all producers, so far; any thread.

    std::uint64_t steps() const;
    std::uint64_t children() const; ///< that are done
    std::uint64_t stolen() const;   ///< of them, by another worker than the one that scheduled them

    const Options &options() const;

private:
    struct Attachment;
    template <class Command>
    void tellEachProducer(Command command);
    void resumeChildren();

    std::shared_ptr<struct ProducersState> m_state;
    std::vector<boc::Cown<class LiveProducer>> m_producers;
    std::unique_ptr<Attachment> m_attachment;
    bool m_running = false;
};

} // namespace cownscope::fanout
