// SPDX-License-Identifier: MIT
#include "reclaimer.h"

#include <boc/detail/cown_core.h>
#include <boc/detail/spin.h>
#include <boc/errors.h>

#include <utility>

namespace boc::detail {

#ifndef BOC_DETERMINISTIC
static_assert(sizeof(void *) != 8 || sizeof(CownCore) == 48, "every cown pays for this");
#endif

Released CownCore::release(Slot &slot) noexcept
{
    if (slot.access() == Access::Read)
        return releaseRead();
    const Slot::Successor next = slot.successor();
    if (next.slot && !next.reads)
        return {next.slot, Released::Writer};
    if (!next.slot && tryFree(slot))
        return {};
    return releaseWrite(slot);
}

Released CownCore::releaseWrite(Slot &slot) noexcept
{
    const std::uintptr_t word = lock();
    m_queueCheck.writes();
    const Slot::Successor next = slot.successor();
    if (!next.slot)
        return becomeFree(word);
    if (!next.reads) {
        unlockAs(word);
        return {next.slot, Released::Writer};
    }
    Slot *last = next.slot;
    std::uint32_t readers = 1;
    Slot::Successor after = last->successor();
    for (; after.slot && after.reads; after = last->successor()) {
        last = after.slot;
        ++readers;
    }
    last->cut();
    m_readers.store(readers, std::memory_order_relaxed);
    m_head = after.slot;
    unlockAs((after.slot ? word : word & inheritsFlag) | sharedFlag);
    return {next.slot, Released::Readers};
}

Released CownCore::releaseRead() noexcept
{
    // If a writer waits, it waits at least for this reader. The value read here cannot be older
    // than the grant to the readers. The acquire pairs with the release by the thread that placed
    // this reader, which may have finished using the slot only just now.
    const std::uintptr_t seen = m_word.load(std::memory_order_acquire);
    const bool closed = slotOf(seen) != nullptr;
    if (closed && m_readers.fetch_sub(1, std::memory_order_acq_rel) != 1)
        return {};
    const std::uintptr_t word = lock();
    m_queueCheck.writes();
    // Releasing the lock also publishes this reader's accesses.
    if (!closed && m_readers.fetch_sub(1, std::memory_order_acquire) != 1) {
        unlockAs(word);
        return {};
    }
    Slot *const writer = std::exchange(m_head, nullptr);
    if (!writer)
        return becomeFree(word);
    unlockAs(word & ~sharedFlag);
    return {writer, Released::Writer};
}

Released CownCore::becomeFree(std::uintptr_t word) noexcept
{
    unlockAs(0);
    return {nullptr, (word & inheritsFlag) != 0 ? Released::Heir : Released::Nobody};
}

void CownCore::dropLast() noexcept
{
    std::uintptr_t word = m_word.load(std::memory_order_relaxed);
    while (isHeld(word)) {
        if (m_word.compare_exchange_weak(word, word | inheritsFlag, std::memory_order_release,
                                         std::memory_order_relaxed))
            return;
    }
    // Free or locked. Under the lock nobody acquires the cown, and nobody promotes a weak handle.
    word = lock();
    if (isHeld(word)) {
        unlockAs(word | inheritsFlag);
        return;
    }
    if (m_counts.load(std::memory_order_acquire) == oneHandle + oneWeak) {
        // Nobody else can reach it or its lock.
        m_counts.store(oneWeak, std::memory_order_relaxed);
        freeUnseen();
        if (!tryEndQuietly())
            reclaim();
        return;
    }
    const bool last = handlesOf(m_counts.fetch_sub(oneHandle, std::memory_order_acq_rel)) == 1;
    unlockAs(0);
    if (last)
        reclaim();
}

bool CownCore::promote() noexcept
{
    const std::uintptr_t word = lock();
    const bool alive = handlesOf(m_counts.load(std::memory_order_relaxed)) != 0;
    if (alive)
        m_counts.fetch_add(oneHandle, std::memory_order_relaxed);
    unlockAs(word);
    return alive;
}

bool CownCore::claim(const Slot *holder) noexcept
{
    const std::uintptr_t word = lock();
    const bool sole =
        word == wordOf(holder) && handlesOf(m_counts.load(std::memory_order_acquire)) == 1;
    if (sole)
        m_counts.fetch_sub(oneHandle, std::memory_order_relaxed);
    unlockAs(sole ? 0 : word);
    return sole;
}

std::uintptr_t CownCore::lockContended() noexcept
{
    for (;;) {
        spinWhile([this] { return m_word.load(std::memory_order_relaxed) == lockedFlag; });
        const std::uintptr_t word = m_word.exchange(lockedFlag, std::memory_order_acquire);
        if (word != lockedFlag)
            return word;
    }
}

void CownCore::reclaim() noexcept
{
    Reclaimer::ofThread().reclaim(*this);
}

void claimForTaking(CownCore *cown)
{
    if (!cown)
        throw UsageError("take: the cown handle is empty (moved from, or never assigned)");
    if (!cown->isAtHome())
        throw UsageError("take: the value of a pinned cown can only be taken on the main thread of "
                         "its runtime");
    if (!cown->claim())
        throw UsageError("take: the cown has other handles, or behaviors that are scheduled on it; "
                         "wait for them and drop the handles first");
}

void requireContent(const CownCore &cown)
{
    if (!cown.hasContent())
        throw UsageError("take: the runtime of this pinned cown has ended, and the value with it");
}

} // namespace boc::detail
