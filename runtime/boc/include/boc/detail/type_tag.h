// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/requirements.h>

#include <string>
#include <string_view>
#include <type_traits>
#include <typeinfo>

/// \file
/// Types as values, for type-erased storage: notices and messages.
namespace boc::detail {

/// The compiler's name of T.
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

/// A type and its name for error texts.
struct TypeTag
{
    const std::type_info *type;
    std::string_view name;
    /// A second type that the value can be read as, and the conversion; null if there is none.
    const TypeTag *base = nullptr;
    const void *(*toBase)(const void *value) = nullptr;

    friend bool operator==(const TypeTag &a, const TypeTag &b) noexcept
    {
        return *a.type == *b.type;
    }
};

/// The second type that a T can be read as: `Type`, a public base of T, or void. Only for types
/// that add nothing to the base, since a reader may get a copy of the base alone.
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

/// Converts a value of the type `has` to a T; isReadableAs must be true.
template <class T>
const T *readAs(const TypeTag &has, const void *value) noexcept
{
    return has == typeTag<T> ? static_cast<const T *>(value)
                             : readAs<T>(*has.base, has.toBase(value));
}

/// The type in which a T is stored: its decayed type, but std::string for a string literal, whose
/// pointer says nothing about the lifetime of its text.
template <class T>
using Held = std::conditional_t<
    std::is_same_v<std::decay_t<T>, const char *> || std::is_same_v<std::decay_t<T>, char *>,
    std::string, std::decay_t<T>>;

/// Throws TypeMismatchError: `place` (for example `the notice "x"`) has a value of one type but was
/// read as another.
[[noreturn]] void throwTypeMismatch(std::string_view place, std::string_view name,
                                    const TypeTag &has, const TypeTag &wanted);

} // namespace boc::detail
