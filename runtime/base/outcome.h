// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>

namespace cownscope {

/// How something ended that can fail for a reason that people are told. The one way to report such
/// a failure to a caller who goes on; who cannot go on gets an exception (see attempt.h).
class [[nodiscard]] Outcome
{
public:
    Outcome() = default; ///< success

    /// The reason is one sentence in UTF-8, for people. It is never empty.
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
