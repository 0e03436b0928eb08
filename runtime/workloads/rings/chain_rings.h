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
/// Survives a change of runtime: pause(), let nothing be in flight, attach the next. Steps that a
/// stopped runtime gave up are not counted, and their chains go on from where they are.
class ChainRings
{
public:
    /// Throws std::invalid_argument with the sentence of validate. Makes all matrices at once.
    explicit ChainRings(const Options &derivedOptions);
    /// Chains stop after the steps in flight.
    ~ChainRings();
    ChainRings(const ChainRings &) = delete;
    ChainRings &operator=(const ChainRings &) = delete;

    /// Goes on in this runtime, which must outlive the attachment. Frames go to the sink, if any.
    void attach(boc::Runtime &runtime, std::optional<boc::PinnedCown<FrameSink *>> sink = {});
    /// Forgets the runtime, in which nothing of this workload may be in flight any more.
    void detach();
    bool isAttached() const { return m_session != nullptr; }

    /// Every chain goes on until pause().
    void start();
    /// Chains stop after the steps in flight, one for each chain at most.
    void pause();
    /// Every chain makes one step; nothing without a runtime or while they run.
    void stepOnce();
    bool isRunning() const;

    /// Shows the present state, in one pinned behavior. One frame is in flight at most; requests
    /// that come meanwhile are served by one frame after it. Nothing without a sink.
    void requestFrame();

    /// Steps so far, of all chains; any thread.
    std::uint64_t completed() const;
    std::uint32_t chains() const;
    const Options &options() const;
    /// The cown of a slot, for tests and tools.
    const boc::Cown<Matrix> &slot(std::uint32_t ring, std::uint32_t index) const;

private:
    struct Session;
    void forEachChain(void (*action)(Chain::Handle));
    static void sendFrame(const std::shared_ptr<Session> &session);

    std::shared_ptr<Workload> m_workload;
    std::vector<boc::Cown<Chain>> m_chains;
    std::shared_ptr<Session> m_session;
};

} // namespace cownscope::rings
