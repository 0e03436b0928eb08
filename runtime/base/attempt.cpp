// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/attempt.h"

#include <new>
#include <string>

namespace cownscope::detail {

namespace {

// So short that a std::string does not allocate memory for it.
constexpr const char *outOfMemory = "Out of memory.";

std::string sentence(std::string_view what, const std::string &reason)
{
    std::string text(what);
    text += ": ";
    text += reason.empty() ? "the reason is unknown" : reason;
    if (!text.ends_with('.'))
        text += '.';
    return text;
}

Outcome failureOfRethrown(std::string_view what, IsUserError isUserError)
{
    try {
        throw;
    } catch (const std::bad_alloc &) {
        return Outcome::failure(sentence(what, "there is not enough memory"));
    } catch (const std::exception &error) {
        return Outcome::failure(isUserError(error) ? std::string(error.what())
                                                   : sentence(what, error.what()));
    } catch (...) {
        return Outcome::failure(sentence(what, ""));
    }
}

} // namespace

Outcome failureNow(std::string_view what, IsUserError isUserError) noexcept
{
    try {
        return failureOfRethrown(what, isUserError);
    } catch (const std::bad_alloc &) { // no memory to compose the sentence
        return Outcome::failure(outOfMemory);
    }
}

} // namespace cownscope::detail
