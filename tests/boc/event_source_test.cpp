// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"

#include <gtest/gtest.h>

#include <optional>
#include <utility>

namespace {

using namespace std::chrono_literals;

BOC_TEST(EventSource, KeepsWaitFromFinishing)
{
    boc::Runtime runtime{{.workers = 1}};
    std::optional<boc::EventSource> source{std::in_place};
    EXPECT_FALSE(runtime.wait(10ms));
    EXPECT_FALSE(runtime.stopped());
    EXPECT_TRUE(runtime.quiesce(30s)) << "quiesce does not care";
    EXPECT_EQ(runtime.inFlight(), 0u);
    source.reset();
    EXPECT_TRUE(runtime.wait(30s));
}

BOC_TEST(EventSource, CopiesAreSourcesOfTheirOwn)
{
    boc::Runtime runtime{{.workers = 1}};
    boc::EventSource first{runtime};
    boc::EventSource second = first;
    boc::EventSource third = std::move(first);
    first.end();
    second.end();
    second.end();
    EXPECT_FALSE(runtime.wait(5ms));
    first = third;
    third.end();
    EXPECT_FALSE(runtime.wait(5ms));
    first = boc::EventSource(std::move(third));
    EXPECT_TRUE(runtime.wait(30s));
}

BOC_TEST(EventSource, ItsEndWakesTheMainThreadAndNothingItScheduledIsLost)
{
    for (int round = 0; round < boctest::scaled(1000); ++round) {
        boctest::Atomic<int> ran{0};
        boctest::Thread other;
        {
            boc::Runtime runtime{{.workers = 2}};
            other = boctest::Thread([&ran, &runtime, source = boc::EventSource(runtime)]() mutable {
                boc::EventSource next = source;
                source.end();
                for (int i = 0; i < 3; ++i)
                    runtime.when() << [&ran, inner = next] { ++ran; };
                next.end();
            });
            ASSERT_TRUE(runtime.wait(30s));
            ASSERT_EQ(ran, 3);
        }
        other.join();
    }
}

BOC_TEST(EventSource, ItsEndAloneWakesTheMainThread)
{
    boctest::Thread other;
    {
        boc::Runtime runtime{{.workers = 1}};
        other = boctest::Thread([source = boc::EventSource(runtime)]() mutable {
            boctest::sleepFor(10ms); // likely until the main thread and the worker sleep
            source.end();
        });
        runtime.wait(); // hangs if nobody wakes it
    }
    other.join();
}

BOC_TEST(EventSource, StopDoesNotCare)
{
    std::optional<boc::EventSource> source;
    {
        boc::Runtime runtime{{.workers = 1}};
        source.emplace();
        runtime.stop();
    }
    const boc::EventSource copy = *source; // of a runtime that has ended: does nothing
    source.reset();
    {
        boc::Runtime runtime{{.workers = 1}};
        source.emplace(runtime);
        boc::when() << [&] {
            boctest::sleepFor(5ms); // likely while the main thread waits
            runtime.requestStop();
        };
        EXPECT_TRUE(runtime.wait());
    }
}

BOC_TEST(EventSource, AStopFromOutsideEndsTheWaitForIt)
{
    // Nothing runs whose end could wake the main thread instead.
    boc::Runtime runtime{{.workers = 1}};
    const boc::EventSource source;
    boctest::Thread stopper([&] {
        boctest::sleepFor(1ms); // likely while the main thread waits
        runtime.requestStop();
    });
    EXPECT_TRUE(runtime.wait());
    stopper.join();
}

BOC_TEST(EventSource, NeedsARuntime)
{
    EXPECT_THROW(boc::EventSource{}, boc::UsageError);
}

} // namespace
