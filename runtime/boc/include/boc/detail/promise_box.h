// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/cown_box.h>
#include <boc/detail/promise_registry.h>
#include <boc/detail/scheduling.h>

#include <exception>
#include <memory>
#include <utility>

namespace boc::detail {

/// The box of a promised cown: held by the promise's slot, as if by a writer, until it is filled.
template <class T>
class PromiseBox final
    : public CownBox<T>
    , private PromiseEntry
{
public:
    explicit PromiseBox(std::shared_ptr<PromiseRegistry> registry)
        : CownBox<T>(EmptyTag{})
        , m_registry(std::move(registry))
    {
        this->holdForResult(m_slot);
        m_registry->open(*this);
    }

    bool claimFilling() noexcept { return m_registry->claim(*this); }

    /// After claimFilling: CownCore::claim for the promise's slot and handle.
    bool claimUnshared() noexcept { return this->claim(&m_slot); }

    /// After claimFilling: makes the value and releases the waiting behaviors. If the constructor
    /// throws, the claim is undone.
    template <class... Args>
    void fill(Args &&...args)
    {
        try {
            this->emplace(std::forward<Args>(args)...);
        } catch (...) {
            m_registry->reopen(*this);
            throw;
        }
        grant(this->release(m_slot));
    }

    /// After claimFilling: stores the exception. May throw std::bad_alloc; then the claim is
    /// undone.
    void tryFailWith(std::exception_ptr exception)
    {
        std::unique_ptr<Failure> failure;
        try {
            failure = std::make_unique<Failure>(std::move(exception), m_registry->hook());
        } catch (...) {
            m_registry->reopen(*this);
            throw;
        }
        this->fail(std::move(failure));
        grant(this->release(m_slot));
    }

    /// After claimFilling, for callers that cannot handle a failure.
    void failWith(std::exception_ptr exception) noexcept override
    {
        this->fail(makeFailure(std::move(exception), m_registry->hook()));
        grant(this->release(m_slot));
    }

private:
    void free() noexcept override { delete this; }
    CownCore &promised() noexcept override { return *this; }

    const std::shared_ptr<PromiseRegistry> m_registry;
    Slot m_slot{this, nullptr,
                Access::Write}; // the promise's slot, which holds the cown until it is settled
};

} // namespace boc::detail
