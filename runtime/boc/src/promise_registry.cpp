// SPDX-License-Identifier: MIT
#include <boc/detail/promise_registry.h>
#include <boc/detail/scheduling.h>
#include <boc/errors.h>

#include <mutex>
#include <utility>

namespace boc::detail {

PromiseRegistry::PromiseRegistry(std::shared_ptr<const ExceptionHook> hook) noexcept
    : m_hook(std::move(hook))
{ }

void PromiseRegistry::open(PromiseEntry &entry)
{
    const std::lock_guard lock(m_mutex);
    if (m_closed)
        throw StoppedError();
    link(entry);
}

bool PromiseRegistry::claim(PromiseEntry &entry) noexcept
{
    const std::lock_guard lock(m_mutex);
    if (!entry.m_open)
        return false;
    unlink(entry);
    return true;
}

void PromiseRegistry::reopen(PromiseEntry &entry) noexcept
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_closed) {
            link(entry);
            return;
        }
    }
    entry.failWith(stoppedException());
}

void PromiseRegistry::close() noexcept
{
    for (;;) {
        PromiseEntry *entry = nullptr;
        CownCore *cown = nullptr;
        {
            const std::lock_guard lock(m_mutex);
            m_closed = true;
            entry = m_first;
            if (!entry)
                return;
            // A promise must claim its entry before it drops the cown, so the cown is alive here.
            unlink(*entry);
            cown = &entry->promised();
            cown->retain();
        }
        entry->failWith(stoppedException());
        cown->drop();
    }
}

void PromiseRegistry::link(PromiseEntry &entry) noexcept
{
    entry.m_open = true;
    entry.m_previous = nullptr;
    entry.m_next = m_first;
    if (m_first)
        m_first->m_previous = &entry;
    m_first = &entry;
}

void PromiseRegistry::unlink(PromiseEntry &entry) noexcept
{
    if (entry.m_previous)
        entry.m_previous->m_next = entry.m_next;
    else
        m_first = entry.m_next;
    if (entry.m_next)
        entry.m_next->m_previous = entry.m_previous;
    entry.m_open = false;
}

} // namespace boc::detail
