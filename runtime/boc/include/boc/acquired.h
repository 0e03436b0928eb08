// SPDX-License-Identifier: MIT
#pragma once

#include <boc/cown.h>

#include <cstddef>
#include <exception>
#include <memory>
#include <span>
#include <type_traits>

/// \file
/// Cowns as behaviors see them: the way to their values.
namespace boc {

/// A cown inside a behavior that holds it: the way to its value. `Acquired<const T>` is what `read`
/// gives: shared with other readers.
///
/// Valid until the body returns; never keep one, its pointers or its references beyond that. Where
/// the cown is the result of a behavior that failed, `*` and `->` throw what that behavior threw,
/// so that failures travel along chains of behaviors by themselves; `exception()` looks without
/// throwing.
template <class T>
class Acquired
{
public:
    /// The type of the value, without the const of shared access.
    using Value = std::remove_const_t<T>;

    /// For the library.
    explicit Acquired(detail::CownBox<Value> *box) noexcept
        : m_box(box)
    { }

    /// The value; throws what the behavior threw whose result this is, if it failed.
    T &operator*() const
    {
        if constexpr (std::is_const_v<T>)
            return m_box->sharedValue();
        else
            return m_box->value();
    }
    /// The same, for its members.
    T *operator->() const { return std::addressof(**this); }

    /// The exception that the cown holds instead of a value, or null. Counts as reading it.
    std::exception_ptr exception() const noexcept { return m_box->exception(); }

    /// A handle to the cown, to capture or to schedule on.
    Cown<Value> cown() const noexcept
    {
        m_box->retain();
        return detail::CownAccess::adopt(m_box);
    }

private:
    detail::CownBox<Value> *m_box;
};

/// The result of a behavior that returns nothing: it can only have succeeded or failed.
template <class T>
requires std::is_void_v<T>
class Acquired<T>
{
public:
    /// For the library.
    explicit Acquired(detail::CownBox<void> *box) noexcept
        : m_box(box)
    { }

    /// Throws what the behavior threw, if it did.
    void get() const { m_box->sharedValue(); }

    /// The exception, or null. Counts as reading it.
    std::exception_ptr exception() const noexcept { return m_box->exception(); }

    /// A handle to the cown.
    Cown<void> cown() const noexcept
    {
        m_box->retain();
        return detail::CownAccess::adopt(m_box);
    }

private:
    detail::CownBox<void> *m_box;
};

/// The cowns of a span inside a behavior, in the order in which they were named.
template <class T>
using AcquiredSpan = std::span<const Acquired<T>>;

} // namespace boc
