// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/message_node.h>

#include <memory>
#include <string_view>
#include <type_traits>
#include <utility>

/// \file
/// One message: a tag and a value.
namespace boc {

class Messages;

/// A tag and a value of any type that can be moved. Has one owner: it moves, and cannot be copied.
/// A moved-from message can only be assigned or destroyed.
class Message
{
public:
    /// A string literal is stored as a std::string. Throws UsageError if `tag` is not a valid tag.
    template <class T>
    Message(std::string_view tag, T &&value)
        : m_node(
            std::make_unique<detail::MessageNodeOf<detail::Held<T>>>(tag, std::forward<T>(value)))
    {
        static_assert(std::is_move_constructible_v<detail::Held<T>>,
                      "the value of a message must be movable");
    }

    /// The tag that it was sent under.
    std::string_view tag() const noexcept { return m_node->tag.view(); }

    /// True if the value is a T, or a handle that derives from the handle T, as PinnedCown<V> does
    /// from Cown<V>.
    template <class T>
    bool holds() const noexcept
    {
        return detail::isReadableAs(m_node->type, detail::typeTag<T>);
    }

    /// The value; throws TypeMismatchError if it is not a T.
    template <class T>
    T &value()
    {
        if (!holds<T>())
            detail::throwTypeMismatch("the message", tag(), m_node->type, detail::typeTag<T>);
        return detail::valueOf<T>(*m_node);
    }

    /// Moves the value out; throws TypeMismatchError if it is not a T.
    template <class T>
    T take()
    {
        return std::move(value<T>());
    }

private:
    friend class Messages;

    explicit Message(std::unique_ptr<detail::MessageNode> node) noexcept
        : m_node(std::move(node))
    { }

    std::unique_ptr<detail::MessageNode> m_node;
};

} // namespace boc
