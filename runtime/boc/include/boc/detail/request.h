// SPDX-License-Identifier: MIT
#pragma once

#include <boc/acquired.h>
#include <boc/cown.h>
#include <boc/read.h>

#include <array>
#include <concepts>
#include <cstddef>
#include <iterator>
#include <ranges>
#include <type_traits>
#include <utility>
#include <vector>

/// \file
/// Traits of one argument of `when`: how many cowns, with which access, the body's parameter, and
/// how a temporary moves its handles into the behavior, which may be scheduled after the temporary
/// is destroyed.
namespace boc::detail {

template <class T>
std::true_type isCown(const Cown<T> &);
std::false_type isCown(...);

template <class T>
T valueOf(const Cown<T> &);
template <class T>
requires std::is_void_v<T>
void valueOf(const Cown<T> &);

/// A handle to one cown: Cown<T> or PinnedCown<T>.
template <class Request>
concept SingleCown = decltype(isCown(std::declval<const Request &>()))::value;

/// A contiguous range of handles.
template <class Request>
concept CownRange = std::ranges::contiguous_range < const std::remove_reference_t<Request>
& > &&std::ranges::sized_range<const std::remove_reference_t<Request> &>
        &&SingleCown<std::ranges::range_value_t<const std::remove_reference_t<Request> &>>;

/// True for temporaries that only refer to handles and may be destroyed: spans.
template <class Request>
inline constexpr bool refersToHandles =
    !SingleCown<Request> && std::ranges::borrowed_range<std::remove_cvref_t<Request>>;

/// True for containers that are known to own their handles.
template <class Range>
inline constexpr bool isContainer = false;
template <class Handle, class Allocator>
inline constexpr bool isContainer<std::vector<Handle, Allocator>> = true;
template <class Handle, std::size_t count>
inline constexpr bool isContainer<std::array<Handle, count>> = true;

template <class Handle>
struct HandleValue;
template <class Handle>
requires requires
{
    typename Handle::Value;
}
struct HandleValue<Handle>
{
    using Type = typename Handle::Value;
};

template <class Request>
struct RequestTraits
{
    static_assert(SingleCown<Request> || CownRange<Request>,
                  "when() takes cowns and contiguous ranges of cowns, each perhaps in read(). To "
                  "schedule on the result of a behavior keep it first: Cown<R> r = when(…) << …;");
};

/// One cown.
template <SingleCown Handle>
struct RequestTraits<Handle>
{
    using Value = typename HandleValue<Handle>::Type;
    using Parameter = Acquired<Value>;
    static constexpr bool isRange = false;
    static constexpr Access access = Access::Write;
    static const Handle *first(const Handle &handle) noexcept { return &handle; }
    static std::size_t count(const Handle &) noexcept { return 1; }

    /// True if a temporary request owns its handles, which then are destroyed with it.
    static constexpr bool hasHandles = true;
    /// Gives the caller one reference count: the handle's own if it may be changed, otherwise a new
    /// one.
    static void giveHandle(Handle &handle, std::size_t) noexcept
    {
        CownAccess::surrender(std::move(handle));
    }
    static void giveHandle(const Handle &handle, std::size_t) noexcept
    {
        CownAccess::box(handle)->retain();
    }
};

/// A range of cowns.
template <CownRange Range>
requires(!SingleCown<Range>) struct RequestTraits<Range>
{
    using Handle = std::ranges::range_value_t<const Range &>;
    using Value = typename HandleValue<Handle>::Type;
    using Parameter = AcquiredSpan<Value>;
    static constexpr bool isRange = true;
    static constexpr Access access = Access::Write;
    static const Handle *first(const Range &range) noexcept { return std::ranges::data(range); }
    static std::size_t count(const Range &range) noexcept { return std::ranges::size(range); }

    static constexpr bool hasHandles = !refersToHandles<Range>;
    template <class Any>
    static void giveHandle(Any &range, std::size_t index) noexcept
    {
        if constexpr (isContainer<Any>)
            CownAccess::surrender(std::move(range[index]));
        else
            CownAccess::box(first(range)[index])->retain();
    }
};

/// Either of them, shared.
template <class Inner>
struct RequestTraits<Read<Inner>>
{
    using Exclusive = RequestTraits<std::remove_cvref_t<Inner>>;
    using Value = typename Exclusive::Value;
    using Parameter =
        std::conditional_t<Exclusive::isRange, AcquiredSpan<const Value>, Acquired<const Value>>;
    static constexpr bool isRange = Exclusive::isRange;
    static constexpr Access access = Access::Read;
    static auto first(const Read<Inner> &read) noexcept { return Exclusive::first(read.request); }
    static std::size_t count(const Read<Inner> &read) noexcept
    {
        return Exclusive::count(read.request);
    }

    static constexpr bool hasHandles = !std::is_reference_v<Inner> && Exclusive::hasHandles;
    template <class Any>
    static void giveHandle(Any &read, std::size_t index) noexcept
    {
        Exclusive::giveHandle(read.request, index);
    }
};

template <class Request>
using Traits = RequestTraits<std::remove_cvref_t<Request>>;

} // namespace boc::detail
