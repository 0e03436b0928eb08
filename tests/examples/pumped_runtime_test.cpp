// SPDX-License-Identifier: GPL-3.0-or-later
#include "examples/qt_program/pumped_runtime.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QTimer>

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

using namespace std::chrono_literals;

namespace {

// Lets the event loop run until the condition holds; false if it does not.
template <class Condition>
bool spinUntil(Condition condition)
{
    QElapsedTimer elapsed;
    elapsed.start();
    while (!condition() && !elapsed.hasExpired(60'000))
        QCoreApplication::processEvents(QEventLoop::AllEvents, 10);
    return condition();
}

void busyFor(std::chrono::nanoseconds time)
{
    const auto end = std::chrono::steady_clock::now() + time;
    while (std::chrono::steady_clock::now() < end) {
    }
}

} // namespace

TEST(PumpedRuntime, LetsTheEventLoopRunBetweenBudgets)
{
    PumpedRuntime pumped(2);
    boc::PinnedCown<int> value(pumped.runtime(), 0);
    const auto home = std::this_thread::get_id();
    int run = 0;
    bool elsewhere = false;
    for (int i = 0; i < 50; ++i) {
        pumped.runtime().when() << [&, value] {
            boc::when(value) << [&](auto) {
                elsewhere = elsewhere || std::this_thread::get_id() != home;
                busyFor(3ms);
                ++run;
            };
        };
    }
    int rounds = 0;
    QTimer each;
    QObject::connect(&each, &QTimer::timeout, &each, [&rounds] { ++rounds; });
    each.start(0);
    while (pumped.runtime().pinnedQueue().depth == 0)
        std::this_thread::sleep_for(1ms);
    ASSERT_TRUE(spinUntil([&run] { return run == 50; }));
    EXPECT_FALSE(elsewhere);
    EXPECT_GE(rounds, 20) << "two bodies fill a budget";
}

TEST(PumpedRuntime, AnEventLoopInsideAPinnedBehaviorLosesNothing)
{
    PumpedRuntime pumped(2);
    boc::PinnedCown<int> dialog(pumped.runtime(), 0);
    boc::PinnedCown<int> other(pumped.runtime(), 0);
    bool inside = false;
    bool otherRan = false;
    bool otherRanInside = false;
    pumped.runtime().when(dialog) << [&, other](auto) {
        inside = true;
        boc::when() << [&, other] {
            boc::when(other) << [&](auto) {
                otherRan = true;
                otherRanInside = inside;
            };
        };
        QEventLoop loop; // as of a dialog
        QTimer::singleShot(50, &loop, &QEventLoop::quit);
        loop.exec();
        inside = false;
    };
    EXPECT_TRUE(spinUntil([&otherRan] { return otherRan; }));
    EXPECT_FALSE(otherRanInside);
}

TEST(PumpedRuntime, StopsInTheMiddle)
{
    for (int round = 0; round < 20; ++round) {
        int run = 0;
        PumpedRuntime pumped(3);
        boc::PinnedCown<int> value(pumped.runtime(), 0);
        for (int i = 0; i < 500; ++i) {
            pumped.runtime().when() << [&run, value] {
                boc::when(value) << [&run](auto) {
                    busyFor(50us);
                    ++run;
                };
            };
        }
        ASSERT_TRUE(spinUntil([&] { return run >= round; }));
        pumped.runtime().stop();
        const int atStop = run;
        QCoreApplication::processEvents(); // a wake-up on its way finds nothing to do
        EXPECT_EQ(run, atStop);
    }
}

int main(int argc, char *argv[])
{
    testing::InitGoogleTest(&argc, argv);
    QCoreApplication application(argc, argv);
    return RUN_ALL_TESTS();
}
