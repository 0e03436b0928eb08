// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/cown_box.h>
#include <boc/detail/type_tag.h>

#include <type_traits>
#include <utility>

/// \file
/// Handles to cowns.
namespace boc {

namespace detail {

struct CownAccess;

/// Marks the constructor that takes over a box.
struct Adopt
{ };

/// False where constructor arguments are another handle or a box, not arguments for a value.
/// Checked before all other constraints, because is_constructible for T may depend on the handle
/// type that is being defined.
template <class Handle, class... Args>
inline constexpr bool isForValue = true;
template <class Handle, class Arg>
inline constexpr bool isForValue<Handle, Arg> =
    !std::is_base_of_v<Handle, std::remove_cvref_t<Arg>>;
template <class Handle, class Box>
inline constexpr bool isForValue<Handle, Adopt, Box> = false;

} // namespace detail

/// A handle to a cown: a value that only a behavior that holds the cown may access.
///
/// Copies of a handle share the cown; the value dies with the last of them. Handles may be kept,
/// copied, captured, compared and destroyed on any thread, inside and outside behaviors; they are
/// as thread-safe as a `std::shared_ptr`. Outside behaviors the value cannot be accessed: a handle
/// has no accessor.
///
/// A handle may be empty: made by `Cown<T>::empty()`, moved from, or locked from a WeakCown whose
/// value is gone. It can be held, copied, compared, assigned and sent like any other; `if (cown)`
/// tests it. Passing it where a cown is needed (`when`, `notification`, `take`) is a UsageError.
///
/// A type may hold handles to cowns of its own type, and uses `Cown<T>::empty()` for none
/// (std::optional would require T to be complete).
///
/// Dropping the last handle destroys the value before it returns. If behaviors still hold the cown
/// or wait for it, the value is destroyed after the last of them. If the last handle is dropped by
/// the destructor of another cown's value, the value is destroyed right after that destructor, so
/// chains of cowns may have any length. A cown whose value holds, directly or not, a handle to
/// itself is never freed: use a WeakCown there.
///
/// Cost: the value plus 48 bytes, on separate cache lines; a copy is one atomic increment.
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

    /// The same for an aggregate: `Cown<Point> p{1, 2}`.
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
    /// Takes over the handle; `other` becomes empty.
    Cown(Cown &&other) noexcept
        : m_box(std::exchange(other.m_box, nullptr))
    { }
    /// Drops the current cown and takes the other handle's cown.
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

    /// An empty handle, to be assigned later.
    static Cown empty() noexcept { return Cown(detail::Adopt{}, nullptr); }

    /// False for an empty handle.
    explicit operator bool() const noexcept { return m_box != nullptr; }

    /// Two handles are equal if they share the cown.
    friend bool operator==(const Cown &a, const Cown &b) noexcept { return a.m_box == b.m_box; }

protected:
    friend struct detail::CownAccess;

    /// Takes over one reference count of the box.
    Cown(detail::Adopt, detail::CownBox<T> *box) noexcept
        : m_box(box)
    { }

    /// The cown, with one reference count owned by this handle; null for an empty handle.
    detail::CownBox<T> *m_box;
};

namespace detail {

/// The library's access to the box of a handle.
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

/// A handle of a derived class can be read as a Cown.
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
