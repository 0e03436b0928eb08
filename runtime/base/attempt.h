// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <exception>
#include <string_view>
#include <system_error>
#include <thread>
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

// Describes the exception that is being handled.
Outcome failureNow(std::string_view what, IsSentence isSentence) noexcept;

} // namespace detail

/// Calls a function that returns an Outcome or nothing, and turns all exceptions into failures,
/// such as a lack of threads, descriptors or memory. To be used in slots, event handlers and
/// main(), since no exception may pass through the event loop.
///
/// `what` is a clause that says what failed. The reason is appended: "The picture cannot be saved:
/// there is not enough memory." If the type of an exception is a template argument, as in
/// attempt<lab::FileError>(…), its what() is used as the complete message. This does not apply to a
/// std::system_error that is caught by its base class, since its what() is only the reason.
///
/// `what` should be a literal, since composing a text may itself run out of memory.
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

/// Calls the function until it does not throw. For the last message of a thread, without which its
/// owner would wait for its end forever. What it throws must be due to a temporary lack of memory.
template <class Function>
void untilThereIsMemory(const Function &function)
{
    while (!attempt("There is no memory", function))
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
}

} // namespace cownscope
