// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <exception>
#include <string_view>
#include <system_error>
#include <type_traits>
#include <utility>

#include "base/outcome.h"

namespace cownscope {

namespace detail {

using IsSentence = bool (*)(const std::exception &);

template <class Sentence>
bool isA(const std::exception &error)
{
    if constexpr (!std::is_base_of_v<std::system_error, Sentence>) {
        if (dynamic_cast<const std::system_error *>(&error) != nullptr)
            return false;
    }
    return dynamic_cast<const Sentence *>(&error) != nullptr;
}

// Of the exception that is being handled.
Outcome failureNow(std::string_view what, IsSentence isSentence) noexcept;

} // namespace detail

/// Calls the function, which returns an Outcome or nothing. Whatever it throws becomes a failure:
/// no thread, no descriptor, no memory. This is the boundary around what a slot, an event handler
/// or main starts, since no exception may go through the event loop.
///
/// `what` is a clause about what did not happen; the reason follows: "The picture cannot be saved:
/// there is not enough memory." Exceptions of the types that are named, as in
/// attempt<lab::FileError>(…), say all of that themselves: their what() is the sentence. (Not that
/// of a std::system_error, where its base is named: it knows the reason alone.)
///
/// Give `what` as a literal: a text that is composed first could be what there is no memory for.
template <class... Sentences, class Function>
Outcome attempt(std::string_view what, Function &&function) noexcept
{
    try {
        if constexpr (std::is_void_v<std::invoke_result_t<Function>>) {
            std::forward<Function>(function)();
            return {};
        } else {
            return std::forward<Function>(function)();
        }
    } catch (...) {
        return detail::failureNow(what, [](const std::exception &error) {
            return (false || ... || detail::isA<Sentences>(error));
        });
    }
}

} // namespace cownscope
