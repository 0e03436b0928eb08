// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"

#include <chrono>
#include <exception>
#include <string_view>
#include <system_error>
#include <thread>
#include <type_traits>
#include <utility>

namespace cownscope {

namespace detail {

using IsUserError = bool (*)(const std::exception &);

template <class Error>
bool matches(const std::exception &error)
{
    if constexpr (!std::is_base_of_v<std::system_error, Error>) {
        if (dynamic_cast<const std::system_error *>(&error) != nullptr)
            return false;
    }
    return dynamic_cast<const Error *>(&error) != nullptr;
}

// Turns the exception that is being handled into a failure.
Outcome failureNow(std::string_view what, IsUserError isUserError) noexcept;

} // namespace detail

/// Calls a function that returns an Outcome or nothing, and turns all exceptions into failures,
/// such as a lack of threads, descriptors or memory. To be used in slots, event handlers and
/// main(), since no exception may pass through the event loop.
///
/// `what` is a clause that says what failed. The reason is appended: "The picture cannot be saved:
/// there is not enough memory."
///
/// The template arguments are types of exceptions whose what() already is a complete message for
/// the user, as in attempt<lab::FileError>(…). For these, `what` is not used. A std::system_error
/// is only treated so if it is named itself, not through a base class such as std::runtime_error,
/// since its what() is only a reason.
///
/// `what` should be a literal, since composing a text may itself run out of memory.
template <class... UserErrors, class Function>
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
            return (false || ... || detail::matches<UserErrors>(error));
        });
    }
}

/// Calls the function until it does not throw. For the last message of a thread, without which its
/// owner would wait for its end forever. What it throws must be due to a temporary lack of memory.
template <class Function>
void untilThereIsMemory(const Function &function)
{
    while (!attempt("There is no memory", function))
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
}

} // namespace cownscope
