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
/// Cowns as behaviors see them: the way to their values.
namespace boc {

namespace detail {

/// A handle that has no count of its own, since somebody else keeps the cown alive.
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
        : m_lent(box)
    { }

    /// The value; throws what the behavior threw whose result this is, if it failed.
    T &operator*() const
    {
        if constexpr (std::is_const_v<T>)
            return m_lent.box()->sharedValue();
        else
            return m_lent.box()->value();
    }
    /// The same, for its members.
    T *operator->() const { return std::addressof(**this); }

    /// The exception that the cown holds instead of a value, or null. Counts as reading it.
    std::exception_ptr exception() const noexcept { return m_lent.box()->exception(); }

    /// A handle to the cown, to schedule on or to copy. The reference is valid as long as this.
    const Cown<Value> &cown() const noexcept { return m_lent.handle(); }

private:
    detail::LentHandle<Value> m_lent;
};

/// The result of a behavior that returns nothing: it can only have succeeded or failed.
template <class T>
requires std::is_void_v<T>
class Acquired<T>
{
public:
    /// For the library.
    explicit Acquired(detail::CownBox<void> *box) noexcept
        : m_lent(box)
    { }

    /// Throws what the behavior threw, if it did.
    void get() const { m_lent.box()->sharedValue(); }

    /// The exception, or null. Counts as reading it.
    std::exception_ptr exception() const noexcept { return m_lent.box()->exception(); }

    /// A handle to the cown; the reference is valid as long as this.
    const Cown<void> &cown() const noexcept { return m_lent.handle(); }

private:
    detail::LentHandle<void> m_lent;
};

/// The cowns of a span inside a behavior, in the order in which they were named.
template <class T>
using AcquiredSpan = std::span<const Acquired<T>>;

} // namespace boc
