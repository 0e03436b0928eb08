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

/// A cown whose value comes from outside the runtime: an answer from the network, a file that was
/// read, a key that was pressed.
///
///     boc::Promise<Answer> promise;
///     boc::when(promise.cown()) << [](auto answer) { show(*answer); };
///     client.ask(question, [promise = std::move(promise)](Answer a) mutable {
///         promise.fulfill(std::move(a));
///     });
///
/// Until the promise is fulfilled or failed, the behaviors that name its cown wait, whether they
/// write or read; they are in flight, so that Runtime::quiesce and wait wait for them (an open
/// promise that nobody waits for keeps nobody). Then all of them run in their order. A failed
/// promise looks like the result of a behavior that threw: who reads it gets the exception, and if
/// nobody does, it is reported. A promise dropped before it was fulfilled leaves BrokenPromise.
///
/// A promise belongs to a runtime, so that a stop of that can end what waits: an open promise then
/// fails with StoppedError. Behaviors of other runtimes may wait for it as well.
///
/// Threads: fulfill, fail and cown may be called on any threads, at once; the first of
/// fulfill, fail and stop wins. Moving and destroying the promise is for one thread while no other
/// uses it. A promise is one of its cown's handles until it ends, and may outlive its runtime.
///
/// Cost: one allocation of the value and about 88 bytes; a mutex of the runtime when it is made and
/// when it is settled, held for a few instructions.
template <class T>
class Promise
{
public:
    /// The type of the value.
    using Value = T;

    /// Of the calling thread's runtime. Throws UsageError if there is none, StoppedError if it is
    /// stopping.
    Promise()
        : Promise(detail::currentScheduler("Promise"))
    { }

    /// Of the runtime named. Throws StoppedError if it is stopping.
    explicit Promise(Runtime &runtime)
        : Promise(detail::schedulerOf(runtime))
    { }

    /// Takes the promise over; the other one is none then.
    Promise(Promise &&other) noexcept
        : m_box(std::exchange(other.m_box, nullptr))
    { }
    /// Gives up the promise it was for the other.
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
            // Broken only if there is somebody to whom it was promised.
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

    /// Makes the value from `args` (from nothing for `void`) and lets everybody go on who waits for
    /// it. True if this call settled the promise; false if it was settled before: fulfilled,
    /// failed, or ended by a stop of its runtime. If the value's constructor throws, the exception
    /// passes and the promise stays open.
    template <class... Args>
    bool fulfill(Args &&...args) const
    {
        detail::PromiseBox<T> &box = requireBox();
        if (!box.claimFilling())
            return false;
        box.fill(std::forward<Args>(args)...);
        return true;
    }

    /// Leaves the exception in the cown. True and false as for fulfill; throws UsageError if there
    /// is no exception, std::bad_alloc if there is no memory for it; the promise then stays open.
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
