// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/requirements.h>

#include <string>
#include <string_view>
#include <type_traits>
#include <typeinfo>

/// \file
/// Types as values, for what is stored without its type: notices and messages.
namespace boc::detail {

/// The name of T as the compiler writes it.
template <class T>
constexpr std::string_view typeName() noexcept
{
#ifdef __GNUC__
    // "… typeName() [with T = int; std::string_view = …]" or "… typeName() [T = int]"
    const std::string_view text = __PRETTY_FUNCTION__;
    const std::size_t begin = text.find("T = ") + 4;
    std::size_t end = text.rfind("; std::string_view = ");
    if (end == std::string_view::npos)
        end = text.rfind(']');
    return text.substr(begin, end - begin);
#else
    return "(a type without a name)";
#endif
}

/// A type and its name for messages to people.
struct TypeTag
{
    const std::type_info *type;
    std::string_view name;
    /// The type as which a value can be read as well, and how; null if there is none.
    const TypeTag *base = nullptr;
    const void *(*toBase)(const void *value) = nullptr;

    friend bool operator==(const TypeTag &a, const TypeTag &b) noexcept
    {
        return *a.type == *b.type;
    }
};

/// As what a T can be read as well: `Type`, a public base of it, or void. Only for types that add
/// nothing that would be missed, since who reads may get a copy of the base alone.
template <class T>
struct ReadAlso
{
    using Type = void;
};

template <class T>
inline constexpr TypeTag typeTag{&typeid(T), typeName<T>()};

template <class T>
requires(!std::is_void_v<typename ReadAlso<T>::Type>) inline constexpr TypeTag typeTag<T>{
    &typeid(T), typeName<T>(), &typeTag<typename ReadAlso<T>::Type>,
    [](const void *value) -> const void * {
        return static_cast<const typename ReadAlso<T>::Type *>(static_cast<const T *>(value));
    }};

/// True if a value of the type `has` can be read as a `wanted`.
inline bool isReadableAs(const TypeTag &has, const TypeTag &wanted) noexcept
{
    return has == wanted || (has.base && isReadableAs(*has.base, wanted));
}

/// A value of the type `has`, as which it is readable, as a T.
template <class T>
const T *readAs(const TypeTag &has, const void *value) noexcept
{
    return has == typeTag<T> ? static_cast<const T *>(value)
                             : readAs<T>(*has.base, has.toBase(value));
}

/// As what a value given as T is stored: by value, and a string literal as a std::string, since a
/// pointer would say nothing of how long its text lives.
template <class T>
using Held = std::conditional_t<
    std::is_same_v<std::decay_t<T>, const char *> || std::is_same_v<std::decay_t<T>, char *>,
    std::string, std::decay_t<T>>;

/// Throws TypeMismatchError: `place` (say, `the notice "x"`) has a value of one type and was asked
/// for another.
[[noreturn]] void throwTypeMismatch(std::string_view place, std::string_view name,
                                    const TypeTag &has, const TypeTag &wanted);

} // namespace boc::detail
