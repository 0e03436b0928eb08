// SPDX-License-Identifier: MIT
#pragma once

#include <boc/cown.h>

#include <type_traits>
#include <utility>

/// \file
/// Values out of cowns that nobody else has.
namespace boc {

namespace detail {

/// Owns a cown's value between claim and destruction.
template <class T>
class Claim
{
public:
    explicit Claim(Cown<T> &&cown)
    {
        claimForTaking(CownAccess::box(cown));
        m_box = CownAccess::surrender(std::move(cown));
    }
    ~Claim() { m_box->reclaim(); }
    Claim(const Claim &) = delete;
    Claim &operator=(const Claim &) = delete;

    /// Throws the exception that the cown holds, if it does.
    Stored<T> &value()
    {
        requireContent(*m_box);
        return m_box->value();
    }

private:
    CownBox<T> *m_box;
};

} // namespace detail

/// Ends a cown and gives its value to the caller, outside behaviors; or throws the exception that
/// the cown holds as the result of a behavior that failed, which then counts as read. For `void` it
/// only does the latter.
///
///     boc::Cown<int> sum = boc::when(a, b) << …;
///     runtime.quiesce();
///     int result = boc::take(std::move(sum));
///
/// Only the last handle will do: while another one exists, or a behavior that names the cown or has
/// it as its result is in flight, somebody might use the value, so that this throws UsageError and
/// leaves the handle as it was. Once all behaviors on the cown have ended (see Runtime::quiesce and
/// Scope::wait) that cannot be. Weak handles do no harm; their cown is gone from the moment of the
/// call. Any thread; for a pinned cown the main thread of its runtime, while that exists.
///
/// If the move constructor throws, the value is lost.
///
/// Cost: a lock for a few instructions, and a move.
template <class T>
T take(Cown<T> &&cown)
{
    static_assert(std::is_void_v<T> || std::is_move_constructible_v<T>,
                  "take() moves the value out of the cown: it must be move constructible");
    detail::Claim<T> claim(std::move(cown));
    if constexpr (std::is_void_v<T>)
        claim.value();
    else
        return std::move(claim.value());
}

} // namespace boc
