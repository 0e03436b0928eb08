// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/rings/chain.h"
#include "workloads/rings/frame.h"
#include "workloads/rings/options.h"

#include <boc/boc.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace cownscope::rings {

/// Chains that walk rings of matrix cowns, each step a behavior that schedules the next one.
///
/// Used from one thread, the main thread of the runtimes it is attached to; every call returns at
/// once. Without a runtime, start() is kept until attach().
///
/// A pause takes effect within a product, however long a step is: what is in flight then ends at
/// once, and a chain that was in the middle of a step goes on there, when it may.
///
/// Survives a change of runtime: pause(), let nothing be in flight, attach the next. Steps that a
/// stopped runtime gave up are not counted, and their chains go on from where they are.
class ChainRings
{
public:
    /// Throws std::invalid_argument with the sentence of validate. The matrices are made by the
    /// first runtime, before anything else there.
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
    bool isAttached() const { return m_session != nullptr; }

    /// Every chain goes on until pause().
    void start();
    /// Chains stop where they are; what advance() has asked for and is not done is dropped.
    void pause();
    /// Every chain makes so many steps; nothing without a runtime or while they run.
    void advance(std::uint64_t steps);
    void stepOnce() { advance(1); }
    bool isRunning() const { return m_running; }

    /// Shows the present state, in one pinned behavior, while there is a credit for it; what is
    /// requested without one is shown together when the next frame has been. One that cannot be
    /// made, for want of memory, is lost: others can be requested. Nothing without a sink.
    void requestFrame();
    /// Whether a frame is wanted that has not been begun.
    bool isFrameWanted() const;
    /// A credit may have been given back: a frame that is wanted is begun.
    void resumeFrames();

    /// Steps so far, of all chains; any thread.
    std::uint64_t completed() const;
    std::uint32_t chains() const;
    const Options &options() const;
    /// The cown of a slot, for tests and tools.
    const boc::Cown<Matrix> &slot(std::uint32_t ring, std::uint32_t index) const;

private:
    struct Session;
    template <class Action>
    void forEachChain(Action action);
    std::uint64_t pauses() const;
    void makeMatrices(boc::Runtime &runtime);
    static void sendFrame(const std::shared_ptr<Session> &session);

    std::shared_ptr<Workload> m_workload;
    std::vector<boc::Cown<Chain>> m_chains;
    std::shared_ptr<Session> m_session;
    bool m_running = false;
};

} // namespace cownscope::rings
