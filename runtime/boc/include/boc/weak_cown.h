// SPDX-License-Identifier: MIT
#pragma once

#include <boc/cown.h>

#include <utility>

/// \file
/// Handles that do not keep their cowns alive.
namespace boc {

/// A handle that does not keep its cown's value alive: for caches, for back references, for
/// whatever would otherwise close a cycle of handles, which is never freed.
///
///     boc::WeakCown<Node> parent = node;
///     if (boc::Cown<Node> alive = parent.lock())
///         boc::when(alive) << …;
///
/// The value dies with the last Cown; the memory of the cown (not what the value itself allocated)
/// stays until the last WeakCown is gone too. Behaviors in flight hold their cowns as a Cown does.
/// A pinned cown counts as gone from the moment its last handle was dropped, although its value
/// dies later, on the main thread.
///
/// As thread-safe as Cown: any thread may keep, copy, compare, lock and destroy weak handles; one
/// object is not to be assigned on one thread while another uses it. Nothing here throws.
///
/// Cost: a copy is one atomic increment; lock() locks the cown for a few instructions. Cowns
/// without weak handles pay nothing.
template <class T>
class WeakCown
{
public:
    /// The type of the value.
    using Value = T;

    /// A handle to nothing, to be assigned later.
    WeakCown() noexcept = default;

    /// Not explicit: a Cown (or PinnedCown) may be given wherever a weak handle is wanted. Of an
    /// empty handle it makes a handle to nothing.
    WeakCown(const Cown<T> &cown) noexcept
        : WeakCown(detail::CownAccess::box(cown))
    { }
    /// One more weak handle.
    WeakCown(const WeakCown &other) noexcept
        : WeakCown(other.m_box)
    { }
    /// Takes the handle over; the other one becomes empty.
    WeakCown(WeakCown &&other) noexcept
        : m_box(std::exchange(other.m_box, nullptr))
    { }
    /// Gives up the cown it had for the other's.
    WeakCown &operator=(WeakCown other) noexcept
    {
        std::swap(m_box, other.m_box);
        return *this;
    }
    ~WeakCown()
    {
        if (m_box)
            m_box->dropWeak();
    }

    /// A handle to the cown; empty if its value is gone, or if this refers to nothing. Either is
    /// for good: a value that is gone never comes back, and one that was locked stays alive with
    /// the handle.
    Cown<T> lock() const noexcept
    {
        return detail::CownAccess::adopt(m_box && m_box->promote() ? m_box : nullptr);
    }

    /// Two weak handles are equal when they refer to the same cown, dead or alive.
    friend bool operator==(const WeakCown &a, const WeakCown &b) noexcept
    {
        return a.m_box == b.m_box;
    }

private:
    explicit WeakCown(detail::CownBox<T> *box) noexcept
        : m_box(box)
    {
        if (m_box)
            m_box->retainWeak();
    }

    detail::CownBox<T> *m_box = nullptr;
};

} // namespace boc
