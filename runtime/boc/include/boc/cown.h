// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/cown_box.h>
#include <boc/detail/type_tag.h>

#include <type_traits>
#include <utility>

/// \file
/// Cowns as everybody else sees them: handles.
namespace boc {

namespace detail {

struct CownAccess;

/// Marks the constructor that takes over a box.
struct Adopt
{ };

/// False where constructor arguments are another handle or a box, not arguments for a value. Asked
/// before all other constraints: whether a T can be made from them may depend on the very handle
/// type that is being made.
template <class Handle, class... Args>
inline constexpr bool isForValue = true;
template <class Handle, class Arg>
inline constexpr bool isForValue<Handle, Arg> =
    !std::is_base_of_v<Handle, std::remove_cvref_t<Arg>>;
template <class Handle, class Box>
inline constexpr bool isForValue<Handle, Adopt, Box> = false;

} // namespace detail

/// A handle to a cown: a value that only a behavior holding it may touch.
///
/// Copies of a handle share the cown; the value dies with the last of them. Handles may be kept,
/// copied, captured, compared and destroyed on any thread, inside and outside behaviors; they are
/// as thread-safe as a `std::shared_ptr`. The value is out of reach outside behaviors: there is no
/// accessor here.
///
/// A handle may be empty: made by `Cown<T>::empty()`, moved from, or locked from a WeakCown whose
/// value is gone. It may be held, copied, compared, assigned and sent as any other; `if (cown)`
/// tells. Where a cown is needed (`when`, `notification`, `take`) it is a UsageError.
///
/// A type may hold handles to cowns of itself; it says that there is none with `Cown<T>::empty()`
/// (std::optional would ask whether a T can be made before T is complete).
///
/// The value is destroyed by whoever drops the last handle, before that returns; if a behavior has
/// the cown by then, or waits for it, at the end of the last of those. Where the handle is dropped
/// by the destructor of another cown's value, right after that one. So chains of cowns may be of
/// any length. A cown whose value holds, directly or not, a handle to itself is never freed: use a
/// WeakCown there.
///
/// Cost: the value plus 48 bytes, on cache lines of its own; a copy is one atomic increment.
template <class T>
class Cown
{
public:
    /// The type of the value.
    using Value = T;

    /// Makes a cown and its value in place: `Cown<Account> a{100}`.
    template <class... Args>
    requires(
        detail::isForValue<
            Cown,
            Args...> && !std::is_void_v<T> && std::is_constructible_v<detail::Stored<T>, Args...>) explicit Cown(Args
                                                                                                                     &&...args)
        : m_box(new detail::CownBox<T>(std::in_place, std::forward<Args>(args)...))
    { }

    /// The same for a type that is initialized by braces: `Cown<Point> p{1, 2}`.
    template <class... Args>
    requires(detail::isForValue<Cown, Args...> && std::is_aggregate_v<T>
                 && !std::is_constructible_v<T, Args...>
                 && requires(Args &&...args) { T{std::forward<Args>(args)...}; })
    explicit Cown(Args &&...args)
        : m_box(new detail::CownBox<T>(std::in_place, std::forward<Args>(args)...))
    { }

    /// Shares the cown.
    Cown(const Cown &other) noexcept
        : m_box(other.m_box)
    {
        if (m_box)
            m_box->retain();
    }
    /// Takes the handle over; the other one becomes empty.
    Cown(Cown &&other) noexcept
        : m_box(std::exchange(other.m_box, nullptr))
    { }
    /// Gives up the cown it had for the other's.
    Cown &operator=(Cown other) noexcept
    {
        std::swap(m_box, other.m_box);
        return *this;
    }
    ~Cown()
    {
        if (m_box)
            m_box->drop();
    }

    /// A handle to nothing, to be assigned later.
    static Cown empty() noexcept { return Cown(detail::Adopt{}, nullptr); }

    /// False for an empty handle.
    explicit operator bool() const noexcept { return m_box != nullptr; }

    /// Two handles are equal when they share the cown.
    friend bool operator==(const Cown &a, const Cown &b) noexcept { return a.m_box == b.m_box; }

protected:
    friend struct detail::CownAccess;

    /// Adopts one count of the box.
    Cown(detail::Adopt, detail::CownBox<T> *box) noexcept
        : m_box(box)
    { }

    /// The cown, of which this holds a count; null for an empty handle.
    detail::CownBox<T> *m_box;
};

namespace detail {

/// The library's own way into handles.
struct CownAccess
{
    template <class T>
    static CownBox<T> *box(const Cown<T> &cown) noexcept
    {
        return cown.m_box;
    }

    template <class T>
    static Cown<T> adopt(CownBox<T> *box) noexcept
    {
        return Cown<T>(Adopt{}, box);
    }

    template <class T>
    static CownBox<T> *surrender(Cown<T> &&cown) noexcept
    {
        return std::exchange(cown.m_box, nullptr);
    }
};

template <class Handle>
using CownOf = Cown<typename Handle::Value>;

/// A handle of a derived class is a handle.
template <class Handle>
requires(
    std::is_convertible_v<
        const Handle *,
        const CownOf<Handle> *> && !std::is_same_v<Handle, CownOf<Handle>>) struct ReadAlso<Handle>
{
    using Type = CownOf<Handle>;
};

} // namespace detail
} // namespace boc
