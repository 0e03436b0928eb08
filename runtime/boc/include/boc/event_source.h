// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/runtime_link.h>

#include <memory>
#include <utility>

/// \file
/// Keeps Runtime::wait from finishing while work may come from outside.
namespace boc {

class Runtime;

/// Says that work may still come from outside: while an event source of a runtime is alive,
/// Runtime::wait (and the destructor, which waits) does not finish, however idle the runtime is.
/// It does not affect quiesce and stop, nor wait after a stop was requested.
///
///     std::thread reader([source = boc::EventSource(runtime), &runtime, line] {
///         while (auto text = read())
///             runtime.when(line) << …;
///     }); // the source ends with the closure
///
/// wait also waits for everything that was scheduled before a source ended. The end of the last
/// source wakes a waiting main thread.
///
/// Each copy is a source too. Make the first one on the main thread or in a behavior, and others by
/// copying a source that is alive: otherwise wait may already have finished. Usable on any thread,
/// but one object must not be assigned while another thread uses it. A source may outlive its
/// runtime.
///
/// Cost: three atomic read-modify-writes to make one, and three to end it.
class EventSource
{
public:
    /// For the calling thread's runtime; throws UsageError if there is none.
    EventSource();

    /// For this runtime.
    explicit EventSource(Runtime &runtime);

    /// Makes one more source for the same runtime.
    EventSource(const EventSource &other) noexcept
        : EventSource(other.m_link)
    { }
    /// Takes over the source; `other` is empty afterwards.
    EventSource(EventSource &&other) noexcept = default;
    /// Ends the current source and takes the other one.
    EventSource &operator=(EventSource other) noexcept
    {
        std::swap(m_link, other.m_link);
        return *this;
    }
    ~EventSource() { end(); }

    /// Ends this source early. No effect if it was moved from or ended.
    void end() noexcept;

private:
    explicit EventSource(std::shared_ptr<detail::RuntimeLink> link) noexcept;

    std::shared_ptr<detail::RuntimeLink> m_link;
};

} // namespace boc
