// SPDX-License-Identifier: GPL-3.0-or-later
#include "handles.h"

#include "mortal_value.h"

#include <array>
#include <chrono>
#include <cstddef>
#include <exception>
#include <iterator>
#include <mutex>
#include <optional>
#include <span>
#include <stdexcept>
#include <type_traits>
#include <utility>

namespace boctest {

namespace {

/// What a body throws now and then, and an expression that schedules.
struct Refused : std::exception
{ };

template <class Scheduled>
void refuse(Scheduled &&)
{
    throw Refused();
}

/// Somebody who has handles and does things with them: a thread, or a body while it runs.
class Hand
{
public:
    Hand(World &world, unsigned seed, unsigned steps)
        : m_world(world)
        , m_random(seed)
        , m_steps(steps)
    { }

    void act()
    {
        static constexpr void (Hand::*kinds[])() = {
            &Hand::make,    &Hand::copy,        &Hand::move,        &Hand::weaken,
            &Hand::lock,    &Hand::drop,        &Hand::dropWeak,    &Hand::take,
            &Hand::promise, &Hand::settle,      &Hand::send,        &Hand::receive,
            &Hand::write,   &Hand::read,        &Hand::notify,      &Hand::sum,
            &Hand::give,    &Hand::scheduleOne, &Hand::scheduleOne, &Hand::scheduleOne};
        for (unsigned i = 0; i < m_steps; ++i)
            (this->*kinds[pick(std::size(kinds))])();
    }

private:
    std::size_t pick(std::size_t count) { return m_random() % count; }
    unsigned seed() { return static_cast<unsigned>(m_random()); }

    template <class T>
    T &pickFrom(std::vector<T> &all)
    {
        return all[pick(all.size())];
    }
    template <class T>
    std::optional<T> takeFrom(std::vector<T> &all)
    {
        if (all.empty())
            return {};
        std::optional<T> taken(std::move(pickFrom(all)));
        std::erase_if(all, [](const T &each) { return isGone(each); });
        return taken;
    }
    static bool isGone(const Handle &handle) { return !handle.cown; }
    static bool isGone(const WeakHandle &handle) { return handle == WeakHandle(); }

    Handle pickOrMake()
    {
        if (m_handles.empty())
            make();
        return pickFrom(m_handles);
    }
    Handle takeOrMake()
    {
        if (m_handles.empty())
            make();
        return *takeFrom(m_handles);
    }

    void make()
    {
        const std::size_t number = m_world.nextNumber();
        if (pick(3) == 0 && isMainThread())
            m_handles.push_back({boc::PinnedCown<Value>(m_world.runtime, m_world, number), number});
        else
            m_handles.push_back({ValueCown(m_world, number), number});
    }
    bool isMainThread() const { return currentThread() == m_world.mainThread; }

    void copy()
    {
        const Handle copied = pickOrMake();
        if (pick(2) == 0)
            pickFrom(m_handles) = copied;
        else
            m_handles.push_back(copied);
    }

    void move()
    {
        Handle moved = takeOrMake();
        if (pick(2) == 0 && !m_handles.empty())
            pickFrom(m_handles) = std::move(moved);
        else
            m_handles.push_back(std::move(moved));
    }

    void weaken()
    {
        const Handle handle = pickOrMake();
        const WeakHandle weak(handle.cown);
        m_world.expect(weak.lock() == handle.cown, "a weak handle lost what has a strong one");
        m_weakHandles.push_back(weak);
    }

    void lock()
    {
        if (m_weakHandles.empty())
            return;
        if (ValueCown cown = pickFrom(m_weakHandles).lock())
            m_handles.push_back({std::move(cown), 0});
    }

    void drop() { takeFrom(m_handles); }
    void dropWeak() { takeFrom(m_weakHandles); }

    void take()
    {
        Handle handle = takeOrMake();
        try {
            const Value value = boc::take(std::move(handle.cown));
            m_world.expect(value.isAlive(), "a value that was taken is dead");
        } catch (const boc::UsageError &) {
            m_world.expect(bool(handle.cown), "take refused a handle, and has it");
            m_handles.push_back(std::move(handle));
        } catch (const std::exception &) {
            // That of a body that failed, or of a broken promise.
        }
    }

    void promise()
    {
        Promised promised{boc::Promise<Value>(m_world.runtime), m_world.nextNumber()};
        m_handles.push_back({promised.promise.cown(), promised.number});
        m_promises.push_back(std::move(promised));
    }

    void settle()
    {
        if (m_promises.empty())
            return;
        if (pick(3) != 0)
            m_promises.back().promise.fulfill(m_world, m_promises.back().number);
        m_promises.pop_back();
    }

    void send() { m_world.runtime.messages().send("handle", takeOrMake()); }
    void receive()
    {
        if (std::optional<Handle> handle =
                m_world.runtime.messages().receive<Handle>("handle", std::chrono::nanoseconds(0)))
            m_handles.push_back(std::move(*handle));
    }

    // Snapshots of the board are shared with std::shared_ptr, whose reference counts impose no
    // order in the explorer.
    void write()
    {
        if (!boc::detail::exploring)
            m_world.runtime.noticeboard().write("handle", pickOrMake());
    }
    void read()
    {
        if (boc::detail::exploring)
            return;
        if (std::optional<Handle> handle = m_world.runtime.noticeboard().read<Handle>("handle"))
            m_handles.push_back(std::move(*handle));
    }

    void notify()
    {
        if (!m_world.mayScheduleAnother())
            return;
        const boc::Notification notification =
            m_world.runtime.notification(takeOrMake().cown, boc::read(several(true)))
            << [world = &m_world](auto one, auto others) {
                   check(*world, one);
                   for (const auto &other : others)
                       check(*world, other);
               };
        for (std::size_t times = pick(3); times > 0; --times)
            notification.notify();
    }

    /// Returns a few handles. If `keeps`, this object keeps its copies of them.
    std::vector<ValueCown> several(bool keeps)
    {
        std::vector<ValueCown> cowns;
        for (std::size_t count = pick(4); count > 0; --count)
            cowns.push_back((keeps ? pickOrMake() : takeOrMake()).cown);
        return cowns;
    }

    /// Puts handles into a value that a body has, or gets them out.
    void exchange(Value &value)
    {
        if (std::optional<Handle> handle = takeFrom(pick(2) == 0 ? m_handles : value.handles)) {
            if (handle->number > value.number)
                value.handles.push_back(std::move(*handle));
            else
                m_handles.push_back(std::move(*handle));
        }
        if (std::optional<WeakHandle> weak = takeFrom(m_weakHandles))
            value.weakHandles.push_back(std::move(*weak));
    }

    /// False if the cown has an exception in place of a value.
    template <class T>
    static bool check(World &world, const boc::Acquired<T> &acquired)
    {
        if (acquired.exception())
            return false;
        world.expect(acquired->isAlive(), "a body got a value that is dead");
        return true;
    }

    /// Something that the body has. It may make handles of it.
    template <class T>
    void acquire(const boc::Acquired<T> &acquired)
    {
        if (!check(m_world, acquired))
            return;
        if (pick(2) == 0)
            m_handles.push_back({acquired.cown(), acquired->number});
        if (pick(4) == 0)
            m_weakHandles.emplace_back(acquired.cown());
        if constexpr (!std::is_const_v<T>)
            exchange(*acquired);
    }
    template <class T>
    void acquire(boc::AcquiredSpan<T> acquired)
    {
        for (const boc::Acquired<T> &each : acquired)
            acquire(each);
    }

    /// A body with some of the handles, whose result has this number.
    auto body(std::size_t number)
    {
        std::vector<Handle> handles;
        for (std::size_t count = pick(3); count > 0; --count)
            handles.push_back(pick(2) == 0 ? pickOrMake() : takeOrMake());
        return [world = &m_world, number, seed = seed(), steps = m_steps / 2,
                handles = std::move(handles)](auto... acquired) mutable {
            Hand hand(*world, seed, steps);
            if (hand.pick(2) == 0)
                hand.m_handles = std::move(handles);
            (hand.acquire(acquired), ...);
            hand.act();
            if (hand.pick(8) == 0)
                throw Refused();
            return Value(*world, number);
        };
    }

    /// Schedules what `make` makes of a body, or nothing, and may keep the result.
    template <class Make>
    void schedule(Make make)
    {
        if (!m_world.mayScheduleAnother())
            return;
        const std::size_t number = m_world.nextNumber();
        try {
            switch (pick(4)) {
            case 0:
                refuse(make(body(number)));
                break;
            case 1:
                m_handles.push_back({make(body(number)).result(), number});
                break;
            default:
                make(body(number));
            }
        } catch (const Refused &) {
        }
    }

    /// Uses all forms in which `when` accepts a handle.
    void scheduleOne()
    {
        boc::Runtime &runtime = m_world.runtime;
        Handle one = pick(3) == 0 ? pickOrMake() : takeOrMake();
        ValueCown &cown = one.cown;
        switch (pick(13)) {
        case 0:
            schedule([&](auto body) { return runtime.when(cown) << std::move(body); });
            break;
        case 1:
            schedule([&](auto body) { return runtime.when(boc::read(cown)) << std::move(body); });
            break;
        case 2:
            schedule([&](auto body) { return runtime.when(std::move(cown)) << std::move(body); });
            break;
        case 3:
            schedule([&](auto body) { return runtime.when(ValueCown(cown)) << std::move(body); });
            break;
        case 4: {
            const std::vector<ValueCown> cowns = several(true);
            schedule(
                [&](auto body) { return runtime.when(cowns, std::move(cown)) << std::move(body); });
            break;
        }
        case 5: {
            const std::vector<ValueCown> cowns = several(false);
            schedule([&](auto body) {
                return runtime.when(std::span(cowns), boc::read(cown)) << std::move(body);
            });
            break;
        }
        case 6: {
            Handle other = takeOrMake();
            schedule([&](auto body) {
                return runtime.when(std::move(cown), std::move(other.cown)) << std::move(body);
            });
            break;
        }
        case 7:
            schedule([&](auto body) {
                return runtime.when(boc::read(std::move(cown))) << std::move(body);
            });
            break;
        case 8: {
            std::vector<ValueCown> cowns = several(false);
            schedule([&](auto body) {
                return runtime.when(std::move(cowns), std::move(cown)) << std::move(body);
            });
            break;
        }
        case 9: {
            std::vector<ValueCown> cowns = several(true);
            schedule([&](auto body) {
                return runtime.when(cown, boc::read(std::move(cowns))) << std::move(body);
            });
            break;
        }
        case 10: {
            const ValueCown same = cown;
            schedule([&](auto body) {
                return runtime.when(std::array{std::move(cown)}, std::move(same))
                    << std::move(body);
            });
            break;
        }
        case 11: {
            ValueCown same = cown;
            schedule(
                [&](auto body) { return runtime.when(cown, std::move(same)) << std::move(body); });
            break;
        }
        default: {
            const WeakHandle weak(cown);
            cown = ValueCown::empty();
            try {
                schedule([&](auto body) { return runtime.when(weak.lock()) << std::move(body); });
            } catch (const boc::UsageError &) {
                m_world.expect(!weak.lock(), "a handle that was locked is empty");
            }
        }
        }
    }

    /// Gives a handle to a body that runs again and again and has nothing else.
    void give()
    {
        if (!m_world.mayScheduleAnother())
            return;
        m_world.runtime.when(takeOrMake().cown)
            << [world = &m_world, left = pick(3)](auto acquired) mutable {
                   check(*world, acquired);
                   return left-- > 0 ? boc::Flow::Again : boc::Flow::Done;
               };
    }

    /// Two in one step.
    void sum()
    {
        if (!m_world.mayScheduleAnother() || !m_world.mayScheduleAnother())
            return;
        boc::Runtime &runtime = m_world.runtime;
        Handle one = takeOrMake();
        Handle other = pick(2) == 0 ? one : takeOrMake();
        ValueCown again = one.cown;
        const std::size_t first = m_world.nextNumber();
        const std::size_t second = m_world.nextNumber();
        const auto both = [&] {
            return (runtime.when(std::move(again)) << body(first))
                + (runtime.when(std::move(other.cown), std::move(one.cown)) << body(second));
        };
        try {
            switch (pick(3)) {
            case 0:
                refuse(both());
                break;
            case 1: {
                auto [a, b] = both().results();
                m_handles.push_back({std::move(a), first});
                m_handles.push_back({std::move(b), second});
                break;
            }
            default:
                both();
            }
        } catch (const Refused &) {
        }
    }

    struct Promised
    {
        boc::Promise<Value> promise;
        std::size_t number;
    };

    World &m_world;
    Random m_random;
    const unsigned m_steps;
    std::vector<Handle> m_handles;
    std::vector<WeakHandle> m_weakHandles;
    std::vector<Promised> m_promises;
};

} // namespace

std::vector<std::string> runHandles(Random &random, boc::Runtime &runtime,
                                    const HandleProgramSize &size)
{
    World world(runtime, size.behaviors);
    {
        std::vector<Thread> threads;
        for (unsigned i = 0; i < size.threads; ++i) {
            threads.emplace_back([&world, seed = static_cast<unsigned>(random()),
                                  steps = size.steps] { Hand(world, seed, steps).act(); });
        }
        Hand(world, static_cast<unsigned>(random()), size.steps).act();
        for (Thread &thread : threads)
            thread.join();
    }
    if (!runtime.quiesce(std::chrono::seconds(60)))
        throw std::runtime_error("the program does not end");
    runtime.messages().drain("handle");
    runtime.noticeboard().remove("handle");
    runtime.pump();
    world.expect(world.alive >= 0, "more values died than were made");
    world.expect(world.alive <= 0, "values live, though nobody has a handle");
    return world.takeWrong();
}

} // namespace boctest
