// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/event_loop.h"
#include "tests/ui/pinned_flood.h"
#include "ui/pump/pump_driver.h"

#include <gtest/gtest.h>

#include <thread>

namespace cownscope::ui {
namespace {

using namespace std::chrono_literals;

boc::RuntimeOptions optionsFor(const PumpDriver &driver, unsigned workers = 2)
{
    boc::RuntimeOptions options;
    options.workers = workers;
    options.wakeHook = driver.wakeHook();
    return options;
}

TEST(PumpDriver, RunsPinnedBehaviorsOnTheMainThread)
{
    PumpDriver driver;
    boc::Runtime runtime{optionsFor(driver)};
    driver.attach(runtime);
    boc::PinnedCown<int> value{runtime, 0};
    const auto mainThread = std::this_thread::get_id();
    bool elsewhere = false;
    int last = 0;
    for (int i = 1; i <= 100; ++i) {
        runtime.when() << [&, value] {
            boc::when(value) << [&](auto pinned) {
                elsewhere = elsewhere || std::this_thread::get_id() != mainThread;
                last = ++*pinned;
            };
        };
    }
    EXPECT_TRUE(test::spinUntil([&] { return last == 100; }));
    EXPECT_FALSE(elsewhere);
    const PumpRecord record = driver.takeRecord();
    EXPECT_EQ(record.executed, 100u);
    EXPECT_GE(record.calls, 1u);
    EXPECT_GE(record.deepest, 1u);
    EXPECT_GT(record.busy.count(), 0);
    EXPECT_EQ(driver.takeRecord().calls, 0u);
    driver.detach();
}

TEST(PumpDriver, PicksUpWhatWasPinnedBeforeItCame)
{
    PumpDriver driver;
    boc::Runtime runtime{{.workers = 1}}; // without a hook
    boc::PinnedCown<int> value{runtime, 0};
    bool ran = false;
    runtime.when(value) << [&ran](auto) { ran = true; };
    driver.attach(runtime);
    EXPECT_TRUE(test::spinUntil([&] { return ran; }));
    driver.detach();
}

TEST(PumpDriver, IdlesWithoutWork)
{
    PumpDriver driver;
    boc::Runtime runtime{optionsFor(driver)};
    driver.attach(runtime);
    ASSERT_TRUE(test::spinUntil([&] { return driver.takeRecord().calls > 0; })) << "attaching";
    test::spin(200ms);
    EXPECT_EQ(driver.takeRecord().calls, 0u);
    driver.detach();
}

// A hundred streams keep the pinned queue full of 100 µs bodies. However much of the processor the
// main thread gets: a call of pump ends with its budget, and the event loop comes round between two
// calls. A body can only take longer than 100 µs, so that the budget is a number of bodies as well.
// And a 10 ms timer fires at least 95 % as often as without the flood.
TEST(PumpDriver, AFloodLeavesTheEventLoopAlive)
{
    constexpr std::uint64_t MostBodies = PumpDriver::Budget / std::chrono::microseconds{100} + 1;
    EXPECT_TRUE(test::holdsOnce(10, [] {
        const int calm = test::timerFirings(1000ms);
        PumpDriver driver;
        boc::Runtime runtime{optionsFor(driver)};
        driver.attach(runtime);
        test::PinnedFlood flood{runtime};
        std::uint64_t rounds = 0; // of the event loop
        QTimer each;
        QObject::connect(&each, &QTimer::timeout, &each, [&rounds] { ++rounds; });
        each.start(0);
        EXPECT_TRUE(test::spinUntil([&] { return flood.bodiesRun() > 100; }));

        driver.takeRecord();
        const std::uint64_t roundsBefore = rounds;
        const int flooded = test::timerFirings(1000ms);
        const PumpRecord record = driver.takeRecord();
        std::printf("a 10 ms timer fired %d times calm, %d times under %llu pinned bodies of "
                    "100 us; longest pump call %.2f ms, deepest queue %zu\n",
                    calm, flooded, static_cast<unsigned long long>(record.executed),
                    static_cast<double>(record.longestCall.count()) * 1e-6,
                    static_cast<std::size_t>(record.deepest));
        EXPECT_GT(record.calls, 0u);
        EXPECT_LE(record.executed, record.calls * MostBodies) << "a call exceeds its budget";
        EXPECT_GE(rounds - roundsBefore + 2, record.calls) << "calls follow each other at once";
        flood.end();
        runtime.stop();
        driver.detach();
        return record.deepest >= 2 && flooded >= calm * 95 / 100;
    })) << "the timer starves, or there is no flood";
}

TEST(PumpDriver, StopsCleanlyInTheMiddleOfAFlood)
{
    for (int round = 0; round < 10; ++round) {
        auto driver = std::make_unique<PumpDriver>();
        auto runtime = std::make_unique<boc::Runtime>(optionsFor(*driver));
        driver->attach(*runtime);
        test::PinnedFlood flood{*runtime};
        test::spin(std::chrono::milliseconds{5 + round});
        if (round % 2 == 0) {
            runtime->stop();
            driver->detach();
            runtime.reset();
            test::spin(5ms); // a wake-up on its way finds nothing
        } else {
            driver.reset(); // the hook still fires meanwhile
            std::this_thread::sleep_for(5ms);
            runtime->stop();
        }
    }
}

TEST(PumpDriver, DoesNotEnterPumpTwice)
{
    PumpDriver driver;
    boc::Runtime runtime{optionsFor(driver)};
    driver.attach(runtime);
    boc::PinnedCown<int> dialog{runtime, 0};
    boc::PinnedCown<int> other{runtime, 0};
    int depth = 0;
    int deepest = 0;
    bool otherRan = false;
    bool ranInside = false;
    runtime.when(dialog) << [&](auto) {
        ++depth;
        deepest = std::max(deepest, depth);
        boc::when() << [&, other] {
            boc::when(other) << [&](auto) {
                otherRan = true;
                ranInside = depth > 0;
            };
        };
        EXPECT_TRUE(driver.isPumping());
        test::spin(60ms); // as a modal dialog would
        --depth;
    };
    EXPECT_TRUE(test::spinUntil([&] { return otherRan; })) << "what came meanwhile is lost";
    EXPECT_EQ(deepest, 1);
    EXPECT_FALSE(ranInside);
    EXPECT_FALSE(driver.isPumping());
    driver.detach();
}

TEST(PumpDriver, CountsWhatIsThrown)
{
    PumpDriver driver;
    boc::RuntimeOptions options = optionsFor(driver);
    std::atomic<int> reported{0};
    options.unhandledException = [&reported](std::exception_ptr) { ++reported; };
    boc::Runtime runtime{options};
    driver.attach(runtime);
    boc::PinnedCown<int> value{runtime, 0};
    runtime.when(value) << [](auto) { throw std::runtime_error{"on purpose"}; };
    EXPECT_TRUE(test::spinUntil([&] { return reported == 1; }));
    EXPECT_EQ(driver.takeRecord().raised, 1u);
    driver.detach();
}

} // namespace
} // namespace cownscope::ui
