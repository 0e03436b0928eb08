// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/cown_core.h>
#include <boc/detail/failure.h>

#include <cassert>
#include <exception>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

namespace boc::detail {

struct Nothing
{ };

/// The stored type for a value of type T; `void` results store an empty struct.
template <class T>
using Stored = std::conditional_t<std::is_void_v<T>, Nothing, T>;

struct EmptyTag
{ };

/// A cown with its value, or with an exception in its place. Except for the base's functions, only
/// the behavior that holds the cown may call these, or the creator before anyone else can see the
/// cown.
template <class T>
class CownBox : public CownCore
{
public:
    using Value = Stored<T>;

    template <class... Args>
    explicit CownBox(std::in_place_t, Args &&...args)
        : CownBox(false, EmptyTag{})
    {
        emplace(std::forward<Args>(args)...);
    }

    explicit CownBox(EmptyTag empty) noexcept
        : CownBox(false, empty)
    { }

    ~CownBox() override { clear(); }

    template <class... Args>
    void emplace(Args &&...args)
    {
        m_check.writes();
        assert(m_content == Content::Empty);
        if constexpr (std::is_aggregate_v<Value>)
            ::new (static_cast<void *>(&m_value)) Value{std::forward<Args>(args)...};
        else
            ::new (static_cast<void *>(&m_value)) Value(std::forward<Args>(args)...);
        m_content = Content::Filled;
    }

    /// Null means std::bad_alloc: there was no memory for the failure itself.
    void fail(std::unique_ptr<Failure> failure) noexcept
    {
        m_check.writes();
        assert(m_content == Content::Empty);
        m_failure = failure.release();
        m_content = Content::Failed;
    }

    /// The value; throws the stored exception if there is no value.
    Value &value()
    {
        m_check.writes();
        if (m_content != Content::Filled) [[unlikely]]
            std::rethrow_exception(exception());
        return m_value;
    }

    /// The stored exception, which then counts as read; null if there is a value.
    std::exception_ptr exception() const noexcept
    {
        m_check.reads();
        if (m_content != Content::Failed) [[likely]]
            return nullptr;
        return m_failure ? m_failure->observe() : makeException<std::bad_alloc>();
    }

    /// The same for a behavior that shares the cown with other readers.
    const Value &sharedValue()
    {
        m_check.reads();
        if (m_content != Content::Filled) [[unlikely]]
            std::rethrow_exception(exception());
        return m_value;
    }

    void clear() noexcept
    {
        m_check.writes();
        const Content content = std::exchange(m_content, Content::Empty);
        if (content == Content::Filled)
            m_value.~Value();
        else if (content == Content::Failed)
            delete m_failure;
    }

protected:
    CownBox(bool pinned, EmptyTag) noexcept
        : CownCore(pinned, !pinned && std::is_trivially_destructible_v<Value>)
    { }

    void destroy() noexcept override
    {
        clear();
        dropWeak();
    }

    /// Derived classes must override this.
    void free() noexcept override
    {
        this->CownBox::~CownBox();
        if constexpr (alignof(CownBox) > __STDCPP_DEFAULT_NEW_ALIGNMENT__)
            operator delete (this, sizeof(CownBox), std::align_val_t{alignof(CownBox)});
        else
            operator delete(this, sizeof(CownBox));
    }

private:
    [[no_unique_address]] RaceCheck m_check;
    union
    {
        Value m_value;
        Failure *m_failure;
    };
};

} // namespace boc::detail
