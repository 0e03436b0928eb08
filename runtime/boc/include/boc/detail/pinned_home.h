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

/// The interface of a pinned cown to its home.
class PinnedResident
{
public:
    PinnedResident(const PinnedResident &) = delete;
    PinnedResident &operator=(const PinnedResident &) = delete;

    /// Destroys the value, on the main thread.
    virtual void evict() noexcept = 0;
    /// Destroys the value if it is still there, and frees the memory.
    virtual void dispose() noexcept = 0;

protected:
    PinnedResident() = default;
    virtual ~PinnedResident() = default;

private:
    friend class PinnedHome;
    PinnedResident *m_previous = nullptr;
    PinnedResident *m_next = nullptr;
    bool m_listed = false;
    bool m_evicting = false;  // close is destroying its value
    bool m_abandoned = false; // its last handle was dropped meanwhile
};

/// The pinned cowns of one runtime. Makes sure that their values are destroyed on the main thread,
/// no matter which thread drops the last handle. The boxes share ownership, so it may outlive the
/// runtime.
///
/// The lock is taken when a pinned cown is made or destroyed, never when behaviors are scheduled.
/// It is not held while a value is destroyed, because values may own handles to other pinned cowns,
/// wait for threads that do, or take their own locks.
class PinnedHome
{
public:
    PinnedHome(RuntimeContext &context, MainLoop &mainLoop);

    /// The number of the runtime, unique within the process.
    std::uint64_t runtimeId() const noexcept { return m_runtimeId; }

    bool onMainThread() const noexcept { return currentThread() == m_mainThread; }

    /// Throws UsageError unless called on the main thread of an existing runtime.
    void requireMainThread();

    void add(PinnedResident &resident);

    /// The last handle was dropped: frees the resident at once on the main thread, otherwise leaves
    /// it to the next pump.
    void retire(PinnedResident &resident) noexcept;

    /// Main thread: frees what was retired elsewhere.
    void disposeRetired() noexcept;

    /// Main thread, at the end of the runtime: destroys all values that are left. Handles may
    /// remain, but their cowns have no value any more.
    void close() noexcept;

private:
    void unlist(PinnedResident &resident) noexcept;

    Mutex m_mutex;
    RuntimeContext &m_context; // valid as long as m_mainLoop
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
