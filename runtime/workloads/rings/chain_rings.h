// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/rings/chain.h"
#include "workloads/rings/frame.h"
#include "workloads/rings/options.h"

#include <boc/boc.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cownscope::rings {

/// Chains that walk rings of matrix cowns. Each step is a behavior that schedules the next one.
///
/// Used from one thread, the main thread of the runtimes it is attached to; every call returns at
/// once. Without a runtime, start() is remembered until attach().
///
/// A pause takes effect within a product, however long a step is: what is in flight ends at once. A
/// chain that was in the middle of a step goes on there later.
///
/// Survives a change of runtime: pause(), wait until nothing is in flight, attach the next. Steps
/// that a stopped runtime has given up are not counted, and their chains go on from where they are.
class ChainRings
{
public:
    /// Throws std::invalid_argument with the sentence of validate(). The first runtime makes the
    /// matrices, before anything else.
    explicit ChainRings(const Options &derivedOptions);
    /// Chains stop as with pause().
    ~ChainRings();
    ChainRings(const ChainRings &) = delete;
    ChainRings &operator=(const ChainRings &) = delete;

    /// Goes on in this runtime, which must outlive the attachment. Frames go to the sink, if any,
    /// as many at a time as it has credits.
    void attach(boc::Runtime &runtime, std::optional<boc::PinnedCown<FrameSink *>> sink = {},
                const FrameCredits &credits = FrameCredits());
    /// Forgets the runtime, in which nothing of this workload may be in flight any more.
    void detach();
    bool isAttached() const { return m_attachment != nullptr; }

    /// Every chain makes steps until pause(). Called again, chains that have stopped for want of
    /// memory go on.
    void start();
    /// Chains stop where they are; steps that advance() has asked for and that are not done are
    /// dropped.
    void pause();
    /// Every chain makes so many steps more; nothing without a runtime, or while they run.
    void advance(std::uint64_t steps);
    void stepOnce() { advance(1); }
    bool isRunning() const { return m_running; }

    /// Nothing, or why some chains stand still although they were told to go on: one sentence. That
    /// is a lack of memory, at present. Nothing is lost: the next start() or advance() lets them go
    /// on where they were. Where there was no memory to tell all chains to advance, some make fewer
    /// steps.
    std::optional<std::string> problem() const;

    /// Shows the present state, in one pinned behavior, while there is a credit for it. Requests
    /// that come while there is none are served together by the next frame. A frame for which there
    /// is no memory is lost: others can be requested. Does nothing without a sink.
    void requestFrame();
    /// Whether a frame is requested that has not been begun.
    bool isFrameWanted() const;
    /// To be called when a credit may have been given back: begins a frame that is requested.
    void resumeFrames();

    /// Steps so far, of all chains; any thread.
    std::uint64_t completed() const;
    std::uint32_t chains() const;
    const Options &options() const;
    /// The cown of a slot, for tests and tools.
    const boc::Cown<Matrix> &slot(std::uint32_t ring, std::uint32_t index) const;

private:
    struct Attachment;
    template <class Command>
    void tellEachChain(Command command);
    void makeMatrices();
    void tryAgain();

    std::shared_ptr<SharedState> m_shared;
    std::vector<boc::Cown<Chain>> m_chains;
    std::unique_ptr<Attachment> m_attachment;
    bool m_running = false;
};

} // namespace cownscope::rings
