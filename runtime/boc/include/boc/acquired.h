// SPDX-License-Identifier: MIT
#pragma once

#include <boc/cown.h>

#include <cstddef>
#include <exception>
#include <memory>
#include <new>
#include <span>
#include <type_traits>

/// \file
/// Cowns inside behaviors: access to their values.
namespace boc {

namespace detail {

/// A handle without a reference count: something else keeps the cown alive.
template <class T>
class LentHandle
{
public:
    explicit LentHandle(CownBox<T> *box) noexcept
        : m_handle(CownAccess::adopt(box))
    { }
    LentHandle(const LentHandle &other) noexcept
        : LentHandle(other.box())
    { }
    LentHandle &operator=(const LentHandle &other) noexcept
    {
        if (this != &other)
            ::new (static_cast<void *>(this)) LentHandle(other);
        return *this;
    }
    ~LentHandle() { }

    CownBox<T> *box() const noexcept { return CownAccess::box(m_handle); }
    const Cown<T> &handle() const noexcept { return m_handle; }

private:
    union
    {
        Cown<T> m_handle;
    };
};

} // namespace detail

/// Gives a behavior access to the value of a cown that it holds. `read` gives an `Acquired<const
/// T>`, which is shared with other readers.
///
/// Valid until the body returns. Never keep it, or pointers and references obtained from it, any
/// longer. If the cown is the result of a behavior that failed, `*` and `->` rethrow that
/// behavior's exception, so failures propagate along chains of behaviors. `exception()` returns it
/// without throwing.
template <class T>
class Acquired
{
public:
    /// The type of the value, without the const of shared access.
    using Value = std::remove_const_t<T>;

    /// For the library.
    explicit Acquired(detail::CownBox<Value> *box) noexcept
        : m_lent(box)
    { }

    /// The value. If this is the result of a behavior that failed, rethrows that behavior's
    /// exception.
    T &operator*() const
    {
        if constexpr (std::is_const_v<T>)
            return m_lent.box()->sharedValue();
        else
            return m_lent.box()->value();
    }
    /// Access to a member of the value; throws as operator*.
    T *operator->() const { return std::addressof(**this); }

    /// The exception that the cown holds instead of a value, or null. The exception then counts as
    /// read.
    std::exception_ptr exception() const noexcept { return m_lent.box()->exception(); }

    /// A handle to the cown, to schedule on or to copy. The reference is valid as long as this
    /// object.
    const Cown<Value> &cown() const noexcept { return m_lent.handle(); }

private:
    detail::LentHandle<Value> m_lent;
};

/// The result of a behavior that returns nothing: it only says whether that behavior failed.
template <class T>
requires std::is_void_v<T>
class Acquired<T>
{
public:
    /// For the library.
    explicit Acquired(detail::CownBox<void> *box) noexcept
        : m_lent(box)
    { }

    /// Rethrows the behavior's exception if it failed.
    void get() const { m_lent.box()->sharedValue(); }

    /// The exception, or null. The exception then counts as read.
    std::exception_ptr exception() const noexcept { return m_lent.box()->exception(); }

    /// A handle to the cown; the reference is valid as long as this object.
    const Cown<void> &cown() const noexcept { return m_lent.handle(); }

private:
    detail::LentHandle<void> m_lent;
};

/// The cowns of a span inside a behavior, in the order in which they were named.
template <class T>
using AcquiredSpan = std::span<const Acquired<T>>;

} // namespace boc
