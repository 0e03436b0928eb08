// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"

#include <gtest/gtest.h>

#include <exception>
#include <functional>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

/// \file
/// Every public call in every place: where it works, where it is refused, and that a refused call
/// says its name and leaves everything as it was.
namespace {

using namespace std::chrono_literals;

enum class Place {
    Main,
    Body,
    PinnedBody,
    OtherThread,
    AfterStop,
    WakeHook,
    ExceptionHook,
    WatchdogHook,
    SlowBodyHook,
    WorkerBegin,
    WorkerEnd,
    NestedPump, // a pinned body of a second runtime, pumped in a body of the first
};

constexpr int callers = 12;

const char *nameOf(Place place)
{
    constexpr const char *names[] = {
        "on the main thread",    "in a body",    "in a pinned body",
        "on another thread",     "after a stop", "in wakeHook",
        "in unhandledException", "in onStarved", "in onSlow",
        "in workerBegin",        "in workerEnd", "in a body of a runtime inside a body"};
    return names[static_cast<int>(place)];
}

/// A runtime, and what calls are made on.
struct World
{
    explicit World(boc::RuntimeOptions options)
        : runtime(std::move(options))
        , pinned(runtime, 0)
        , scope(runtime)
        , promise(runtime)
        , notification(runtime.notification(cown) << [](auto) {})
    {
        runtime.noticeboard().write("key", 1);
        runtime.messages().send("tag", 1);
    }

    boc::Runtime runtime;
    boc::Cown<int> cown{0};
    boc::Cown<int> lonely{0};
    boc::PinnedCown<int> pinned;
    boc::Scope scope;
    boc::Promise<int> promise;
    boc::Notification notification;
};

/// Whatever a call could change, but the count of those that are refused.
auto stateOf(const World &world)
{
    const boc::Statistics s = world.runtime.statistics();
    std::vector<std::tuple<std::string, std::uint64_t, std::uint64_t, std::uint64_t, std::uint64_t>>
        queues;
    for (const boc::MessageQueueStatistics &q : s.messageQueues)
        queues.emplace_back(q.tag, q.sent, q.received, q.rejected, q.waiting + q.receivers);
    const boc::NoticeSnapshot notices = world.runtime.noticeboard().snapshot();
    return std::tuple(s.scheduled - s.refused, s.completed - s.refused, s.cancelled,
                      s.scopeCancelled, s.pinnedPushed, s.pinnedExecuted, s.pumpCalls, queues,
                      notices.keys(), notices.read("key", 0), world.runtime.stopped(),
                      world.runtime.inFlight(), world.runtime.pinnedQueue().depth,
                      world.scope.inFlight(), world.scope.cancelled());
}

struct Call
{
    /// What a refusal begins with, and which call that is.
    std::string_view says;
    std::string_view what;
    /// For each place: w it works, u it throws UsageError, s StoppedError; - it would wait for what
    /// does not come, or makes no sense there.
    std::string_view outcomes;
    std::function<void(World &)> make;
};

std::vector<Call> calls()
{
    using W = World &;
    //                 Body │ OtherThread
    //            Main    │ Pinned
    return {
        // Main Body Pinned Other After | Wake Exception Watchdog SlowBody Begin End | Nested
        {"pump", "pump", "wuuuw uuuuuu u", [](W w) { w.runtime.pump(); }},
        {"quiesce", "quiesce", "wuuww uuuuuu u", [](W w) { w.runtime.quiesce(); }},
        {"quiesce", "quiesce for no time", "wuuww uuuuuu u", [](W w) { w.runtime.quiesce(0ns); }},
        {"waitForRoom", "waitForRoom", "wuuww uuuuuu u", [](W w) { w.runtime.waitForRoom(1000); }},
        {"waitForRoom", "waitForRoom(0)", "uuuuu uuuuuu u", [](W w) { w.runtime.waitForRoom(0); }},
        {"wait", "wait", "wuuuw uuuuuu u", [](W w) { w.runtime.wait(); }},
        {"wait", "wait for no time", "wuuuw uuuuuu u", [](W w) { w.runtime.wait(0ns); }},
        {"stop", "stop", "wuuuw uuuuuu u", [](W w) { w.runtime.stop(); }},
        {"", "requestStop", "wwwww wwwwww w", [](W w) { w.runtime.requestStop(); }},
        {"", "statistics", "wwwww wwwwww w", [](W w) { w.runtime.statistics(); }},
        {"", "pinnedQueue", "wwwww wwwwww w", [](W w) { w.runtime.pinnedQueue(); }},
        {"", "Runtime::when", "wwwws wwwwws w", [](W w) { w.runtime.when(w.cown) << [](auto) {}; }},
        {"", "Runtime::when, pinned", "wwwws wwwwws w",
         [](W w) { w.runtime.when(w.pinned) << [](auto) {}; }},
        {"when", "when", "wwwus wwuuuu w", [](W w) { boc::when(w.cown) << [](auto) {}; }},
        {"when", "when with an empty handle", "uuuuu uuuuuu u",
         [](W w) { w.runtime.when(boc::Cown<int>::empty()) << [](auto) {}; }},
        {"", "Runtime::notification", "wwwww wwwwww w",
         [](W w) { w.runtime.notification(w.cown) << [](auto) {}; }},
        {"notification", "notification", "wwwuw wwuuuu w",
         [](W w) { boc::notification(w.cown) << [](auto) {}; }},
        {"", "notify", "wwwww wwwwww w", [](W w) { w.notification.notify(); }},
        {"Notification", "notify on nothing", "uuuuu uuuuuu u",
         [](W) { boc::Notification().notify(); }},
        {"PinnedCown", "PinnedCown of a runtime", "wuwuw wuuuuu u",
         [](W w) { boc::PinnedCown<int>(w.runtime, 1); }},
        {"", "Scope of a runtime", "wwwww wwwwww w", [](W w) { boc::Scope scope(w.runtime); }},
        {"Scope", "Scope", "wwwuw wwuuuu w", [](W) { boc::Scope scope; }},
        {"", "Scope::when", "wwwws wwwwws w", [](W w) { w.scope.when() << [] {}; }},
        {"Scope::wait", "Scope::wait", "wuuww uuuuuu u", [](W w) { w.scope.wait(); }},
        {"", "Scope::cancel", "wwwww wwwwww w", [](W w) { w.scope.cancel(); }},
        {"", "Promise of a runtime", "wwwws wwwwws w", [](W w) { boc::Promise<int>(w.runtime); }},
        {"Promise", "Promise", "wwwus wwuuuu w", [](W) { boc::Promise<int>(); }},
        {"", "fulfill", "wwwww wwwwww w", [](W w) { w.promise.fulfill(1); }},
        {"Promise::fail", "fail with nothing", "uuuuu uuuuuu u",
         [](W w) { w.promise.fail(nullptr); }},
        {"", "EventSource of a runtime", "wwwww wwwwww w",
         [](W w) { boc::EventSource source(w.runtime); }},
        {"EventSource", "EventSource", "wwwuw wwuuuu w", [](W) { boc::EventSource source; }},
        {"", "take", "wwwww wwwwww w", [](W w) { boc::take(std::move(w.lonely)); }},
        {"seed", "seed", "wuwuw wuuuuu u", [](W w) { w.runtime.noticeboard().seed("key", 2); }},
        {"notice", "notice::seed on no runtime", "---u- ------ -",
         [](W) { boc::notice::seed("key", 2); }},
        {"", "write", "wwwww wwwwww w", [](W w) { w.runtime.noticeboard().write("key", 2); }},
        {"the key", "write to no key", "uuuuu uuuuuu u",
         [](W w) { w.runtime.noticeboard().write("", 2); }},
        {"", "update", "wwwww wwwwww w",
         [](W w) { w.runtime.noticeboard().update("key", 0, [](int n) { return n + 1; }); }},
        {"the notice", "update as another type", "uuuuu uuuuuu u",
         [](W w) { w.runtime.noticeboard().update("key", 0.5, [](double n) { return n; }); }},
        {"", "remove", "wwwww wwwwww w", [](W w) { w.runtime.noticeboard().remove("key"); }},
        {"notice", "notice::write", "wwwuw wwuuuu w", [](W) { boc::notice::write("key", 2); }},
        {"", "Messages::send", "wwwws wwwwws w", [](W w) { w.runtime.messages().send("tag", 2); }},
        {"messages", "send", "wwwus wwuuuu w", [](W) { boc::send("tag", 2); }},
        {"the tag", "send under no tag", "uuuuu uuuuuu u",
         [](W w) { w.runtime.messages().send("", 2); }},
        {"receive", "receive what is there", "wwwww uwuuuu w",
         [](W w) { w.runtime.messages().receive("tag"); }},
        {"receive", "receive what is not there", "--u-s u-uuuu -",
         [](W w) { w.runtime.messages().receive("other"); }},
        {"", "receive what is not there, at once", "wwwws wwwwws w",
         [](W w) { w.runtime.messages().receive("other", 0ns); }},
        {"", "receive what is not there, before now", "wwwws wwwwws w",
         [](W w) { w.runtime.messages().receive("other", -1s); }},
        {"the message", "receive as another type", "uuuuu uuuuuu u",
         [](W w) { w.runtime.messages().receive<double>("tag", 0ns); }},
        {"receive", "receive under no tag", "uuuuu uuuuuu u",
         [](W w) { w.runtime.messages().receive({}, 0ns); }},
        {"", "drain", "wwwww wwwwww w", [](W w) { w.runtime.messages().drain("tag"); }},
        {"", "setTags", "wwwww wwwwww w",
         [](W w) {
             w.runtime.messages().setTags({"a", "b"});
         }},
        {"setTags", "setTags with one twice", "uuuuu uuuuuu u",
         [](W w) {
             w.runtime.messages().setTags({"a", "a"});
         }},
        {"", "a runtime inside", "wwwww wwwwww w",
         [](W) {
             boc::Runtime inner({.workers = 1});
             inner.when() << [] {};
         }},
        {"workers", "a runtime with too many workers", "uuuuu uuuuuu u",
         [](W) { boc::Runtime inner({.workers = ~0u}); }},
        {"messageCapacity", "a runtime without room for messages", "uuuuu uuuuuu u",
         [](W) { boc::Runtime inner({.workers = 1, .messageCapacity = 0}); }},
    };
}

/// Makes a call, and says what is not as the table has it.
void tryCall(const Call &call, char expected, World &world, std::string &wrong)
{
    const auto before = stateOf(world);
    char outcome = 'w';
    std::string text;
    try {
        call.make(world);
    } catch (const boc::UsageError &error) {
        outcome = 'u';
        text = error.what();
    } catch (const boc::StoppedError &) {
        outcome = 's';
    } catch (const std::exception &error) {
        outcome = '?';
        text = error.what();
    }
    if (outcome != expected)
        wrong = std::string("gives ") + outcome + ' ' + text;
    else if (outcome == 'u' && !text.starts_with(call.says))
        wrong = "says " + text;
    else if (outcome != 'w' && stateOf(world) != before)
        wrong = "is refused and changes something";
}

/// Brings one call to one place.
class Trial
{
public:
    Trial(const Call &call, Place place, char expected)
        : m_call(call)
        , m_expected(expected)
        , m_place(place)
    { }

    std::string run()
    {
        boc::RuntimeOptions options{.workers = 1};
        const auto hook = [this](auto &&...) { enter(); };
        switch (m_place) {
        case Place::WakeHook:
            options.wakeHook = hook;
            break;
        case Place::ExceptionHook:
            options.unhandledException = hook;
            break;
        case Place::WatchdogHook:
            options.watchdog = {1ms, hook};
            break;
        case Place::SlowBodyHook:
            options.slowBodies = {1ms, hook};
            break;
        case Place::WorkerBegin:
            options.workerBegin = hook;
            break;
        case Place::WorkerEnd:
            options.workerEnd = hook;
            break;
        default:
            break;
        }
        World world(std::move(options));
        m_world = &world;
        m_ready.open();
        go(world);
        m_ended.pass();
        return m_wrong;
    }

private:
    void go(World &world)
    {
        boc::Runtime &runtime = world.runtime;
        switch (m_place) {
        case Place::Main:
            enter();
            break;
        case Place::Body:
            runtime.when() << [this] { enter(); };
            break;
        case Place::PinnedBody:
            runtime.when(world.pinned) << [this](auto) { enter(); };
            runtime.pump();
            break;
        case Place::OtherThread:
            boctest::Thread([this] { enter(); }).join();
            break;
        case Place::AfterStop:
            runtime.stop();
            enter();
            break;
        case Place::WakeHook:
        case Place::WatchdogHook:
            runtime.when(world.pinned) << [](auto) {};
            break;
        case Place::ExceptionHook:
            runtime.when() << [] { throw 1; };
            break;
        case Place::SlowBodyHook:
            runtime.when() << [this] { m_ended.pass(); };
            break;
        case Place::WorkerBegin:
            break;
        case Place::WorkerEnd:
            runtime.stop();
            break;
        case Place::NestedPump:
            runtime.when() << [this] {
                boc::Runtime inner({.workers = 1});
                boc::PinnedCown<int> pinned(inner, 0);
                inner.when(pinned) << [this](auto) { enter(); };
                inner.wait();
            };
            break;
        }
    }

    void enter()
    {
        if (m_entered.exchange(true))
            return; // hooks speak more than once
        m_ready.pass();
        tryCall(m_call, m_expected, *m_world, m_wrong);
        m_ended.open();
    }

    const Call &m_call;
    const char m_expected;
    const Place m_place;
    World *m_world = nullptr;
    boctest::Gate m_ready;
    boctest::Gate m_ended;
    boctest::Atomic<bool> m_entered{false};
    std::string m_wrong;
};

TEST(Misuse, EveryCallInEveryPlace)
{
    for (const Call &call : calls()) {
        std::string outcomes(call.outcomes);
        std::erase(outcomes, ' ');
        ASSERT_EQ(outcomes.size(), std::size_t{callers}) << call.what;
        for (int i = 0; i < callers; ++i) {
            const auto place = static_cast<Place>(i);
            const char expected = outcomes[static_cast<std::size_t>(i)];
            if (expected == '-')
                continue;
            const std::string wrong = Trial(call, place, expected).run();
            EXPECT_EQ(wrong, "") << call.what << ' ' << nameOf(place);
        }
    }
}

TEST(Misuse, ARuntimeDestroyedInAWrongPlaceEndsTheProgramWithASentence)
{
    testing::GTEST_FLAG(death_test_style) = "threadsafe";
    EXPECT_DEATH(
        {
            auto *runtime = new boc::Runtime({.workers = 1});
            boctest::Thread([runtime] { delete runtime; }).join();
        },
        "must be destroyed on the thread that made it");
    EXPECT_DEATH(
        {
            auto *runtime = new boc::Runtime({.workers = 1});
            const boc::PinnedCown<int> pinned(*runtime, 0);
            runtime->when(pinned) << [runtime](auto) { delete runtime; };
            runtime->pump();
        },
        "must not be destroyed here: wait: called inside a behavior");
}

} // namespace
