// SPDX-License-Identifier: MIT
#pragma once

#include <boc/cown.h>
#include <boc/detail/slot.h>

#include <compare>
#include <cstddef>
#include <exception>
#include <iterator>
#include <memory>
#include <new>
#include <ranges>
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
    const Cown<Value> &cown() const &noexcept { return m_lent.handle(); }
    /// A copy of the handle, for a temporary object such as an element of an AcquiredSpan.
    Cown<Value> cown() const &&noexcept { return m_lent.handle(); }

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
    const Cown<void> &cown() const &noexcept { return m_lent.handle(); }
    /// A copy of the handle, for a temporary object.
    Cown<void> cown() const &&noexcept { return m_lent.handle(); }

private:
    detail::LentHandle<void> m_lent;
};

/// The cowns of a span inside a behavior, in the order in which they were named: a view of Acquired
/// objects with random access. It makes them when they are asked for, so loop with `auto cell` or
/// `const auto &cell`, not with `auto &cell`. Copies are cheap. Valid until the body returns.
template <class T>
class AcquiredSpan
{
public:
    class Iterator;
    using value_type = Acquired<T>; ///< As the standard library calls it.

    /// Of no cowns.
    AcquiredSpan() = default;
    /// For the library.
    AcquiredSpan(const detail::Slot *first, std::size_t count) noexcept
        : m_first(first)
        , m_count(count)
    { }

    std::size_t size() const noexcept { return m_count; }         ///< The number of cowns.
    bool empty() const noexcept { return m_count == 0; }          ///< True if there are none.
    Iterator begin() const noexcept { return Iterator(m_first); } ///< The first cown.
    Iterator end() const noexcept { return Iterator(m_first + m_count); } ///< Behind the last one.

    /// One of the cowns.
    Acquired<T> operator[](std::size_t index) const noexcept { return *Iterator(m_first + index); }
    /// The first cown.
    Acquired<T> front() const noexcept { return (*this)[0]; }
    /// The last cown.
    Acquired<T> back() const noexcept { return (*this)[m_count - 1]; }

private:
    const detail::Slot *m_first = nullptr;
    std::size_t m_count = 0;
};

/// A random-access iterator whose references are Acquired objects.
template <class T>
class AcquiredSpan<T>::Iterator
{
public:
    using iterator_concept = std::random_access_iterator_tag; ///< For C++20.
    using iterator_category = std::input_iterator_tag; ///< For older code, which wants references.
    using value_type = Acquired<T>;                    ///< As the standard library calls it.
    using difference_type = std::ptrdiff_t;            ///< As the standard library calls it.
    using reference = Acquired<T>;                     ///< As the standard library calls it.

    Iterator() = default;
    /// For the library.
    explicit Iterator(const detail::Slot *slot) noexcept
        : m_slot(slot)
    { }

    /// The cown.
    Acquired<T> operator*() const noexcept
    {
        using Box = detail::CownBox<std::remove_const_t<T>>;
        return Acquired<T>(static_cast<Box *>(m_slot->cown()));
    }
    /// The cown at a distance.
    Acquired<T> operator[](std::ptrdiff_t distance) const noexcept { return *(*this + distance); }

    /// Moves it forward.
    Iterator &operator+=(std::ptrdiff_t distance) noexcept
    {
        m_slot += distance;
        return *this;
    }
    /// Moves it back.
    Iterator &operator-=(std::ptrdiff_t distance) noexcept { return *this += -distance; }
    /// Moves it to the next cown.
    Iterator &operator++() noexcept { return *this += 1; }
    /// Moves it to the previous cown.
    Iterator &operator--() noexcept { return *this -= 1; }
    /// Moves it to the next cown; returns what it was.
    Iterator operator++(int) noexcept
    {
        const Iterator before = *this;
        ++*this;
        return before;
    }
    /// Moves it to the previous cown; returns what it was.
    Iterator operator--(int) noexcept
    {
        const Iterator before = *this;
        --*this;
        return before;
    }

    /// An iterator at a distance.
    friend Iterator operator+(Iterator from, std::ptrdiff_t distance) noexcept
    {
        return from += distance;
    }
    /// An iterator at a distance.
    friend Iterator operator+(std::ptrdiff_t distance, Iterator from) noexcept
    {
        return from += distance;
    }
    /// An iterator at a distance backwards.
    friend Iterator operator-(Iterator from, std::ptrdiff_t distance) noexcept
    {
        return from -= distance;
    }

    /// The distance of two iterators.
    friend std::ptrdiff_t operator-(const Iterator &a, const Iterator &b) noexcept
    {
        return a.m_slot - b.m_slot;
    }
    /// True if both are at the same position.
    friend bool operator==(const Iterator &a, const Iterator &b) noexcept
    {
        return a.m_slot == b.m_slot;
    }
    /// By position.
    friend std::strong_ordering operator<=>(const Iterator &a, const Iterator &b) noexcept
    {
        return a.m_slot <=> b.m_slot;
    }

private:
    const detail::Slot *m_slot = nullptr;
};

} // namespace boc

/// \cond internal
// A view, whose iterators refer to the behavior.
template <class T>
inline constexpr bool std::ranges::enable_view<boc::AcquiredSpan<T>> = true;
template <class T>
inline constexpr bool std::ranges::enable_borrowed_range<boc::AcquiredSpan<T>> = true;
/// \endcond
