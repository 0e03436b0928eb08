// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/cown_core.h>
#include <boc/detail/failure.h>
#include <boc/detail/sync.h>

#include <exception>
#include <memory>

namespace boc::detail {

class Scheduler;

/// The interface of a promise to its runtime.
class PromiseEntry
{
public:
    PromiseEntry(const PromiseEntry &) = delete;
    PromiseEntry &operator=(const PromiseEntry &) = delete;

protected:
    PromiseEntry() = default;
    virtual ~PromiseEntry() = default;

private:
    friend class PromiseRegistry;

    /// The cown that was promised.
    virtual CownCore &promised() noexcept = 0;
    /// Stores the exception in the cown and releases the waiting behaviors.
    virtual void failWith(std::exception_ptr exception) noexcept = 0;

    PromiseEntry *m_previous = nullptr;
    PromiseEntry *m_next = nullptr;
    bool m_open = false;
};

/// The open promises of one runtime, so that a stop can fail them. Promises share ownership of it,
/// so it may outlive the runtime.
///
/// Only the thread that closes an entry, under the lock, may fill its cown; that decides races
/// between fulfilling, failing, dropping and stopping. The lock is never held while user code runs
/// or behaviors are dispatched.
class PromiseRegistry
{
public:
    explicit PromiseRegistry(std::shared_ptr<const ExceptionHook> hook) noexcept;

    /// Throws StoppedError if the runtime is stopping.
    void open(PromiseEntry &entry);

    /// Claims the right to fill the cown; false if it was claimed already.
    bool claim(PromiseEntry &entry) noexcept;

    /// Undoes a claim. If the runtime was stopped meanwhile, fails the entry.
    void reopen(PromiseEntry &entry) noexcept;

    /// The runtime is stopping: fails all open promises. Idempotent, any thread.
    void close() noexcept;

    const std::shared_ptr<const ExceptionHook> &hook() const noexcept { return m_hook; }

private:
    void link(PromiseEntry &entry) noexcept;
    void unlink(PromiseEntry &entry) noexcept;

    const std::shared_ptr<const ExceptionHook> m_hook;
    Mutex m_mutex;
    PromiseEntry *m_first = nullptr;
    bool m_closed = false;
};

/// The registry of a runtime.
const std::shared_ptr<PromiseRegistry> &promisesOf(Scheduler &scheduler) noexcept;

} // namespace boc::detail
