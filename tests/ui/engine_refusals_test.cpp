// SPDX-License-Identifier: GPL-3.0-or-later
// What the system does not give: the engine says so and goes on with what it has.
#include "ui/engine/engine.h"

#include "boc/faults/allocations.h"
#include "tests/ui/event_loop.h"
#include "tests/ui/frame_counter.h"
#include "ui/views/splat_painter.h"

#include <gtest/gtest.h>

#include <QFile>

#include <sys/resource.h>

#include <memory>

namespace cownscope::ui {
namespace {

Configuration rings()
{
    Configuration configuration;
    configuration.workload = WorkloadKind::ChainRing;
    configuration.workers = 2;
    configuration.rings.iters = 20;
    return configuration;
}

// As much address space as there is, and a little more: no room for the stacks of many threads.
class NoThreads
{
public:
    NoThreads()
    {
        ::getrlimit(RLIMIT_AS, &m_before);
        QFile sizes{QStringLiteral("/proc/self/statm")};
        EXPECT_TRUE(sizes.open(QIODevice::ReadOnly));
        const rlim_t pages = sizes.readAll().split(' ').at(0).toULongLong();
        rlimit now = m_before;
        now.rlim_cur = pages * 4096 + (rlim_t{100} << 20);
        EXPECT_EQ(::setrlimit(RLIMIT_AS, &now), 0);
    }
    ~NoThreads() { ::setrlimit(RLIMIT_AS, &m_before); }
    NoThreads(const NoThreads &) = delete;
    NoThreads &operator=(const NoThreads &) = delete;

private:
    rlimit m_before{};
};

TEST(EngineRefusals, ThreadsThatCannotBeHadChangeNothing)
{
#ifdef COWNSCOPE_SANITIZED
    GTEST_SKIP() << "a sanitizer needs all of the address space";
#endif
    test::FrameCounter view;
    Engine engine{rings(), view.ports()};
    engine.setPaused(false);
    ASSERT_TRUE(test::spinUntil([&] { return engine.read().steps > 10; }));
    const Configuration before = engine.configuration();
    const boc::Runtime *runtime = engine.runtime();
    Configuration many = before;
    many.workers = MostWorkers;
    {
        const NoThreads noThreads;
        const std::string problem = engine.apply(many).value_or("");
        EXPECT_NE(problem.find(std::to_string(MostWorkers) + " workers"), std::string::npos)
            << problem;
        EXPECT_THROW((Engine{many, view.ports()}), std::runtime_error);
    }
    EXPECT_EQ(engine.configuration(), before);
    EXPECT_FALSE(engine.isSwitching());
    EXPECT_EQ(engine.runtime(), runtime);
    const auto steps = engine.read().steps;
    EXPECT_TRUE(test::spinUntil([&] { return engine.read().steps > steps; })) << "it goes on";
    many.workers = 3;
    EXPECT_EQ(engine.apply(many), std::nullopt);
    EXPECT_TRUE(test::spinUntil([&] { return !engine.isSwitching(); }));
    EXPECT_EQ(engine.runtime()->workers(), 3u);
}

// The second change comes while the first is carried out.
TEST(EngineRefusals, ARefusalInTheMiddleOfASwitchLeavesTheSwitch)
{
#ifdef COWNSCOPE_SANITIZED
    GTEST_SKIP() << "a sanitizer needs all of the address space";
#endif
    test::FrameCounter view;
    Engine engine{rings(), view.ports()};
    Configuration next = engine.configuration();
    next.workers = 3;
    ASSERT_EQ(engine.apply(next), std::nullopt);
    ASSERT_TRUE(engine.isSwitching());
    {
        const NoThreads noThreads;
        Configuration many = next;
        many.workers = MostWorkers;
        EXPECT_TRUE(engine.apply(many));
    }
    EXPECT_TRUE(test::spinUntil([&] { return !engine.isSwitching(); }));
    EXPECT_EQ(engine.configuration(), next);
    EXPECT_EQ(engine.runtime()->workers(), 3u);
}

TEST(EngineRefusals, MemoryThatCannotBeHadChangesNothing)
{
    test::FrameCounter view;
    Engine engine{rings(), view.ports()};
    const Configuration before = engine.configuration();
    Configuration next = before;
    next.rings.rings = 20;
    // With less memory than it takes, then with a little more, until the change is made.
    const auto refusals = [&](const std::function<std::optional<std::string>()> &change) {
        for (int successes = 10;; successes += 49) {
            try {
                const boctest::OutOfMemory outOfMemory(successes);
                const std::optional<std::string> problem = change();
                if (!problem)
                    return successes / 49;
                EXPECT_NE(problem->find("memory"), std::string::npos) << *problem;
            } catch (const std::bad_alloc &) { // for the sentence itself, or to tell of the change
                if (engine.isSwitching())
                    return successes / 49;
            }
            EXPECT_EQ(engine.configuration().rings, before.rings);
            EXPECT_FALSE(engine.isSwitching());
        }
    };
    EXPECT_GT(refusals([&] { return engine.reset(); }), 0);
    EXPECT_TRUE(test::spinUntil([&] { return !engine.isSwitching(); }));
    EXPECT_GT(refusals([&] { return engine.apply(next); }), 0);
    EXPECT_TRUE(test::spinUntil([&] { return !engine.isSwitching(); }));
    EXPECT_TRUE(test::spinUntil([&] { return view.chains && view.chains->rings == 20; }));
}

TEST(EngineRefusals, AFrameWithoutMemoryIsFollowedByOthers)
{
    test::FrameCounter view;
    Engine engine{rings(), view.ports()};
    ASSERT_TRUE(test::spinUntil([&] { return view.ringFrames > 0; }));
    const auto before = view.ringFrames;
    engine.requestFrame();
    {
        const boctest::OutOfMemory outOfMemory;
        engine.runtime()->pump();
    }
    ASSERT_EQ(view.ringFrames, before);
    engine.setPaused(false);
    EXPECT_TRUE(test::spinUntil([&] { return view.ringFrames > before + 3; }));
}

TEST(EngineRefusals, APictureWithoutMemoryIsFollowedByOthers)
{
    boc::Runtime runtime{{.workers = 2}};
    int painted = 0;
    SplatPainter painter{[&] { ++painted; }};
    painter.attach(runtime);
    const auto frame = std::make_shared<const boids::Frame>();
    SplatLook look;
    look.size = {40, 30};
    look.colors = std::make_shared<const PixelTable>(pixelTable(Shade::Dark));
    int lost = 0;
    for (int successes = 0; successes < 100; ++successes) {
        try {
            const boctest::OutOfMemory outOfMemory(successes);
            painter.paint(frame, look);
        } catch (const std::bad_alloc &) {
            ++lost;
        }
        runtime.quiesce();
        ASSERT_FALSE(painter.isPainting()) << "after " << successes;
        const int before = painted;
        painter.paint(frame, look);
        runtime.quiesce();
        ASSERT_EQ(painted, before + 1) << "after " << successes;
        ASSERT_EQ(painter.picture().size, look.size);
    }
    EXPECT_GT(lost, 0);
    painter.detach();
}

} // namespace
} // namespace cownscope::ui
