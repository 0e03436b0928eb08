// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>

namespace cownscope {

/// The result of an operation that can fail with an error message for the user. Callers that can
/// continue after a failure get an Outcome; an exception is for those that cannot (see attempt.h).
class [[nodiscard]] Outcome
{
public:
    Outcome() = default; ///< success

    /// The reason is one sentence in UTF-8, for the user. It is never empty.
    static Outcome failure(std::string reason)
    {
        Outcome outcome;
        outcome.m_reason = reason.empty() ? "The reason is unknown." : std::move(reason);
        return outcome;
    }

    bool ok() const noexcept { return m_reason.empty(); }
    explicit operator bool() const noexcept { return ok(); }
    /// Empty after a success.
    const std::string &reason() const noexcept { return m_reason; }

    bool operator==(const Outcome &) const = default;

private:
    std::string m_reason;
};

} // namespace cownscope
