// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/scale.h"
#include "workloads/fanout/producers.h"

#include <gtest/gtest.h>

#include <chrono>
#include <stdexcept>
#include <thread>
#include <utility>

using namespace cownscope::fanout;
using namespace cownscope::tests;

namespace {

using namespace std::chrono_literals;

Options smallOptions(std::uint32_t producers = 3, std::uint32_t width = 5)
{
    Options options;
    options.producers = producers;
    options.fanoutWidth = width;
    options.payloadRows = options.payloadCols = 2;
    return options;
}

// Each child takes hours.
// Children that never end. Those of the first producer occupy three workers, so the step of the
// second needs a fourth.
constexpr unsigned workersForLongChildren = 4;

Options longChildren()
{
    Options options = smallOptions(2, 3);
    options.childIters = UINT32_MAX;
    options.payloadRows = options.payloadCols = 256;
    return options;
}

class LastFrame : public FrameSink
{
public:
    void showFrame(std::shared_ptr<const Frame> shown) override
    {
        frame = std::move(shown);
        ++frames;
    }
    std::shared_ptr<const Frame> frame;
    int frames = 0;
};

struct Shown
{
    explicit Shown(const Options &options = smallOptions(), unsigned workers = 2)
        : runtime({.workers = workers})
        , producers(options)
    {
        producers.attach(runtime, boc::PinnedCown<FrameSink *>(runtime, &sink));
    }

    Frame settled()
    {
        runtime.quiesce();
        producers.requestFrame();
        runtime.quiesce();
        return *sink.frame;
    }

    boc::Runtime runtime;
    LastFrame sink;
    Producers producers;
};

template <class Holds>
bool waitUntil(Holds holds)
{
    const auto end = std::chrono::steady_clock::now() + 60s;
    while (!holds()) {
        if (std::chrono::steady_clock::now() > end)
            return false;
        std::this_thread::sleep_for(200us);
    }
    return true;
}

bool waitUntilQuiet(boc::Runtime &runtime)
{
    return waitUntil([&] { return runtime.inFlight() == 0; });
}

} // namespace

TEST(Producers, StepsAndChildrenAreExactForAnyNumberOfWorkers)
{
    for (const unsigned workers : {1u, 2u, 5u}) {
        Shown shown(smallOptions(), workers);
        shown.producers.advance(1);
        shown.runtime.quiesce();
        EXPECT_EQ(shown.producers.steps(), 3u);
        EXPECT_EQ(shown.producers.children(), 15u);
        shown.producers.advance(40);
        shown.producers.advance(2);
        shown.runtime.quiesce();
        EXPECT_EQ(shown.producers.steps(), 3u * 43);
        EXPECT_EQ(shown.producers.children(), 15u * 43);
        EXPECT_LE(shown.producers.stolen(), shown.producers.children());
        if (workers == 1) {
            EXPECT_EQ(shown.producers.stolen(), 0u);
        }
    }
}

TEST(Producers, AFrameTellsOfTheLastStepsAndWhoRanTheirChildren)
{
    Shown shown;
    const Frame before = shown.settled();
    EXPECT_EQ(before.children.size(), 3u * before.steps * 5u);
    for (const ChildView &child : before.children)
        EXPECT_EQ(child.state, ChildState::None);
    shown.producers.advance(2);
    const Frame two = shown.settled();
    EXPECT_EQ(two.width, 5u);
    EXPECT_EQ(two.shown, 5u);
    ASSERT_EQ(two.producers.size(), 3u);
    std::size_t ages[2] = {0, 0};
    for (const ChildView &child : two.children) {
        if (child.state == ChildState::None)
            continue;
        EXPECT_EQ(child.state, ChildState::Done);
        EXPECT_LT(child.scheduledBy, 2u);
        EXPECT_LT(child.ranBy, 2u);
        ASSERT_LT(child.age, 2u);
        ++ages[child.age];
    }
    EXPECT_EQ(ages[0], 15u);
    EXPECT_EQ(ages[1], 15u);
    shown.producers.advance(100);
    const Frame many = shown.settled();
    std::size_t stolen = 0;
    for (const ChildView &child : many.children) {
        EXPECT_EQ(child.state, ChildState::Done);
        EXPECT_LT(child.age, many.steps);
        stolen += child.isStolen();
    }
    EXPECT_LE(stolen, shown.producers.stolen());
    EXPECT_EQ(many.producers[0].steps, 102u);
}

TEST(Producers, WhatIsTooMuchForAPictureIsLeftOut)
{
    Shown shown(smallOptions(2, 5000));
    shown.producers.advance(1);
    const Frame frame = shown.settled();
    EXPECT_EQ(frame.width, 5000u);
    EXPECT_LT(frame.shown, 5000u);
    EXPECT_EQ(frame.children.size(), std::size_t{2} * frame.steps * frame.shown);
    EXPECT_EQ(shown.producers.children(), 10000u);
}

// However fast producers are, each has the children of two steps at most.
TEST(Producers, ChildrenDoNotPileUp)
{
    Shown shown(smallOptions(4, 8));
    shown.producers.start();
    for (int i = 0; i < repeats(200, 40); ++i) {
        const std::uint64_t inFlight = shown.runtime.inFlight();
        EXPECT_LE(inFlight, 4u * (2 * 8 + 2)) << i;
        std::this_thread::sleep_for(500us);
    }
    EXPECT_TRUE(waitUntil([&] { return shown.producers.steps() > 100; }));
    shown.producers.pause();
    EXPECT_TRUE(waitUntilQuiet(shown.runtime));
}

TEST(Producers, PausesAndStartsInQuickSuccessionLoseNothing)
{
    Shown shown;
    for (int i = 0; i < repeats(2000, 200); ++i) {
        shown.producers.start();
        if (i % 3 == 0)
            std::this_thread::yield();
        shown.producers.pause();
    }
    ASSERT_TRUE(waitUntilQuiet(shown.runtime));
    const std::uint64_t steps = shown.producers.steps();
    shown.producers.advance(1);
    shown.runtime.quiesce();
    EXPECT_EQ(shown.producers.steps(), steps + 3);
    EXPECT_EQ(shown.producers.children(), 5 * (steps + 3)) << "a child was lost or ran twice";
}

TEST(Producers, APauseDoesNotWaitForTheEndOfAChild)
{
    Shown shown(longChildren(), workersForLongChildren);
    shown.producers.start();
    ASSERT_TRUE(waitUntil([&] { return shown.producers.steps() == 2; }));
    std::this_thread::sleep_for(20ms);
    shown.producers.pause();
    EXPECT_TRUE(waitUntilQuiet(shown.runtime));
    EXPECT_EQ(shown.producers.children(), 0u);
    for (const ChildView &child : shown.settled().children)
        EXPECT_NE(child.state, ChildState::Running);
}

TEST(Producers, AChildGoesOnWhereAPauseHasInterruptedIt)
{
    Options options = smallOptions(1, 2);
    options.childIters = 100;
    options.payloadRows = options.payloadCols = 64;
    Shown shown(options);
    // Each pause comes before a child could end without an interruption.
    for (int i = 0; i < 10'000 && shown.producers.children() < 8; ++i) {
        shown.producers.start();
        std::this_thread::sleep_for(300us);
        shown.producers.pause();
        ASSERT_TRUE(waitUntilQuiet(shown.runtime));
    }
    EXPECT_GE(shown.producers.children(), 8u);
    EXPECT_LE(shown.producers.children(), 2 * shown.producers.steps());
}

TEST(Producers, AnotherRuntimeGoesOn)
{
    LastFrame sink;
    Producers producers(smallOptions());
    producers.start();
    std::uint64_t steps = 0;
    for (const unsigned workers : {2u, 1u, 3u}) {
        boc::Runtime runtime({.workers = workers});
        producers.attach(runtime, boc::PinnedCown<FrameSink *>(runtime, &sink));
        EXPECT_TRUE(waitUntil([&] { return producers.steps() > steps + 30; }));
        producers.pause();
        ASSERT_TRUE(waitUntilQuiet(runtime));
        steps = producers.steps();
        EXPECT_GE(5 * steps, producers.children());
        producers.detach();
        producers.start();
    }
}

// As a switch does with a runtime that takes too long.
TEST(Producers, WhatAStoppedRuntimeGaveUpIsLostAndTheRestGoesOn)
{
    Producers producers(longChildren());
    {
        boc::Runtime runtime({.workers = workersForLongChildren});
        producers.attach(runtime);
        producers.start();
        ASSERT_TRUE(waitUntil([&] { return producers.steps() == 2; }));
        runtime.stop();
        producers.detach();
    }
    boc::Runtime runtime({.workers = workersForLongChildren});
    producers.attach(runtime);
    EXPECT_TRUE(waitUntil([&] { return producers.steps() == 4; }));
    producers.pause();
    EXPECT_TRUE(waitUntilQuiet(runtime));
}

TEST(Producers, TheyMayGoInFullFlight)
{
    for (int i = 0; i < repeats(50, 10); ++i) {
        boc::Runtime runtime({.workers = 2});
        {
            Producers producers(smallOptions());
            producers.attach(runtime);
            producers.start();
            std::this_thread::sleep_for(std::chrono::microseconds(i * 20));
        }
        EXPECT_TRUE(waitUntilQuiet(runtime));
    }
}

TEST(Producers, AsManyFramesAreOnTheirWayAsTheSinkHasCredits)
{
    struct Keeping : FrameSink
    {
        void showFrame(std::shared_ptr<const Frame>) override { }
        void takeFrame(std::shared_ptr<const Frame>, cownscope::FrameCredit credit) override
        {
            credits.push_back(std::move(credit));
        }
        std::vector<cownscope::FrameCredit> credits;
    } sink;
    boc::Runtime runtime({.workers = 1});
    Producers producers(smallOptions());
    const cownscope::FrameCredits credits(2);
    producers.attach(runtime, boc::PinnedCown<FrameSink *>(runtime, &sink), credits);
    for (int i = 0; i < 5; ++i) {
        producers.requestFrame();
        runtime.quiesce();
    }
    EXPECT_EQ(sink.credits.size(), 2u);
    EXPECT_TRUE(producers.isFrameWanted());
    sink.credits.erase(sink.credits.begin());
    producers.resumeFrames();
    runtime.quiesce();
    EXPECT_EQ(sink.credits.size(), 2u);
    EXPECT_FALSE(producers.isFrameWanted());
}

TEST(Producers, BadOptionsAreRefused)
{
    EXPECT_THROW(Producers{Options{}}, std::invalid_argument);
    Options options = smallOptions();
    options.payloadCols = 3;
    EXPECT_THROW(Producers{options}, std::invalid_argument);
}
