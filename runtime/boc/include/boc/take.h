// SPDX-License-Identifier: MIT
#pragma once

#include <boc/cown.h>

#include <type_traits>
#include <utility>

/// \file
/// Moves values out of cowns.
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

    /// The value; throws the cown's exception if it holds one.
    Stored<T> &value()
    {
        requireContent(*m_box);
        return m_box->value();
    }

private:
    CownBox<T> *m_box;
};

} // namespace detail

/// Destroys a cown and returns its value, outside behaviors. If the cown holds the exception of a
/// failed behavior, throws it; it then counts as read. For `void` it only does the latter.
///
///     boc::Cown<int> sum = boc::when(a, b) << …;
///     runtime.quiesce();
///     int result = boc::take(std::move(sum));
///
/// Requires the last handle: throws UsageError, and leaves the handle unchanged, while another
/// handle exists or while a behavior in flight names the cown or has it as its result. Wait for
/// such behaviors first (see Runtime::quiesce and Scope::wait). Weak handles are allowed; their
/// lock() returns an empty handle from now on. Any thread; for a pinned cown only the main thread
/// of its runtime, while the runtime exists.
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
