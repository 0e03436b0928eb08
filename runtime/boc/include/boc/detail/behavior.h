// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/behavior_core.h>
#include <boc/detail/cown_box.h>
#include <boc/detail/request.h>
#include <boc/detail/scheduling.h>
#include <boc/flow.h>

#include <cstddef>
#include <memory>
#include <new>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

namespace boc::detail {

/// A behavior whose body returns R; knows the result cown, if somebody keeps it.
template <class R>
class ResultBehavior : public BehaviorCore
{
public:
    /// Makes the result cown, held by this behavior. Before placement only.
    Cown<R> makeResult()
    {
        m_result = new CownBox<R>(EmptyTag{});
        m_result->holdForResult();
        m_result->retain();
        return CownAccess::adopt(m_result);
    }

    bool hasResult() const noexcept override { return m_result != nullptr; }

    Slot *releaseResult() noexcept override
    {
        return m_result ? m_result->release(Access::Write) : nullptr;
    }

protected:
    using BehaviorCore::BehaviorCore;
    ~ResultBehavior() override
    {
        if (m_result)
            m_result->drop();
    }

    void fail(std::exception_ptr exception) noexcept
    {
        if (m_result)
            m_result->fail(makeFailure(std::move(exception), exceptionHook(scheduler())));
    }

    CownBox<R> *m_result = nullptr;
};

/// What a behavior keeps of one request: the parameter that its body will get.
template <class Request>
using Parameter = typename Traits<Request>::Parameter;

/// What calling the body gives. Parameters are passed as lvalues, so that a body may take them by
/// value or by reference.
template <class Body, class... Requests>
using BodyReturn = std::invoke_result_t<Body &, Parameter<Requests> &...>;

/// True if the body says by a Flow whether it is done.
template <class Return>
inline constexpr bool saysFlow = std::is_same_v<std::decay_t<Return>, Flow>;

/// What the result cown holds.
template <class Return>
using ResultValue = std::conditional_t<saysFlow<Return>, void, std::decay_t<Return>>;

/// A behavior with its closure. One allocation holds, in this order: the object, its slots (one for
/// each cown named), and the acquired cowns of the ranges among its requests.
template <class Body, class... Requests>
class Behavior final : public ResultBehavior<ResultValue<BodyReturn<Body, Requests...>>>
{
public:
    using Return = BodyReturn<Body, Requests...>;
    using R = ResultValue<Return>;
    using Base = ResultBehavior<R>;

    /// Allocates, admits and fills a behavior; strong guarantee.
    template <class F, class Tuple>
    static Behavior *make(const Origin &origin, F &&body, const Tuple &requests)
    {
        const Extent extent = std::apply(
            [](const auto &...request) {
                return Extent{(std::size_t{0} + ... + Traits<decltype(request)>::count(request)),
                              (std::size_t{0} + ... + rangeBytes(request))};
            },
            requests);
        ScopeState *const scope = admit(origin);
        try {
            void *block =
                ::operator new (slotsOffset() + extent.slotCount * sizeof(Slot) + extent.rangeBytes,
                                std::align_val_t{alignment()});
            try {
                return ::new (block) Behavior(origin.scheduler, scope, std::forward<F>(body), requests, extent);
            } catch (...) {
                ::operator delete (block, std::align_val_t{alignment()});
                throw;
            }
        } catch (...) {
            retract(origin.scheduler, scope);
            throw;
        }
    }

    std::exception_ptr run(Verdict verdict) noexcept override
    {
        std::exception_ptr raised;
        if constexpr (saysFlow<Return>)
            this->setAgain(false);
        if (verdict != Verdict::Run) {
            this->fail(verdict == Verdict::Stopped ? stoppedException() : cancelledException());
        } else if constexpr (
            std::is_nothrow_invocable_v<
                Body &,
                Parameter<Requests>
                    &...> && (std::is_void_v<R> || std::is_nothrow_constructible_v<R, Return>)) {
            invoke();
        } else {
            try {
                invoke();
            } catch (...) {
                raised = std::current_exception();
                this->fail(raised);
            }
        }
        if constexpr (saysFlow<Return>) {
            if (this->runsAgain())
                return nullptr;
        }
        m_body.reset();
        return raised;
    }

    void destroy() noexcept override
    {
        this->dropCowns();
        this->~Behavior();
        ::operator delete (static_cast<void *>(this), std::align_val_t{alignment()});
    }

private:
    struct Extent
    {
        std::size_t slotCount;
        std::size_t rangeBytes;
    };

    /// Writes the slots of one request after another.
    struct Cursor
    {
        Slot *slot;
        std::byte *range;
    };

    template <class F, class Tuple>
    Behavior(Scheduler &scheduler, ScopeState *scope, F &&body, const Tuple &requests,
             Extent extent)
        : Base(scheduler, scope)
        , m_body(std::in_place, std::forward<F>(body))
        , m_parameters(std::apply(
              [&](const auto &...request) {
                  [[maybe_unused]] Cursor cursor{slotStorage(), rangeStorage(extent.slotCount)};
                  return std::tuple<Parameter<Requests>...>{fill(request, cursor)...};
              },
              requests))
    {
        this->adoptSlots(slotStorage(), static_cast<std::uint32_t>(extent.slotCount));
    }

    template <class Request>
    static std::size_t rangeBytes(const Request &request) noexcept
    {
        if constexpr (Traits<Request>::isRange)
            return Traits<Request>::count(request) * sizeof(typename Traits<Request>::Element);
        else
            return 0;
    }

    /// Braced initializers are evaluated from left to right, so that the cursor moves in order.
    template <class Request>
    auto fill(const Request &request, Cursor &cursor) -> typename Traits<Request>::Parameter
    {
        using RequestT = Traits<Request>;
        using Element = typename RequestT::Element;
        const auto *handles = RequestT::first(request);
        const std::size_t count = RequestT::count(request);
        for (std::size_t i = 0; i < count; ++i) {
            CownCore *core = CownAccess::box(handles[i]);
            ::new (static_cast<void *>(cursor.slot++)) Slot{core, nullptr, this, RequestT::access};
        }
        if constexpr (RequestT::isRange) {
            auto *first = reinterpret_cast<Element *>(cursor.range);
            for (std::size_t i = 0; i < count; ++i)
                ::new (static_cast<void *>(first + i)) Element(CownAccess::box(handles[i]));
            cursor.range += count * sizeof(Element);
            return {first, count};
        } else {
            return Element(CownAccess::box(handles[0]));
        }
    }

    void invoke()
    {
        if constexpr (saysFlow<Return>) {
            this->setAgain(std::apply(*m_body, m_parameters) == Flow::Again);
            if (this->m_result && !this->runsAgain())
                this->m_result->emplace();
        } else if constexpr (std::is_void_v<R>) {
            std::apply(*m_body, m_parameters);
            if (this->m_result)
                this->m_result->emplace();
        } else {
            if (this->m_result)
                this->m_result->emplace(std::apply(*m_body, m_parameters));
            else
                static_cast<void>(std::apply(*m_body, m_parameters));
        }
    }

    static constexpr std::size_t alignment() noexcept
    {
        return alignof(Behavior) > alignof(Slot) ? alignof(Behavior) : alignof(Slot);
    }
    static constexpr std::size_t slotsOffset() noexcept
    {
        return (sizeof(Behavior) + alignof(Slot) - 1) / alignof(Slot) * alignof(Slot);
    }
    Slot *slotStorage() noexcept
    {
        return reinterpret_cast<Slot *>(reinterpret_cast<std::byte *>(this) + slotsOffset());
    }
    std::byte *rangeStorage(std::size_t slotCount) noexcept
    {
        return reinterpret_cast<std::byte *>(slotStorage() + slotCount);
    }

    std::optional<Body> m_body;
    std::tuple<Parameter<Requests>...> m_parameters;
};

} // namespace boc::detail
