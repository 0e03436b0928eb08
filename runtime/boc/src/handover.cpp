// SPDX-License-Identifier: MIT
#include <boc/detail/handover.h>
#include <boc/detail/scheduling.h>

#include <array>
#include <utility>

namespace boc::detail {

BehaviorCore *Handover::releaseOther(Slot &slot) noexcept
{
    if (slot.isDuplicate())
        return nullptr;
    CownCore &cown = *slot.cown();
    if (cown.isOnlyFor(slot)) {
        if (cown.tryEndQuietly()) {
            slot.disownHandle();
        } else {
            cown.freeUnseen();
            slot.behavior().ownHandle(slot);
        }
        return nullptr;
    }
    const Released released = cown.release(slot);
    if (released.kind == Released::Writer)
        return &released.first->behavior();
    if (released.kind == Released::Heir)
        slot.behavior().inheritHandle(slot);
    else
        grant(released);
    return nullptr;
}

void Handover::releaseResult(Slot &slot) noexcept
{
    if (BehaviorCore *const next = releaseOther(slot))
        arrive(*next, 1);
}

void Handover::release(BehaviorCore &behavior) noexcept
{
    release(behavior.slotSpan());
    if (behavior.hasResult())
        releaseResult(behavior.resultSlot());
}

void Handover::finish(BehaviorCore &behavior) noexcept
{
    release(behavior);
    behavior.dropHandles();
    behavior.destroy();
}

void Handover::grant(const Released &released) noexcept
{
    if (released.kind == Released::Writer) {
        arrive(released.first->behavior(), 1);
    } else if (released.kind == Released::Readers) {
        grantReaders(released.first);
    }
}

void Handover::grantReaders(Slot *first) noexcept
{
    std::array<BehaviorCore *, exploring ? 2 : 32> ready;
    std::size_t count = 0;
    // A slot may be destroyed once its behavior has arrived and can be run.
    for (Slot *slot = first; slot;) {
        BehaviorCore &behavior = slot->behavior();
        slot = slot->successor().slot;
        if (!behavior.arrive(1))
            continue;
        if (mayRunNext(behavior)) {
            direct = &behavior;
            continue;
        }
        ready[count++] = &behavior;
        if (count == ready.size())
            dispatch(std::span(ready).first(std::exchange(count, 0)));
    }
    if (count > 0)
        dispatch(std::span(ready).first(count));
}

void grant(const Released &released) noexcept
{
    Handover(nullptr).grant(released);
}

} // namespace boc::detail
