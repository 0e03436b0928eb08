// SPDX-License-Identifier: MIT
#pragma once

#include <boc/cown.h>
#include <boc/detail/promise_box.h>
#include <boc/detail/scheduling.h>
#include <boc/errors.h>

#include <exception>
#include <type_traits>
#include <utility>

/// \file
/// Cowns that are filled from outside.
namespace boc {

class Runtime;

/// A cown whose value comes from outside the runtime: a network reply, the contents of a file, a
/// key press.
///
///     boc::Promise<Answer> promise;
///     boc::when(promise.cown()) << [](auto answer) { show(*answer); };
///     client.ask(question, [promise = std::move(promise)](Answer a) mutable {
///         promise.fulfill(std::move(a));
///     });
///
/// Until the promise is fulfilled or failed, the behaviors that name its cown wait, whether they
/// write or read; they are in flight, so that Runtime::quiesce and wait wait for them (an open
/// promise without waiting behaviors does not delay them). Then the behaviors run in their order. A
/// failed promise is like the result of a behavior that threw: a reader gets the exception; if
/// there is no reader, it is reported. Destroying an open promise stores BrokenPromise.
///
/// A promise belongs to a runtime. When that runtime stops, its open promises fail with
/// StoppedError, so that no behavior waits for ever. Behaviors of other runtimes may wait for it as
/// well.
///
/// Threads: fulfill, fail and cown may be called on several threads at once; the first of fulfill,
/// fail and stop wins. No other thread may use the promise while it is moved or destroyed. A
/// promise counts as a handle of its cown, and may outlive its runtime.
///
/// Cost: one allocation of the value and about 88 bytes; a mutex of the runtime, held for a few
/// instructions, when it is made and when it is settled.
template <class T>
class Promise
{
public:
    /// The type of the value.
    using Value = T;

    /// For the calling thread's runtime. Throws UsageError if there is none, StoppedError if it is
    /// stopping.
    Promise()
        : Promise(detail::currentScheduler("Promise"))
    { }

    /// For this runtime. Throws StoppedError if it is stopping.
    explicit Promise(Runtime &runtime)
        : Promise(detail::schedulerOf(runtime))
    { }

    /// Takes over the promise; `other` becomes empty.
    Promise(Promise &&other) noexcept
        : m_box(std::exchange(other.m_box, nullptr))
    { }
    /// Drops the current promise and takes the other one.
    Promise &operator=(Promise &&other) noexcept
    {
        Promise(std::move(other)).swap(*this);
        return *this;
    }
    ~Promise()
    {
        if (!m_box)
            return;
        if (m_box->claimFilling()) {
            // Broken only if the cown has other handles or waiting behaviors.
            if (m_box->claimUnshared()) {
                m_box->reclaim();
                return;
            }
            m_box->failWith(detail::makeException<BrokenPromise>());
        }
        m_box->drop();
    }

    /// The cown that was promised.
    Cown<T> cown() const
    {
        detail::PromiseBox<T> &box = requireBox();
        box.retain();
        return detail::CownAccess::adopt(static_cast<detail::CownBox<T> *>(&box));
    }

    /// Makes the value from `args` (without arguments for `void`) and releases the waiting
    /// behaviors. True if this call settled the promise; false if it was settled before: fulfilled,
    /// failed, or failed by a stop of its runtime. If the value's constructor throws, the exception
    /// propagates and the promise stays open.
    template <class... Args>
    bool fulfill(Args &&...args) const
    {
        detail::PromiseBox<T> &box = requireBox();
        if (!box.claimFilling())
            return false;
        box.fill(std::forward<Args>(args)...);
        return true;
    }

    /// Stores the exception in the cown. Returns as fulfill. Throws UsageError if `exception` is
    /// null, std::bad_alloc if there is no memory; then the promise stays open.
    bool fail(std::exception_ptr exception) const
    {
        detail::PromiseBox<T> &box = requireBox();
        if (!exception)
            throw UsageError("Promise::fail: needs an exception, and was given null");
        if (!box.claimFilling())
            return false;
        box.tryFailWith(std::move(exception));
        return true;
    }

    /// Exchanges the two.
    void swap(Promise &other) noexcept { std::swap(m_box, other.m_box); }

private:
    explicit Promise(detail::Scheduler &scheduler)
        : m_box(new detail::PromiseBox<T>(detail::promisesOf(scheduler)))
    { }

    detail::PromiseBox<T> &requireBox() const
    {
        if (!m_box)
            throw UsageError("Promise: this one was moved from; use the one that it was moved to");
        return *m_box;
    }

    detail::PromiseBox<T> *m_box;
};

} // namespace boc
