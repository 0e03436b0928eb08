// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/cown_core.h>
#include <boc/detail/sync.h>

#include <cstdint>
#include <memory>

namespace boc {
class Runtime;
} // namespace boc

namespace boc::detail {

class MainLoop;
class PinnedHome;
class RuntimeContext;

/// A pinned cown as its home sees it.
class PinnedResident
{
public:
    PinnedResident(const PinnedResident &) = delete;
    PinnedResident &operator=(const PinnedResident &) = delete;

    /// Destroys the value, on the main thread.
    virtual void evict() noexcept = 0;
    /// Destroys the value if it is still there, and gives up the memory.
    virtual void dispose() noexcept = 0;

protected:
    PinnedResident() = default;
    virtual ~PinnedResident() = default;

private:
    friend class PinnedHome;
    PinnedResident *m_previous = nullptr;
    PinnedResident *m_next = nullptr;
    bool m_listed = false;
    bool m_evicting = false;  // its value is being destroyed by close
    bool m_abandoned = false; // its last handle went meanwhile
};

/// The pinned cowns of one runtime: sees to it that their values die on the main thread, whoever
/// drops the last handle and whenever. Outlives the runtime through the boxes that share it.
///
/// The lock is taken when a pinned cown is made or dies, never when behaviors are scheduled, and
/// never held while a value is destroyed: values may own handles to other pinned cowns, wait for
/// threads that do, or hold locks of their own.
class PinnedHome
{
public:
    PinnedHome(RuntimeContext &context, MainLoop &mainLoop);

    /// Which runtime this is, for the life of the process.
    std::uint64_t runtimeId() const noexcept { return m_runtimeId; }

    bool onMainThread() const noexcept { return currentThread() == m_mainThread; }

    /// Throws UsageError unless called on the main thread of a runtime that is alive.
    void requireMainThread();

    void add(PinnedResident &resident);

    /// The last handle is gone: frees the resident here if this is the main thread, otherwise has
    /// the next pump do it.
    void retire(PinnedResident &resident) noexcept;

    /// Main thread: frees what was retired elsewhere.
    void disposeRetired() noexcept;

    /// Main thread, at the end of the runtime: destroys all values that are left. Handles may live
    /// on, but there is nothing behind them.
    void close() noexcept;

private:
    void unlist(PinnedResident &resident) noexcept;

    Mutex m_mutex;
    RuntimeContext &m_context; // there as long as m_mainLoop
    MainLoop *m_mainLoop;      // null once closed
    const std::uint64_t m_runtimeId;
    const ThreadId m_mainThread;
    PinnedResident *m_first = nullptr;
    PinnedResident *m_retired = nullptr;
    Atomic<bool> m_anyRetired{false};
};

/// The home of the calling thread's runtime; throws UsageError as requireMainThread.
std::shared_ptr<PinnedHome> currentHome();

/// The home of `runtime`; throws UsageError as requireMainThread.
std::shared_ptr<PinnedHome> homeOf(Runtime &runtime);

} // namespace boc::detail
