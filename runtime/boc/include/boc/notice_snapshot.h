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
/// The contents of a noticeboard at one moment.
namespace boc {

class Noticeboard;

/// All entries of a noticeboard at one moment: the effect of all writes before that moment, in the
/// board's total order of writes, and of none after it.
///
/// Immutable: may be copied, kept, sent and read on any number of threads, even after the runtime
/// has ended. It keeps its values alive; a value is destroyed with the last snapshot that contains
/// it, on that snapshot's thread.
///
/// Cost: a copy is one reference count; a read is a binary search over at most 64 keys.
class NoticeSnapshot
{
public:
    /// An empty snapshot.
    NoticeSnapshot() noexcept = default;

    /// A copy of the value, or nothing if the key has none. Throws TypeMismatchError if the value
    /// is not a T, UsageError if `key` is not a valid key.
    template <class T>
    std::optional<T> read(std::string_view key) const
    {
        const T *value = find<T>(key);
        return value ? std::optional<T>(*value) : std::nullopt;
    }

    /// The same with a default for a key that has no value: `read("limit", 10)`. A string literal
    /// is read as a std::string.
    template <class T>
    detail::Held<const T &> read(std::string_view key, const T &otherwise) const
    {
        using V = detail::Held<const T &>;
        const V *value = find<V>(key);
        return value ? *value : V(otherwise);
    }

    /// A pointer to the value, valid as long as a copy of this snapshot exists; null if the key has
    /// no value. Throws as read.
    template <class T>
    const T *find(std::string_view key) const
    {
        return detail::valueOf<T>(entry(key).get());
    }

    /// True if the key has a value, whatever its type. Throws UsageError if `key` is not a valid
    /// key.
    bool contains(std::string_view key) const { return entry(key) != nullptr; }

    /// The keys, sorted by their bytes.
    std::vector<std::string> keys() const;

    /// The number of keys that have a value.
    std::size_t size() const noexcept { return m_notices ? m_notices->entries.size() : 0; }

    /// The number of changes to the board before this snapshot; of two snapshots of one board, the
    /// one with the higher version is later.
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
