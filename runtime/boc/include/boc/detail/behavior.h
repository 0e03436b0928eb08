// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/behavior_core.h>
#include <boc/detail/cown_box.h>
#include <boc/detail/placing.h>
#include <boc/detail/pool.h>
#include <boc/detail/request.h>
#include <boc/detail/scheduling.h>
#include <boc/detail/thread_context.h>
#include <boc/flow.h>

#include <array>
#include <cstddef>
#include <memory>
#include <new>
#include <tuple>
#include <type_traits>
#include <utility>

namespace boc::detail {

/// A behavior whose body returns R; holds the result cown, if its handle is kept.
template <class R>
class ResultBehavior : public BehaviorCore
{
public:
    /// Makes the result cown, held by this behavior. Before placement only.
    Cown<R> makeResult()
    {
        auto *box = new CownBox<R>(EmptyTag{});
        setResult(*box);
        box->holdForResult(resultSlot());
        return CownAccess::adopt(box);
    }

protected:
    using BehaviorCore::BehaviorCore;

    /// Null if nobody keeps the result.
    CownBox<R> *result() noexcept
    {
        return hasResult() ? static_cast<CownBox<R> *>(resultSlot().cown()) : nullptr;
    }

    void fail(std::exception_ptr exception) noexcept
    {
        if (CownBox<R> *box = result())
            box->fail(makeFailure(std::move(exception), exceptionHook(scheduler())));
    }
};

/// The body's parameter for one request.
template <class Request>
using Parameter = typename Traits<Request>::Parameter;

/// The return type of the body. Parameters are passed as lvalues, so that a body may take them by
/// value or by reference.
template <class Body, class... Requests>
using BodyReturn = std::invoke_result_t<Body &, Parameter<Requests> &...>;

/// True if the body returns a Flow.
template <class Return>
inline constexpr bool saysFlow = std::is_same_v<std::decay_t<Return>, Flow>;

/// The type of the result cown's value.
template <class Return>
using ResultValue = std::conditional_t<saysFlow<Return>, void, std::decay_t<Return>>;

/// A behavior with its closure. One block of memory holds, in this order: the object with the
/// closure; its slots, one for each cown named; room to sort them if there are many; and the
/// acquired cowns of the ranges among its requests.
template <class Body, class... Requests>
class Behavior final : public ResultBehavior<ResultValue<BodyReturn<Body, Requests...>>>
{
public:
    using Return = BodyReturn<Body, Requests...>;
    using R = ResultValue<Return>;
    using Base = ResultBehavior<R>;

    /// Makes a behavior and admits it; strong guarantee. Takes over the handles of temporary
    /// requests.
    template <class F, class Tuple>
    static Behavior *make(const Origin &origin, F &&body, Tuple &requests,
                          const SourceLocation &location)
    {
        const Extent extent = std::apply(
            [](const auto &...request) {
                (prefetch(request), ...);
                return extentOf((std::size_t{0} + ... + Traits<decltype(request)>::count(request)),
                                (std::size_t{0} + ... + rangeCount(request)));
            },
            requests);
        void *block = allocate(extent.bytes);
        Behavior *behavior = nullptr;
        try {
            behavior = ::new (block)
                Behavior(origin.scheduler, location, std::forward<F>(body), requests, extent);
        } catch (...) {
            deallocate(block, extent.bytes);
            throw;
        }
        admit(*behavior, origin.scope);
        behavior->takeHandles(requests);
        return behavior;
    }

    /// Places it on its own, not in a batch.
    void place() noexcept
    {
        bool ready;
        if constexpr (sizeof...(Requests) == 0)
            ready = true;
        else if constexpr (ranges == 0 && sizeof...(Requests) <= 3)
            ready = placeFew<sizeof...(Requests), onlyWrites>(*this, slotStorage());
        else
            ready = placeMany(*this);
        if (ready)
            dispatch(*this);
    }

    std::exception_ptr run(Verdict verdict) noexcept override
    {
        std::exception_ptr raised;
        if constexpr (saysFlow<Return>)
            this->clear(Base::Again);
        if (verdict != Verdict::Run) [[unlikely]] {
            this->fail(verdict == Verdict::Stopped ? stoppedException() : cancelledException());
        } else {
            invokeOr([&](std::exception_ptr exception) {
                raised = std::move(exception);
                this->fail(raised);
            });
        }
        if constexpr (saysFlow<Return>) {
            if (this->runsAgain())
                return nullptr;
        }
        destroyClosure();
        return raised;
    }

    bool execute(WorkerFront &worker) noexcept override
    {
        this->check.writes();
        if constexpr (saysFlow<Return>)
            this->clear(Base::Again);
        invokeOr([&](std::exception_ptr exception) { failAlone(std::move(exception), worker); });
        if (threadContext().hasNotices) [[unlikely]]
            dropNotices();
        if constexpr (saysFlow<Return>) {
            if (this->runsAgain())
                return false;
        }
        destroyClosure();
        if constexpr (ranges == 0 && sizeof...(Requests) <= 3) {
            worker.template release<sizeof...(Requests)>(slotStorage());
            if (this->hasMore()) [[unlikely]] {
                if (this->hasResult())
                    worker.releaseResult(this->resultSlot());
                this->dropHandles();
            }
        } else {
            worker.release(*this);
            this->dropHandles();
        }
        destroy();
        return true;
    }

    void destroy() noexcept override
    {
        destroyClosure();
        const std::size_t bytes = extent().bytes;
        std::destroy(this->slotSpan().begin(), this->slotSpan().end());
        this->~Behavior();
        deallocate(static_cast<void *>(this), bytes);
    }

private:
    static constexpr bool hasEnd = !std::is_trivially_destructible_v<Body>;
    static constexpr bool onlyWrites = (... && (Traits<Requests>::access == Access::Write));
    static constexpr std::size_t ranges = (std::size_t{0} + ... + Traits<Requests>::isRange);

    /// The sizes of the block and its parts.
    struct Extent
    {
        std::size_t slotCount;
        std::size_t rangesOffset;
        std::size_t bytes;
    };

    static Extent extentOf(std::size_t slotCount, std::size_t rangeCount) noexcept
    {
        Extent extent{slotCount, slotsOffset() + slotCount * sizeof(Slot), 0};
        if (slotCount > BehaviorCore::fewSlots)
            extent.rangesOffset += slotCount * sizeof(Slot *);
        extent.bytes = extent.rangesOffset + rangeCount * sizeof(void *);
        return extent;
    }

    /// Walks the slots and ranges of one request after another.
    struct Cursor
    {
        Slot *slot;
        std::byte *range;
        std::size_t *rangeCount;
    };

    template <class F, class Tuple>
    Behavior(Scheduler &scheduler, const SourceLocation &location, F &&body, const Tuple &requests,
             const Extent &extent)
        : Base(scheduler, location, std::uint32_t{hasEnd ? Base::HasClosure : Base::NoFlags},
               slotsOffset(), extent.slotCount)
    {
        // Not in the initializer list: the body is a union member and is destroyed explicitly
        // below.
        ::new (static_cast<void *>(&m_body)) Body(std::forward<F>(body));
        const bool special = std::apply(
            [&](const auto &...request) {
                [[maybe_unused]] Cursor cursor = begin(extent);
                bool any = false;
                ((any = fill(request, cursor) || any), ...);
                return any;
            },
            requests);
        if (!special) [[likely]]
            return;
        try {
            this->checkSlots();
        } catch (...) {
            std::destroy_n(slotStorage(), extent.slotCount);
            destroyClosure();
            throw;
        }
    }

    ~Behavior() override { }

    [[gnu::cold]] void failAlone(std::exception_ptr raised, WorkerFront &worker) noexcept
    {
        this->fail(raised);
        if (!this->hasResult())
            reportUnread(worker.scheduler, raised);
    }

    void destroyClosure() noexcept
    {
        if constexpr (hasEnd) {
            if (this->has(Base::HasClosure)) {
                this->clear(Base::HasClosure);
                m_body.~Body();
            }
        }
    }

    /// Placing will write to these cowns.
    template <class Request>
    static void prefetch(const Request &request) noexcept
    {
        const auto *handles = Traits<Request>::first(request);
        for (std::size_t i = 0; i < Traits<Request>::count(request); ++i)
            __builtin_prefetch(CownAccess::box(handles[i]), 1);
    }

    template <class Request>
    static std::size_t rangeCount(const Request &request) noexcept
    {
        if constexpr (Traits<Request>::isRange)
            return Traits<Request>::count(request);
        else
            return 0;
    }

    /// Makes the slots of a request; true if one of the handles is empty or its cown is pinned.
    template <class Request>
    bool fill(const Request &request, Cursor &cursor) noexcept
    {
        bool special = false;
        using RequestT = Traits<Request>;
        using Element = typename RequestT::Element;
        const auto *handles = RequestT::first(request);
        const std::size_t count = RequestT::count(request);
        for (std::size_t i = 0; i < count; ++i) {
            CownCore *core = CownAccess::box(handles[i]);
            ::new (static_cast<void *>(cursor.slot++)) Slot(core, this, RequestT::access);
            special |= !core || core->isPinned();
        }
        if constexpr (RequestT::isRange) {
            auto *first = reinterpret_cast<Element *>(cursor.range);
            for (std::size_t i = 0; i < count; ++i)
                ::new (static_cast<void *>(first + i)) Element(CownAccess::box(handles[i]));
            cursor.range += count * sizeof(Element);
            *cursor.rangeCount++ = count;
        }
        return special;
    }

    /// Moves the handles of temporary requests, with their counts, to the slots.
    template <class... Refs>
    void takeHandles(std::tuple<Refs...> &requests) noexcept
    {
        if constexpr ((... || isGivenAway<Refs>)) {
            std::apply(
                [&](auto &...request) {
                    Slot *slot = slotStorage();
                    (takeHandlesOf<Refs>(request, slot), ...);
                },
                requests);
            this->set(Base::OwnsHandles);
        }
    }

    template <class Ref>
    static constexpr bool isGivenAway = !std::is_reference_v<Ref> && Traits<Ref>::hasHandles;

    template <class Ref, class Request>
    static void takeHandlesOf(Request &request, Slot *&slot) noexcept
    {
        const std::size_t count = Traits<Request>::count(request);
        if constexpr (isGivenAway<Ref>) {
            for (std::size_t i = 0; i < count; ++i) {
                Traits<Request>::giveHandle(request, i);
                slot[i].setOwnsHandle();
            }
        }
        slot += count;
    }

    /// The parameter for one request.
    template <class Request>
    static Parameter<Request> acquire(Cursor &cursor) noexcept
    {
        using RequestT = Traits<Request>;
        using Element = typename RequestT::Element;
        if constexpr (RequestT::isRange) {
            const std::size_t count = *cursor.rangeCount++;
            auto *first = reinterpret_cast<Element *>(cursor.range);
            cursor.slot += count;
            cursor.range += count * sizeof(Element);
            return {first, count};
        } else {
            return Element(
                static_cast<CownBox<typename RequestT::Value> *>((cursor.slot++)->cown()));
        }
    }

    /// Calls the body; if it throws, calls `onException` with the exception.
    template <class OnException>
    void invokeOr(OnException onException) noexcept
    {
        constexpr bool keepsQuietly =
            std::is_void_v<R> || std::is_nothrow_constructible_v<R, Return>;
        if constexpr (std::is_nothrow_invocable_v<Body &,
                                                  Parameter<Requests> &...> && keepsQuietly) {
            invoke();
        } else {
            try {
                invoke();
            } catch (...) {
                onException(std::current_exception());
            }
        }
    }

    void invoke()
    {
        // Braced initializers are evaluated from left to right, so the cursor moves in order.
        [[maybe_unused]] Cursor cursor = begin(extent());
        std::tuple<Parameter<Requests>...> parameters{acquire<Requests>(cursor)...};
        if constexpr (saysFlow<Return>) {
            if (std::apply(m_body, parameters) == Flow::Again)
                this->set(Base::Again);
            else if (CownBox<R> *result = this->result())
                result->emplace();
        } else if constexpr (std::is_void_v<R>) {
            std::apply(m_body, parameters);
            if (CownBox<R> *result = this->result())
                result->emplace();
        } else {
            if (CownBox<R> *result = this->result())
                result->emplace(std::apply(m_body, parameters));
            else
                static_cast<void>(std::apply(m_body, parameters));
        }
    }

    static constexpr std::size_t alignment() noexcept
    {
        return alignof(Behavior) > alignof(Slot) ? alignof(Behavior) : alignof(Slot);
    }
    static void *allocate(std::size_t bytes)
    {
        if constexpr (alignment() > Pool::granule)
            return ::operator new (bytes, std::align_val_t{alignment()});
        else
            return allocateBlock(bytes);
    }
    static void deallocate(void *block, std::size_t bytes) noexcept
    {
        if constexpr (alignment() > Pool::granule)
            ::operator delete (block, std::align_val_t{alignment()});
        else
            freeBlock(block, bytes);
    }
    static constexpr std::size_t slotsOffset() noexcept
    {
        return (sizeof(Behavior) + alignof(Slot) - 1) / alignof(Slot) * alignof(Slot);
    }
    Slot *slotStorage() noexcept
    {
        return reinterpret_cast<Slot *>(reinterpret_cast<std::byte *>(this) + slotsOffset());
    }
    /// Known at compile time if no request is a range.
    Extent extent() noexcept
    {
        if constexpr (ranges == 0) {
            return extentOf(sizeof...(Requests), 0);
        } else {
            std::size_t rangeCount = 0;
            for (std::size_t count : m_rangeCounts)
                rangeCount += count;
            return extentOf(this->slotSpan().size(), rangeCount);
        }
    }
    Cursor begin(const Extent &extent) noexcept
    {
        return {slotStorage(), reinterpret_cast<std::byte *>(this) + extent.rangesOffset,
                m_rangeCounts.data()};
    }

    struct NoRanges
    {
        std::size_t *data() const noexcept { return nullptr; }
    };
    using RangeCounts = std::conditional_t<ranges == 0, NoRanges, std::array<std::size_t, ranges>>;

    [[no_unique_address]] RangeCounts m_rangeCounts;
    union
    {
        Body m_body;
    };
};

} // namespace boc::detail
