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

/// Chains that walk rings of matrix cowns. Each step is a behavior that schedules the next one.
///
/// Used from one thread, the main thread of the runtimes it is attached to; every call returns at
/// once. Without a runtime, start() is remembered until attach().
///
/// A pause takes effect within a product, however long a step is: everything in flight ends at
/// once. An interrupted step continues later where it stopped.
///
/// Survives a change of runtime: pause(), wait until nothing is in flight, attach the next. Steps
/// that a stopped runtime discarded are not counted; their chains continue where they are.
class ChainRings
{
public:
    /// Throws std::invalid_argument with the text of validate(). The matrices are made in the first
    /// runtime, before anything else.
    explicit ChainRings(const Options &derivedOptions);
    /// Stops the chains as pause() does.
    ~ChainRings();
    ChainRings(const ChainRings &) = delete;
    ChainRings &operator=(const ChainRings &) = delete;

    /// Continues in this runtime, which must outlive the attachment. Frames go to the sink, if any,
    /// limited by its credits.
    void attach(boc::Runtime &runtime, std::optional<boc::PinnedCown<FrameSink *>> sink = {},
                const FrameCredits &credits = FrameCredits());
    /// Detaches from the runtime. Nothing of this workload may be in flight in it.
    void detach();
    bool isAttached() const { return m_attachment != nullptr; }

    /// Every chain makes steps until pause(). Calling it again restarts chains that have stopped
    /// for lack of memory.
    void start();
    /// Chains stop at once; pending steps from advance() are dropped.
    void pause();
    /// Every chain makes this number of further steps; no effect without a runtime or while they
    /// run.
    void advance(std::uint64_t steps);
    void stepOnce() { advance(1); }
    bool isRunning() const { return m_running; }

    /// Fails while chains have stopped for lack of memory. Nothing is lost:
    /// they continue with the next start() or advance(). If there was no memory to send advance()
    /// to all chains, some make fewer steps.
    Outcome status() const;

    /// Shows the current state in one pinned behavior, if there is a credit. Requests without a
    /// credit are served together by the next frame. A frame that cannot be made for lack of memory
    /// is lost; others can be requested. No effect without a sink.
    void requestFrame();
    /// True if a requested frame has not been begun.
    bool isFrameWanted() const;
    /// To be called when a credit may have been given back: begins a requested frame.
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
    void sendToChains(Command command);
    void makeMatrices();
    void retryAfterFailure();

    std::shared_ptr<SharedState> m_shared;
    std::vector<boc::Cown<Chain>> m_chains;
    std::unique_ptr<Attachment> m_attachment;
    bool m_running = false;
};

} // namespace cownscope::rings
