// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/notice.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// \file
/// What was on a noticeboard at one moment.
namespace boc {

class Noticeboard;

/// All entries of a noticeboard as they were at one moment: every write that came before that
/// moment in the board's one order of writes, and none that came after.
///
/// Immutable: may be copied, kept, sent and read on any number of threads, also beyond the runtime.
/// It keeps its values alive, and they die with the last snapshot that has them, on whichever
/// thread that is.
///
/// Cost: a copy is one reference count; a look is a binary search over at most 64 keys.
class NoticeSnapshot
{
public:
    /// An empty one.
    NoticeSnapshot() noexcept = default;

    /// A copy of the value, or nothing if the key has none. Throws TypeMismatchError if the value
    /// is not a T, UsageError if `key` can be no key.
    template <class T>
    std::optional<T> read(std::string_view key) const
    {
        const T *value = find<T>(key);
        return value ? std::optional<T>(*value) : std::nullopt;
    }

    /// The same with a value for a key that has none: `read("limit", 10)`. A string literal stands
    /// for a std::string.
    template <class T>
    detail::Held<const T &> read(std::string_view key, const T &otherwise) const
    {
        using V = detail::Held<const T &>;
        const V *value = find<V>(key);
        return value ? *value : V(otherwise);
    }

    /// The value itself, as long as a copy of this snapshot lives; null if the key has none. Throws
    /// as read.
    template <class T>
    const T *find(std::string_view key) const
    {
        return detail::valueOf<T>(entry(key).get());
    }

    /// True if the key has a value, whatever its type. Throws UsageError if `key` can be no key.
    bool contains(std::string_view key) const { return entry(key) != nullptr; }

    /// The keys, sorted by their bytes.
    std::vector<std::string> keys() const;

    /// How many keys have a value.
    std::size_t size() const noexcept { return m_notices ? m_notices->entries.size() : 0; }

    /// How many changes the board had seen; of two snapshots of a board, the one with more is
    /// later.
    std::uint64_t version() const noexcept { return m_notices ? m_notices->version : 0; }

private:
    friend class Noticeboard;

    explicit NoticeSnapshot(std::shared_ptr<const detail::Notices> notices) noexcept
        : m_notices(std::move(notices))
    { }

    const detail::NoticePointer &entry(std::string_view key) const;

    std::shared_ptr<const detail::Notices> m_notices;
};

} // namespace boc
