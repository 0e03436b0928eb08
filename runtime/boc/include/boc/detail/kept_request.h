// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/request.h>

#include <ranges>
#include <type_traits>
#include <vector>

/// \file
/// Arguments of `when` that are stored for later: handles are copied, ranges become vectors of
/// handles.
namespace boc::detail {

template <class Request>
struct KeptRequest;

template <SingleCown Handle>
struct KeptRequest<Handle>
{
    using Type = Handle;
    static Type keep(const Handle &handle) { return handle; }
};

template <CownRange Range>
requires(!SingleCown<Range>) struct KeptRequest<Range>
{
    using Type = std::vector<std::ranges::range_value_t<const Range &>>;
    static Type keep(const Range &range)
    {
        return Type(std::ranges::begin(range), std::ranges::end(range));
    }
};

template <class Inner>
struct KeptRequest<Read<Inner>>
{
    using Exclusive = KeptRequest<std::remove_cvref_t<Inner>>;
    using Type = Read<typename Exclusive::Type>;
    static Type keep(const Read<Inner> &read) { return {Exclusive::keep(read.request)}; }
};

template <class Request>
using Kept = typename KeptRequest<std::remove_cvref_t<Request>>::Type;

template <class Request>
Kept<Request> keep(const Request &request)
{
    return KeptRequest<std::remove_cvref_t<Request>>::keep(request);
}

} // namespace boc::detail
