// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/type_tag.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace boc::detail {

/// An entry of the noticeboard. Never changes once it is on a board.
struct Notice
{
    Notice(std::string_view key, const TypeTag &type)
        : key(key)
        , type(type)
    { }
    virtual ~Notice() = default;
    Notice(const Notice &) = delete;
    Notice &operator=(const Notice &) = delete;

    virtual const void *address() const noexcept = 0;

    const std::string key;
    const TypeTag &type;
};

template <class T>
struct NoticeOf final : Notice
{
    template <class U>
    NoticeOf(std::string_view key, U &&value)
        : Notice(key, typeTag<T>)
        , value(std::forward<U>(value))
    { }

    const void *address() const noexcept override { return &value; }

    const T value;
};

using NoticePointer = std::shared_ptr<const Notice>;

/// The value of a notice, which may be null; throws TypeMismatchError if it cannot be read as a T.
template <class T>
const T *valueOf(const Notice *notice)
{
    if (!notice)
        return nullptr;
    if (!isReadableAs(notice->type, typeTag<T>))
        throwTypeMismatch("the notice", notice->key, notice->type, typeTag<T>);
    return readAs<T>(notice->type, notice->address());
}

/// The contents of a board at one moment; immutable.
struct Notices
{
    /// The number of changes before.
    std::uint64_t version = 0;
    /// Sorted by key.
    std::vector<NoticePointer> entries;
};

} // namespace boc::detail
