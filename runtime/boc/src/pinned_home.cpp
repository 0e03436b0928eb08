// SPDX-License-Identifier: MIT
#include "main_loop.h"
#include "runtime_context.h"

#include <boc/detail/pinned_home.h>
#include <boc/detail/sync.h>
#include <boc/errors.h>

#include <optional>

namespace boc::detail {

namespace {

std::uint64_t nextRuntimeId() noexcept
{
    static Atomic<std::uint64_t> last{0};
    return last.fetch_add(1, std::memory_order_relaxed) + 1;
}

} // namespace

PinnedHome::PinnedHome(RuntimeContext &context, MainLoop &mainLoop)
    : m_context(context)
    , m_mainLoop(&mainLoop)
    , m_runtimeId(nextRuntimeId())
    , m_mainThread(currentThread())
{ }

void PinnedHome::requireMainThread()
{
    if (currentThread() != m_mainThread)
        throw UsageError("PinnedCown: can only be made on the main thread of its runtime, the "
                         "thread that made the runtime");
}

void PinnedHome::add(PinnedResident &resident)
{
    const std::lock_guard lock(m_mutex);
    resident.m_next = m_first;
    if (m_first)
        m_first->m_previous = &resident;
    m_first = &resident;
    resident.m_listed = true;
}

void PinnedHome::unlist(PinnedResident &resident) noexcept
{
    if (!resident.m_listed)
        return;
    if (resident.m_previous)
        resident.m_previous->m_next = resident.m_next;
    else
        m_first = resident.m_next;
    if (resident.m_next)
        resident.m_next->m_previous = resident.m_previous;
    resident.m_previous = resident.m_next = nullptr;
    resident.m_listed = false;
}

void PinnedHome::retire(PinnedResident &resident) noexcept
{
    // The visit begins under the lock, which keeps the runtime alive until then.
    std::optional<RuntimeContext::Visit> visit;
    const MainLoop *toWake = nullptr;
    {
        const std::lock_guard lock(m_mutex);
        unlist(resident);
        if (resident.m_evicting) {
            resident.m_abandoned = true;
            return;
        }
        if (m_mainLoop && currentThread() != m_mainThread) {
            resident.m_next = m_retired;
            m_retired = &resident;
            m_anyRetired.store(true, std::memory_order_relaxed); // the lock orders the list
            toWake = m_mainLoop;
            visit.emplace(m_context);
        }
    }
    if (toWake) {
        toWake->callWakeHook(); // user code, which may call this function again
        return;
    }
    // Either this is the main thread, or the box has no value any more.
    resident.dispose();
}

void PinnedHome::disposeRetired() noexcept
{
    if (!m_anyRetired.load(std::memory_order_relaxed))
        return;
    for (;;) {
        PinnedResident *resident = nullptr;
        {
            const std::lock_guard lock(m_mutex);
            resident = m_retired;
            if (!resident) {
                m_anyRetired.store(false, std::memory_order_relaxed);
                return;
            }
            m_retired = resident->m_next;
        }
        resident->dispose();
    }
}

void PinnedHome::close() noexcept
{
    // Destroying a value may retire others, on this and other threads. The home is closed when none
    // is left.
    for (;;) {
        disposeRetired();
        PinnedResident *resident = nullptr;
        {
            const std::lock_guard lock(m_mutex);
            if (m_retired)
                continue;
            resident = m_first;
            if (!resident) {
                m_mainLoop = nullptr;
                return;
            }
            unlist(*resident);
            resident->m_evicting = true;
        }
        resident->evict();
        bool abandoned = false;
        {
            const std::lock_guard lock(m_mutex);
            resident->m_evicting = false;
            abandoned = resident->m_abandoned;
        }
        if (abandoned)
            resident->dispose();
    }
}

} // namespace boc::detail
