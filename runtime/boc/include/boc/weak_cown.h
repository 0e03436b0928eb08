// SPDX-License-Identifier: MIT
#pragma once

#include <boc/cown.h>

#include <utility>

/// \file
/// Handles that do not keep their cowns alive.
namespace boc {

/// A handle that does not keep its cown's value alive: for caches and back references, and to break
/// cycles of handles, which are never freed.
///
///     boc::WeakCown<Node> parent = node;
///     if (boc::Cown<Node> alive = parent.lock())
///         boc::when(alive) << …;
///
/// The value is destroyed with the last Cown. The memory of the cown (not what the value itself
/// allocated) is freed with the last WeakCown. Behaviors in flight keep their cowns alive. A pinned
/// cown cannot be locked after its last handle was dropped, although its value is destroyed later,
/// on the main thread.
///
/// As thread-safe as Cown: any thread may keep, copy, compare, lock and destroy weak handles; one
/// object must not be assigned while another thread uses it. Nothing here throws.
///
/// Cost: a copy is one atomic increment; lock() locks the cown for a few instructions. Cowns
/// without weak handles pay nothing.
template <class T>
class WeakCown
{
public:
    /// The type of the value.
    using Value = T;

    /// An empty handle, to be assigned later.
    WeakCown() noexcept = default;

    /// Implicit, so that a Cown (or PinnedCown) converts to a weak handle. An empty handle gives an
    /// empty weak handle.
    WeakCown(const Cown<T> &cown) noexcept
        : WeakCown(detail::CownAccess::box(cown))
    { }
    /// Adds a weak handle to the same cown.
    WeakCown(const WeakCown &other) noexcept
        : WeakCown(other.m_box)
    { }
    /// Takes over the handle; `other` becomes empty.
    WeakCown(WeakCown &&other) noexcept
        : m_box(std::exchange(other.m_box, nullptr))
    { }
    /// Drops the current handle and takes the other one.
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

    /// A handle to the cown; empty if its value was destroyed or this is empty. A returned handle
    /// keeps the value alive.
    Cown<T> lock() const noexcept
    {
        return detail::CownAccess::adopt(m_box && m_box->promote() ? m_box : nullptr);
    }

    /// Two weak handles are equal if they refer to the same cown, even after its value was
    /// destroyed.
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
