// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <initializer_list>
#include <ranges>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

/// \file
/// A list of message tags, as a parameter.
namespace boc {

namespace detail {

template <class T>
concept Text = std::is_convertible_v<const T &, std::string_view>;

template <class Range>
concept TextRange =
    std::ranges::input_range<const Range> && Text<std::ranges::range_value_t<const Range>>;

/// True if the elements outlive the iteration, because the range refers to them or owns them.
template <class Range>
inline constexpr bool isLasting =
    std::is_lvalue_reference_v<std::ranges::range_reference_t<
        const Range>> || std::is_same_v<std::ranges::range_value_t<const Range>, std::string_view>;

template <class Range>
concept TagRange = TextRange<Range> && !Text<Range> && isLasting<Range>;

} // namespace detail

/// One tag or several, as a parameter: `"orders"`, `{"orders", "quit"}`, or any range of strings.
/// Refers to the texts, so it must not outlive them. More than 16 tags are a CapacityError.
class Tags
{
public:
    /// The maximum number of tags of a runtime.
    static constexpr std::size_t max = 16;

    /// No tag.
    Tags() noexcept = default;

    /// One tag.
    Tags(std::string_view tag) { add(tag); }
    /// One tag.
    Tags(const char *tag) { add(tag); }
    /// One tag.
    Tags(const std::string &tag) { add(tag); }

    /// Several tags.
    Tags(std::initializer_list<std::string_view> tags)
    {
        for (const std::string_view tag : tags)
            add(tag);
    }

    /// The tags of a range whose elements outlive this.
    template <detail::TagRange Range>
    Tags(const Range &tags)
    {
        for (const auto &tag : tags)
            add(tag);
    }

    /// The tags in the order in which they were named.
    std::span<const std::string_view> view() const noexcept { return {m_tags.data(), m_count}; }

private:
    void add(std::string_view tag);

    std::array<std::string_view, max> m_tags;
    std::size_t m_count = 0;
};

} // namespace boc
