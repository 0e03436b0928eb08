// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/cown_core.h>
#include <boc/detail/sync.h>

namespace boc::detail {

/// Destroys the cowns whose last handles are dropped on one thread, without recursion: a cown that
/// loses its last handle while another one is being destroyed (for example because that one's value
/// held it) waits in a list. So a chain of any length needs no more stack than one cown.
///
/// Values are destroyed in the order in which their last handles were dropped: a value's own
/// members first, then the cowns that only it held, in the order of their handles' destruction. All
/// are destroyed before the outermost drop returns.
///
/// Used by its own thread only. Allocates nothing: the list is linked through the cowns.
class Reclaimer
{
public:
    static Reclaimer &ofThread() noexcept { return threadLocal<Reclaimer>(); }

    /// The cown's last handle was dropped.
    void reclaim(CownCore &cown) noexcept;

    class Afresh;

    constexpr Reclaimer() noexcept = default;

private:
    Reclaimer(const Reclaimer &) = default;
    Reclaimer &operator=(const Reclaimer &) = default;

    CownCore *m_first = nullptr;
    CownCore *m_last = nullptr;
    bool m_active = false;
};

/// Starts a new, independent list within a C++ scope, for code that is called during a destruction
/// but is not part of it.
class Reclaimer::Afresh
{
public:
    Afresh() noexcept
        : m_outer(ofThread())
    {
        ofThread() = {};
    }
    ~Afresh() { ofThread() = m_outer; }
    Afresh(const Afresh &) = delete;
    Afresh &operator=(const Afresh &) = delete;

private:
    const Reclaimer m_outer;
};

} // namespace boc::detail
