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
#include <span>
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
/// closure; its slots, one for each cown named; and room to sort them if there are many.
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
        const std::size_t count = std::apply(
            [](const auto &...request) {
                (prefetch(request), ...);
                return (std::size_t{0} + ... + Traits<decltype(request)>::count(request));
            },
            requests);
        const std::size_t bytes = bytesFor(count);
        void *block = allocate(bytes);
        Behavior *behavior = nullptr;
        try {
            behavior = ::new (block)
                Behavior(origin.scheduler, location, std::forward<F>(body), requests, count);
        } catch (...) {
            deallocate(block, bytes);
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
            ready = placeSome<onlyWrites>(*this, ownSlots());
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
        worker.release(ownSlots());
        if (this->hasMore()) [[unlikely]] {
            if (this->hasResult())
                worker.releaseResult(this->resultSlot());
            this->dropHandles();
        }
        destroy();
        return true;
    }

    void destroy() noexcept override
    {
        destroyClosure();
        const std::size_t bytes = bytesFor(slotCount());
        std::destroy_n(slotStorage(), slotCount());
        this->~Behavior();
        deallocate(static_cast<void *>(this), bytes);
    }

private:
    static constexpr bool hasEnd = !std::is_trivially_destructible_v<Body>;
    static constexpr bool onlyWrites = (... && (Traits<Requests>::access == Access::Write));
    static constexpr std::size_t ranges = (std::size_t{0} + ... + Traits<Requests>::isRange);
    /// The length of a single range follows from the number of slots.
    static constexpr bool hasRangeCounts = ranges > 1;

    /// The size of the block with so many slots.
    static std::size_t bytesFor(std::size_t count) noexcept
    {
        const std::size_t each =
            count > BehaviorCore::fewSlots ? sizeof(Slot) + sizeof(Slot *) : sizeof(Slot);
        return slotsOffset() + count * each;
    }

    /// Their place is known at compile time, and their number if no request is a range.
    using Slots = std::span<Slot, ranges == 0 ? sizeof...(Requests) : std::dynamic_extent>;
    Slots ownSlots() noexcept { return Slots(slotStorage(), slotCount()); }
    std::size_t slotCount() const noexcept
    {
        return ranges == 0 ? sizeof...(Requests) : this->slotSpan().size();
    }

    /// Walks the slots and ranges of one request after another.
    struct Cursor
    {
        Slot *slot;
        std::size_t *rangeCount;
    };

    template <class F, class Tuple>
    Behavior(Scheduler &scheduler, const SourceLocation &location, F &&body, const Tuple &requests,
             std::size_t count)
        : Base(scheduler, location, std::uint32_t{hasEnd ? Base::HasClosure : Base::NoFlags},
               slotsOffset(), count)
    {
        // Not in the initializer list: the body is a union member and is destroyed explicitly
        // below.
        ::new (static_cast<void *>(&m_body)) Body(std::forward<F>(body));
        const bool special = std::apply(
            [&](const auto &...request) {
                [[maybe_unused]] Cursor cursor = begin();
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
            std::destroy_n(slotStorage(), count);
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

    /// Makes the slots of a request; true if one of the handles is empty or its cown is pinned.
    template <class Request>
    bool fill(const Request &request, Cursor &cursor) noexcept
    {
        bool special = false;
        using RequestT = Traits<Request>;
        const auto *handles = RequestT::first(request);
        const std::size_t count = RequestT::count(request);
        for (std::size_t i = 0; i < count; ++i) {
            CownCore *core = CownAccess::box(handles[i]);
            ::new (static_cast<void *>(cursor.slot++)) Slot(core, this, RequestT::access);
            special |= !core || core->isPinned();
        }
        if constexpr (hasRangeCounts && RequestT::isRange)
            *cursor.rangeCount++ = count;
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
    Parameter<Request> acquire(Cursor &cursor) noexcept
    {
        using RequestT = Traits<Request>;
        if constexpr (RequestT::isRange) {
            std::size_t count = slotCount() - (sizeof...(Requests) - 1); // if it is the only range
            if constexpr (hasRangeCounts)
                count = *cursor.rangeCount++;
            Slot *const first = cursor.slot;
            cursor.slot += count;
            return {first, count};
        } else {
            using Box = CownBox<typename RequestT::Value>;
            return Parameter<Request>(static_cast<Box *>((cursor.slot++)->cown()));
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
        [[maybe_unused]] Cursor cursor = begin();
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
    Cursor begin() noexcept { return {slotStorage(), m_rangeCounts.data()}; }

    struct NoRanges
    {
        std::size_t *data() const noexcept { return nullptr; }
    };
    using RangeCounts =
        std::conditional_t<hasRangeCounts, std::array<std::size_t, ranges>, NoRanges>;

    [[no_unique_address]] RangeCounts m_rangeCounts;
    union
    {
        Body m_body;
    };
};

} // namespace boc::detail
