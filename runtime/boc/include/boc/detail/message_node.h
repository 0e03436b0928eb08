// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/type_tag.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <utility>

namespace boc::detail {

/// A tag stored in place, because it is copied under word locks, where nothing may be allocated.
class Label
{
public:
    static constexpr std::size_t maxBytes = 63;

    Label() noexcept = default;

    /// `text` has to be valid for requireTag.
    explicit Label(std::string_view text) noexcept
        : m_size(static_cast<std::uint8_t>(std::min(text.size(), maxBytes)))
    {
        std::copy_n(text.begin(), m_size, m_bytes.begin());
    }

    std::string_view view() const noexcept { return {m_bytes.data(), m_size}; }

private:
    std::array<char, maxBytes> m_bytes{};
    std::uint8_t m_size = 0;
};

/// Throws UsageError unless `text` can be a tag.
void requireTag(std::string_view text);

/// A queued message, with its value in MessageNodeOf. Owned by one thread or one queue.
struct MessageNode
{
    MessageNode(std::string_view tagText, const TypeTag &type)
        : type(type)
    {
        requireTag(tagText);
        tag = Label(tagText);
    }
    virtual ~MessageNode() = default;
    MessageNode(const MessageNode &) = delete;
    MessageNode &operator=(const MessageNode &) = delete;

    virtual void *address() noexcept = 0;

    Label tag;
    const TypeTag &type;
    /// Link in the queue that owns it.
    MessageNode *next = nullptr;
    /// Its number in the order of all messages of the runtime.
    std::uint64_t number = 0;
};

template <class T>
struct MessageNodeOf final : MessageNode
{
    template <class U>
    MessageNodeOf(std::string_view tagText, U &&value)
        : MessageNode(tagText, typeTag<T>)
        , value(std::forward<U>(value))
    { }

    void *address() noexcept override { return &value; }

    T value;
};

/// The value of a message that is readable as a T.
template <class T>
T &valueOf(MessageNode &node) noexcept
{
    // The callers of this function own the message alone.
    return const_cast<T &>(*readAs<T>(node.type, node.address()));
}

} // namespace boc::detail
