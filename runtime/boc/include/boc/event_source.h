// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/runtime_link.h>

#include <memory>
#include <utility>

/// \file
/// The outside world as a reason not to finish yet.
namespace boc {

class Runtime;

/// Says that work may still come from outside: while an event source of a runtime is alive,
/// Runtime::wait (and the destructor, which waits) does not finish, however idle the runtime is.
/// quiesce and stop do not care, and once a stop was requested wait does not either.
///
///     std::thread reader([source = boc::EventSource(runtime), &runtime, line] {
///         while (auto text = read())
///             runtime.when(line) << …;
///     }); // the source ends with the closure
///
/// What a source's thread scheduled before the source ended is waited for as well. The end of the
/// last one wakes a waiting main thread.
///
/// Copies are sources of their own. Make the first on the main thread, in a behavior, or from one
/// that is alive: otherwise wait may have finished before. Any thread; one object is not to be
/// assigned on one thread while another uses it. A source may outlive its runtime.
///
/// Cost: three atomic read-modify-writes each to make one and to end it; nothing while it lives.
class EventSource
{
public:
    /// Of the calling thread's runtime; throws UsageError if there is none.
    EventSource();

    /// Of the runtime named.
    explicit EventSource(Runtime &runtime);

    /// One more handle.
    EventSource(const EventSource &other) noexcept
        : EventSource(other.m_link)
    { }
    /// Takes the handle over; the other one holds nothing then.
    EventSource(EventSource &&other) noexcept = default;
    /// Gives up the handle it was for the other.
    EventSource &operator=(EventSource other) noexcept
    {
        std::swap(m_link, other.m_link);
        return *this;
    }
    ~EventSource() { end(); }

    /// Ends this source early; what was moved from or ended is no source any more.
    void end() noexcept;

private:
    explicit EventSource(std::shared_ptr<detail::RuntimeLink> link) noexcept;

    std::shared_ptr<detail::RuntimeLink> m_link;
};

} // namespace boc
