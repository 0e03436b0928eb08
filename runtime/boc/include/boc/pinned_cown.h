// SPDX-License-Identifier: MIT
#pragma once

#include <boc/cown.h>
#include <boc/detail/pinned_box.h>

#include <type_traits>
#include <utility>

/// \file
/// Cowns whose values stay on the main thread.
namespace boc {

class Runtime;

/// A cown whose value lives on the main thread of a runtime: a widget, a GL context, or anything
/// else that must not leave that thread. A behavior that names a pinned cown runs on the main
/// thread, in pump.
///
/// Made only on the main thread; elsewhere the constructor throws UsageError. The value keeps its
/// address and is destroyed on the main thread after the last handle was dropped (if that is on
/// another thread, by the next pump), at the latest when the runtime ends. A handle converts to
/// Cown, may be held and sent anywhere, and may be empty.
template<class T>
class PinnedCown : public Cown<T> {
public:
    /// On the main thread of the runtime that the calling thread made last (or is pumping).
    template<class... Args>
        requires(detail::isForValue<Cown<T>, Args...>
                 && !(std::is_same_v<Runtime, std::remove_cvref_t<Args>> || ...))
    explicit PinnedCown(Args &&...args)
        : Cown<T>(detail::Adopt{},
                  new detail::PinnedBox<T>(detail::currentHome(), std::forward<Args>(args)...))
    {
    }

    /// On the main thread of this runtime.
    template<class... Args>
    explicit PinnedCown(Runtime &runtime, Args &&...args)
        : Cown<T>(detail::Adopt{},
                  new detail::PinnedBox<T>(detail::homeOf(runtime), std::forward<Args>(args)...))
    {
    }

    /// An empty handle, to be assigned later.
    static PinnedCown empty() noexcept { return PinnedCown(EmptyHandle{}); }

private:
    struct EmptyHandle
    {
    };
    explicit PinnedCown(EmptyHandle) noexcept
        : Cown<T>(Cown<T>::empty())
    {
    }
};

} // namespace boc
