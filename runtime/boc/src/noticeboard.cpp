// SPDX-License-Identifier: MIT
#include "label.h"
#include "notice_cache.h"
#include "runtime_context.h"

#include <boc/detail/thread_context.h>
#include <boc/errors.h>
#include <boc/noticeboard.h>

#include <algorithm>
#include <mutex>

namespace boc {

namespace {

using detail::NoticePointer;
using detail::Notices;

std::vector<NoticePointer>::const_iterator place(const std::vector<NoticePointer> &entries,
                                                 std::string_view key) noexcept
{
    return std::ranges::lower_bound(
        entries, key, {}, [](const NoticePointer &entry) { return std::string_view(entry->key); });
}

const NoticePointer &entryOf(const Notices *notices, std::string_view key)
{
    static const NoticePointer none;
    if (notices) {
        const auto at = place(notices->entries, key);
        if (at != notices->entries.end() && (*at)->key == key)
            return *at;
    }
    detail::requireLabel("the key", key);
    return none;
}

} // namespace

const NoticePointer &NoticeSnapshot::entry(std::string_view key) const
{
    return entryOf(m_notices.get(), key);
}

std::vector<std::string> NoticeSnapshot::keys() const
{
    std::vector<std::string> keys;
    if (m_notices) {
        for (const NoticePointer &entry : m_notices->entries)
            keys.push_back(entry->key);
    }
    return keys;
}

Noticeboard::Noticeboard(detail::RuntimeContext &context) noexcept
    : m_context(context)
{ }

Noticeboard::~Noticeboard() = default;

NoticeSnapshot Noticeboard::snapshot() const
{
    NoticeSnapshot fresh;
    return view(fresh);
}

const NoticeSnapshot &Noticeboard::view(NoticeSnapshot &fresh) const
{
    if (!m_context.isInBody()) {
        fresh = NoticeSnapshot(current());
        return fresh;
    }
    NoticeSnapshot &cached = detail::threadLocal<detail::NoticeCache>().snapshot;
    bool &hasNotices = detail::threadContext().hasNotices;
    if (!hasNotices) {
        cached = NoticeSnapshot(current());
        hasNotices = true;
    }
    return cached;
}

std::shared_ptr<const Notices> Noticeboard::current() const noexcept
{
    const std::lock_guard lock(m_currentLock);
    return m_current;
}

NoticePointer Noticeboard::entryNow(std::string_view key) const
{
    return entryOf(current().get(), key);
}

bool Noticeboard::commit(std::string_view key, NoticePointer desired, const NoticePointer *expected)
{
    detail::requireLabel("the key", key);
    const detail::RuntimeContext::Visit visit(m_context);
    // Declared before the locks, so that user destructors run after both are released.
    std::shared_ptr<const Notices> retired;
    const std::lock_guard writing(m_writers);
    std::shared_ptr<const Notices> before = current();
    auto after = before ? std::make_shared<Notices>(*before) : std::make_shared<Notices>();
    ++after->version;

    std::vector<NoticePointer> &entries = after->entries;
    const auto at = entries.begin() + (place(entries, key) - entries.cbegin());
    const bool found = at != entries.end() && (*at)->key == key;
    if (expected && *expected != (found ? *at : nullptr))
        return false;
    if (!desired) {
        if (!found)
            return true;
        entries.erase(at);
    } else if (found) {
        *at = std::move(desired);
    } else if (entries.size() < maxKeys) {
        entries.insert(at, std::move(desired));
    } else {
        throw CapacityError("there is no room for the key " + detail::quoted(key)
                            + ": the noticeboard already has " + std::to_string(maxKeys)
                            + " keys; remove one");
    }
    {
        const std::lock_guard lock(m_currentLock);
        m_current = std::move(after);
    }
    retired = std::move(before);
    return true;
}

void Noticeboard::requireMainThread() const
{
    m_context.requireMainThread("seed", "may seed its noticeboard; use write elsewhere");
}

void Noticeboard::clear() noexcept
{
    std::shared_ptr<const Notices> last;
    const std::lock_guard lock(m_currentLock);
    last = std::exchange(m_current, nullptr);
}

} // namespace boc
