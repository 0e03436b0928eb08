// SPDX-License-Identifier: MIT
#include <boc/detail/behavior_core.h>
#include <boc/detail/handover.h>
#include <boc/detail/placing.h>
#include <boc/detail/scheduling.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

/// \file
/// Two-phase placement. Phase 1 locks all cowns of the batch in address order and acquires each
/// cown or takes a place in its queue. Phase 2 makes the places visible and unlocks the cowns. A
/// behavior's places are taken while all its cowns are locked. So two behaviors that share cowns
/// have the same order in all their queues, and "waits for" has no cycle. Locks nest in one global
/// order, so placing cannot deadlock either; only queue operations run under them.

namespace boc::detail {

namespace {

/// The order in which the cowns of slots are locked.
bool precedes(const Slot *a, const Slot *b) noexcept
{
    return LockRank::before(a->cown(), b->cown());
}

/// Takes slots in lock order, moves one slot for each cown to the front and marks the others as
/// duplicates. If any slot of a cown writes, the kept one writes. Returns the number kept.
std::size_t foldDuplicates(Slot **slots, std::size_t count) noexcept
{
    std::size_t kept = 0;
    for (std::size_t i = 0; i < count; ++i) {
        Slot *const slot = slots[i];
        if (kept > 0 && slots[kept - 1]->cown() == slot->cown()) [[unlikely]] {
            slot->setDuplicate();
            if (slot->access() == Access::Write)
                slots[kept - 1]->setWrite();
        } else {
            slots[kept++] = slot;
        }
    }
    return kept;
}

using Few = std::array<Slot *, BehaviorCore::fewSlots>;

/// Sorts the slots by rank: the number of slots with smaller cowns, or with the same cown and a
/// smaller index. Compares all pairs without branches, which would be mispredicted since the order
/// is arbitrary.
void rankFew(std::span<Slot> slots, Slot **order) noexcept
{
    std::array<const CownCore *, BehaviorCore::fewSlots> cowns;
    std::array<std::uint32_t, BehaviorCore::fewSlots> ranks;
    for (std::size_t i = 0; i < slots.size(); ++i) {
        cowns[i] = slots[i].cown();
        std::uint32_t rank = 0;
        for (std::size_t j = 0; j < i; ++j) {
            const std::uint32_t before = LockRank::before(cowns[i], cowns[j]) ? 1 : 0;
            ranks[j] += before;
            rank += 1 - before;
        }
        ranks[i] = rank;
    }
    for (std::size_t i = 0; i < slots.size(); ++i)
        order[ranks[i]] = &slots[i];
}

/// Sorts the slots of a behavior into lock order, one for each cown; see foldDuplicates. `few` has
/// room for fewSlots; more are sorted in the behavior's block. Returns the sorted slots.
std::span<Slot *> putInOrder(const BehaviorCore &behavior, Slot **few) noexcept
{
    const std::span<Slot> slots = behavior.slotSpan();
    const bool areFew = slots.size() <= BehaviorCore::fewSlots;
    Slot **const order = areFew ? few : behavior.orderStorage();
    std::size_t count = 0;
    std::size_t ascending = 0;
    for (Slot &slot : slots) {
        if (count > 0 && precedes(order[count - 1], &slot))
            ++ascending;
        order[count++] = &slot;
    }
    // Already sorted, which is common: cowns are often allocated in this order.
    if (ascending + 1 == count)
        return {order, count};
    if (areFew)
        rankFew(slots, order);
    else
        std::sort(order, order + count, precedes);
    return {order, foldDuplicates(order, count)};
}

/// The behavior's next cown to lock after `previous`, or the first one if that is null; null after
/// the last one.
CownCore *nextToLock(const BehaviorCore &behavior, const CownCore *previous) noexcept
{
    const auto isDone = [&](const Slot *slot) {
        return previous && !LockRank::before(previous, slot->cown());
    };
    const std::span<Slot> slots = behavior.slotSpan();
    if (slots.size() > BehaviorCore::fewSlots) {
        // Already sorted, with duplicates at the end, which are skipped.
        Slot **const order = behavior.orderStorage();
        Slot **const end = order + std::count_if(slots.begin(), slots.end(), [](const Slot &slot) {
                               return !slot.isDuplicate();
                           });
        Slot **const next = std::partition_point(order, end, isDone);
        return next == end ? nullptr : (*next)->cown();
    }
    CownCore *first = nullptr;
    for (const Slot &slot : slots) {
        if (!isDone(&slot) && (!first || LockRank::before(slot.cown(), first)))
            first = slot.cown();
    }
    return first;
}

/// The same for a whole batch. It must not allocate memory, since it is too late to fail here.
CownCore *nextToLock(std::span<BehaviorCore *const> batch, const CownCore *previous) noexcept
{
    CownCore *first = nullptr;
    for (const BehaviorCore *behavior : batch) {
        CownCore *const next = nextToLock(*behavior, previous);
        if (next && (!first || LockRank::before(next, first)))
            first = next;
    }
    return first;
}

/// Under the lock of its cown: acquires the cown for the slot, or takes a place in the queue that
/// is not visible yet. Returns the number of missing cowns: 0 or 1.
std::uint32_t enqueue(Slot &slot) noexcept
{
    std::uintptr_t &word = slot.cown()->lockedWord();
    const CownCore::Placed placed = slot.cown()->enqueue(slot, word);
    slot.setPredecessor(placed.predecessor);
    word = placed.word;
    return placed.taken ? 0 : 1;
}

/// The comparisons of Batcher's merge exchange sort (Knuth, The Art of Computer Programming, volume
/// 3, algorithm 5.2.2M).
template <std::size_t count>
struct SortingNetwork
{
    struct Comparison
    {
        std::size_t first;
        std::size_t second;
    };

    template <class Use>
    static constexpr void forEach(Use use)
    {
        for (std::size_t p = std::bit_ceil(count) / 2; p > 0; p /= 2) {
            std::size_t distance = p;
            std::size_t bits = 0;
            for (std::size_t q = std::bit_ceil(count) / 2; q >= p; q /= 2) {
                for (std::size_t i = 0; i + distance < count; ++i) {
                    if ((i & p) == bits)
                        use(Comparison{i, i + distance});
                }
                distance = q - p;
                bits = p;
            }
        }
    }
    static constexpr std::size_t size()
    {
        std::size_t all = 0;
        forEach([&all](Comparison) { ++all; });
        return all;
    }
    static constexpr std::array<Comparison, size()> comparisons()
    {
        std::array<Comparison, size()> all{};
        std::size_t next = 0;
        forEach([&](Comparison comparison) { all[next++] = comparison; });
        return all;
    }
};

/// As placeFew, with one block of straight code for each count.
template <bool writes, std::size_t... index>
bool placeUnrolled(BehaviorCore &behavior, Slot *all, std::index_sequence<index...>) noexcept
{
    constexpr std::size_t count = sizeof...(index);
    using Network = SortingNetwork<count>;
    static constexpr auto network = Network::comparisons();
    std::array<Place<writes>, count> places{Place<writes>(all[index])...};
    const auto areAscending = [&]<std::size_t... i>(std::index_sequence<i...>)
    {
        return (... + (LockRank::before(places[i].cown(), places[i + 1].cown()) ? 0 : 1)) == 0;
    };
    constexpr auto neighbors = std::make_index_sequence<count - 1>();
    // Often sorted already, since cowns are often allocated in this order.
    if (!areAscending(neighbors)) {
        [&]<std::size_t... i>(std::index_sequence<i...>)
        {
            (Place<writes>::putInOrder(places[network[i].first], places[network[i].second]), ...);
        }
        (std::make_index_sequence<network.size()>());
        if (!areAscending(neighbors)) [[unlikely]]
            return placeAny(behavior);
    }
    std::uint32_t missing = 0;
    ((missing += places[index].enqueue()), ...);
    behavior.setMissing(missing);
    (places[index].show(), ...);
    return missing == 0;
}

// Fewer slots are placed by placeFew. With the explorer, this code is tested with two slots.
constexpr std::size_t leastUnrolled = exploring ? 2 : 4;
constexpr std::size_t mostUnrolled = exploring ? 2 : 9; // a state and a window of eight

template <bool writes, std::size_t count = leastUnrolled>
bool placeByCount(BehaviorCore &behavior, std::span<Slot> all) noexcept
{
    if constexpr (count > mostUnrolled) {
        return placeAny(behavior);
    } else {
        if (all.size() == count)
            return placeUnrolled<writes>(behavior, all.data(), std::make_index_sequence<count>());
        return placeByCount<writes, count + 1>(behavior, all);
    }
}

} // namespace

bool placeMany(BehaviorCore &behavior, bool writes) noexcept
{
    const std::span<Slot> all = behavior.slotSpan();
    return writes ? placeByCount<true>(behavior, all) : placeByCount<false>(behavior, all);
}

bool placeAny(BehaviorCore &behavior) noexcept
{
    Few few;
    const std::span<Slot *> order = putInOrder(behavior, few.data());
    std::uint32_t missing = 0;
    for (Slot *slot : order) {
        slot->cown()->lockedWord() = slot->cown()->lock();
        missing += enqueue(*slot);
    }
    behavior.setMissing(missing);
    for (Slot *const *slot = order.data(), *const *end = slot + order.size(); slot != end; ++slot) {
        CownCore &cown = *(*slot)->cown();
        (*slot)->appendToPredecessor();
        cown.unlockAs(cown.lockedWord());
    }
    return missing == 0;
}

void place(std::span<BehaviorCore *const> batch) noexcept
{
    for (BehaviorCore *behavior : batch) {
        Few few;
        putInOrder(*behavior, few.data());
    }
    for (CownCore *cown = nextToLock(batch, nullptr); cown; cown = nextToLock(batch, cown))
        cown->lockedWord() = cown->lock();
    for (BehaviorCore *behavior : batch) {
        std::uint32_t missing = 1; // this thread as well, which keeps the behavior alive
        for (Slot &slot : behavior->slotSpan()) {
            if (!slot.isDuplicate())
                missing += enqueue(slot);
        }
        behavior->setMissing(missing);
    }
    for (BehaviorCore *behavior : batch) {
        for (Slot &slot : behavior->slotSpan()) {
            if (!slot.isDuplicate())
                slot.appendToPredecessor();
        }
    }
    for (CownCore *cown = nextToLock(batch, nullptr); cown; cown = nextToLock(batch, cown))
        cown->unlockAs(cown->lockedWord());
    for (BehaviorCore *behavior : batch) {
        if (behavior->arrive())
            dispatch(*behavior);
    }
}

} // namespace boc::detail
