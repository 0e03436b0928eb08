// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/cown_core.h>
#include <boc/detail/failure.h>
#include <boc/detail/sync.h>

#include <exception>
#include <memory>

namespace boc::detail {

class Scheduler;

/// A promise as its runtime sees it.
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
    /// Puts the exception there and lets the behaviors go on that wait for it.
    virtual void failWith(std::exception_ptr exception) noexcept = 0;

    PromiseEntry *m_previous = nullptr;
    PromiseEntry *m_next = nullptr;
    bool m_open = false;
};

/// The open promises of one runtime, so that a stop can fail them. Outlives the runtime through the
/// promises that share it.
///
/// Whoever closes an entry, under the lock, and only they, may fill its cown; that is how
/// fulfilling, failing, dropping and stopping race. The lock is never held while user code runs or
/// behaviors are dispatched.
class PromiseRegistry
{
public:
    explicit PromiseRegistry(std::shared_ptr<const ExceptionHook> hook) noexcept;

    /// Throws StoppedError if the runtime is stopping.
    void open(PromiseEntry &entry);

    /// Claims the right to fill the cown; false if somebody has it already.
    bool claim(PromiseEntry &entry) noexcept;

    /// Gives a claim back. If the runtime stopped meanwhile, the entry is failed.
    void reopen(PromiseEntry &entry) noexcept;

    /// The runtime is stopping: fails all that is open. Idempotent, any thread.
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
