// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/cown_core.h>
#include <boc/detail/sync.h>

namespace boc::detail {

/// Destroys the cowns whose last handles go on one thread, without recursion: a cown that loses its
/// last handle while another is being destroyed (its value held that handle, say) waits in a list
/// until that is done. A chain of any length hence needs no more stack than one cown.
///
/// Values die in the order in which their last handles went: a value's own members first, then the
/// cowns that only it held, in the order of their handles' destruction. All are dead before the
/// outermost drop returns.
///
/// Used by its own thread only. Allocates nothing: the list is linked through the cowns.
class Reclaimer
{
public:
    static Reclaimer &ofThread() noexcept { return threadLocal<Reclaimer>(); }

    /// The cown's last handle is gone.
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

/// Makes the thread's drops outermost ones again for the length of a scope: what runs in it is
/// not part of the destruction that is under way, although it was called from there.
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
