// SPDX-License-Identifier: GPL-3.0-or-later
// A lack of threads or memory: the simulation reports it and continues as before.
#include "boc/faults/allocations.h"
#include "tests/support/address_space_limit.h"
#include "tests/support/shown_boids.h"
#include "tests/ui/event_loop.h"
#include "tests/ui/frame_counter.h"
#include "ui/simulation/local_simulation.h"
#include "ui/workloads/boids/flock_control.h"
#include "ui/workloads/boids/splat_painter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

namespace cownscope::ui {
namespace {

LiveConfiguration rings()
{
    LiveConfiguration configuration{lab::chainRingWorkload()};
    configuration.workers = 2;
    ringsOf(configuration).iters = 20;
    return configuration;
}

// Bytes of address space; not enough for the stacks of many threads.
constexpr std::size_t TooLittle = std::size_t{100} << 20;

TEST(SimulationRefusals, ThreadsThatCannotBeHadChangeNothing)
{
#ifdef COWNSCOPE_SANITIZED
    GTEST_SKIP() << "a sanitizer needs all of the address space";
#endif
    test::FrameCounter view;
    LocalSimulation simulation{rings(), view.ports()};
    simulation.setPaused(false);
    ASSERT_TRUE(test::spinUntil([&] { return simulation.read().steps > 10; }));
    const LiveConfiguration before = simulation.configuration();
    const boc::Runtime *runtime = simulation.runtime();
    LiveConfiguration many = before;
    many.workers = lab::MostWorkers;
    {
        const test::AddressSpaceLimit noThreads{TooLittle};
        const std::string problem = simulation.apply(many).reason();
        EXPECT_NE(problem.find(std::to_string(lab::MostWorkers) + " workers"), std::string::npos)
            << problem;
        EXPECT_THROW((LocalSimulation{many, view.ports()}), std::runtime_error);
    }
    EXPECT_EQ(simulation.configuration(), before);
    EXPECT_FALSE(simulation.isSwitching());
    EXPECT_EQ(simulation.runtime(), runtime);
    const auto steps = simulation.read().steps;
    EXPECT_TRUE(test::spinUntil([&] { return simulation.read().steps > steps; }))
        << "it has stopped";
    many.workers = 3;
    EXPECT_TRUE(simulation.apply(many));
    EXPECT_TRUE(test::spinUntil([&] { return !simulation.isSwitching(); }));
    EXPECT_EQ(simulation.runtime()->workers(), 3u);
}

// The second change is requested during the switch for the first one.
TEST(SimulationRefusals, ARefusalInTheMiddleOfASwitchLeavesTheSwitch)
{
#ifdef COWNSCOPE_SANITIZED
    GTEST_SKIP() << "a sanitizer needs all of the address space";
#endif
    test::FrameCounter view;
    LocalSimulation simulation{rings(), view.ports()};
    LiveConfiguration next = simulation.configuration();
    next.workers = 3;
    ASSERT_TRUE(simulation.apply(next));
    ASSERT_TRUE(simulation.isSwitching());
    {
        const test::AddressSpaceLimit noThreads{TooLittle};
        LiveConfiguration many = next;
        many.workers = lab::MostWorkers;
        EXPECT_FALSE(simulation.apply(many));
    }
    EXPECT_TRUE(test::spinUntil([&] { return !simulation.isSwitching(); }));
    EXPECT_EQ(simulation.configuration(), next);
    EXPECT_EQ(simulation.runtime()->workers(), 3u);
}

TEST(SimulationRefusals, MemoryThatCannotBeHadChangesNothing)
{
    test::FrameCounter view;
    LocalSimulation simulation{rings(), view.ports()};
    const LiveConfiguration before = simulation.configuration();
    LiveConfiguration next = before;
    ringsOf(next).rings = 20;
    // Repeats the change with a little more memory each time, until it succeeds.
    const auto refusals = [&](const std::function<Outcome()> &change) {
        for (int successes = 10;; successes += 49) {
            try {
                const boctest::OutOfMemory outOfMemory(successes);
                const Outcome changed = change();
                if (changed)
                    return successes / 49;
                EXPECT_NE(changed.reason().find("memory"), std::string::npos) << changed.reason();
            } catch (const std::bad_alloc &) { // in composing the message or emitting the signal
                if (simulation.isSwitching())
                    return successes / 49;
            }
            EXPECT_EQ(ringsOf(simulation.configuration()), ringsOf(before));
            EXPECT_FALSE(simulation.isSwitching());
        }
    };
    EXPECT_GT(refusals([&] { return simulation.reset(); }), 0);
    EXPECT_TRUE(test::spinUntil([&] { return !simulation.isSwitching(); }));
    EXPECT_GT(refusals([&] { return simulation.apply(next); }), 0);
    EXPECT_TRUE(test::spinUntil([&] { return !simulation.isSwitching(); }));
    EXPECT_TRUE(test::spinUntil([&] { return view.chains && view.chains->rings == 20; }));
}

// A change of the workers, where the run continues in a new runtime.
TEST(SimulationRefusals, ASwitchWaitsForTheMemoryThatItNeeds)
{
    test::FrameCounter view;
    LocalSimulation simulation{rings(), view.ports()};
    simulation.setPaused(false);
    int successes = 0;
    bool lacksMemory = true;
    int refused = 0;
    QObject::connect(&simulation, &Simulation::aboutToSwitch, [&] {
        if (std::exchange(lacksMemory, false))
            boctest::takeMemoryAfter(successes);
    });
    QObject::connect(&simulation, &Simulation::problemArose, [&](const QString &sentence) {
        boctest::setMemoryBack();
        EXPECT_TRUE(sentence.contains("memory")) << sentence.toStdString();
        EXPECT_TRUE(simulation.isSwitching());
        ++refused;
    });
    QObject::connect(&simulation, &Simulation::workloadChanged, [] { boctest::setMemoryBack(); });
    for (; successes < 40; successes += 3) {
        LiveConfiguration next = simulation.configuration();
        next.workers = next.workers == 2 ? 3 : 2;
        lacksMemory = true;
        ASSERT_TRUE(simulation.apply(next));
        ASSERT_TRUE(test::spinUntil([&] { return !simulation.isSwitching(); }));
        EXPECT_EQ(simulation.runtime()->workers(), next.workers);
        const auto steps = simulation.read().steps;
        ASSERT_TRUE(test::spinUntil([&] { return simulation.read().steps > steps; }));
    }
    EXPECT_GT(refused, 0);
    EXPECT_LT(refused, 14) << "every switch was refused at first";
}

LiveConfiguration flock()
{
    LiveConfiguration configuration{lab::boidsWorkload()};
    configuration.workers = 2;
    return configuration;
}

TEST(SimulationRefusals, AChangeOfAFlockWithoutMemoryChangesNothing)
{
    test::FrameCounter view;
    LocalSimulation simulation{flock(), view.ports()};
    LiveConfiguration next = simulation.configuration();
    flockOf(next).boids = 350;
    flockOf(next).second.emplace();
    flockOf(next).influences.resize(20);
    int refusals = 0;
    for (bool isChanged = false; !isChanged; ++refusals) {
        Outcome changed;
        try {
            const boctest::OutOfMemory outOfMemory(refusals);
            changed = simulation.apply(next);
        } catch (const std::bad_alloc &) { // in emitting the signal
        }
        isChanged = simulation.configuration() == next;
        if (!isChanged) {
            EXPECT_EQ(simulation.configuration(), flock());
            EXPECT_NE(changed.reason().find("memory"), std::string::npos) << changed.reason();
        }
    }
    EXPECT_GT(refusals, 10);
    simulation.requestFrame();
    EXPECT_TRUE(test::spinUntil([&] { return view.flock && view.flock->boids == 350; }));
}

// Refuses flocks of more than 320 boids.
class SmallFlocks final : public LiveWorkload
{
public:
    explicit SmallFlocks(LiveWorkload &flocks)
        : m_flocks(flocks)
    { }

    const lab::Workload &workload() const override { return m_flocks.workload(); }
    Outcome validate(const lab::Configuration &configuration) const override
    {
        return configuration.options.as<lab::BoidsOptions>().boids > 320
            ? Outcome::failure("There are too many boids.")
            : Outcome{};
    }
    std::unique_ptr<LiveRun> start(const lab::Configuration &configuration) override
    {
        return m_flocks.start(configuration);
    }
    void show(std::shared_ptr<const link::Item> item, FrameCredit credit) override
    {
        m_flocks.show(std::move(item), std::move(credit));
    }
    const std::vector<LiveQuantity> &quantities() const override { return m_flocks.quantities(); }

private:
    LiveWorkload &m_flocks;
};

TEST(SimulationRefusals, BoidsThatAreRefusedLeaveNoPlace)
{
    test::FrameCounter view;
    SimulationPorts ports = view.ports();
    LiveWorkload *&live =
        *std::ranges::find(ports.workloads, &lab::boidsWorkload(),
                           [](const LiveWorkload *workload) { return &workload->workload(); });
    SmallFlocks few{*live};
    live = &few;
    LocalSimulation simulation{flock(), ports};
    FlockControl control{&simulation};
    EXPECT_FALSE(control.addBoids(50, {5000, 4000, 10}));
    EXPECT_FALSE(control.addBoids(10, {5000, 4000, -1}));
    EXPECT_EQ(control.flock().boids, 300u);
    boids::Options more = control.flock();
    more.boids = 310;
    ASSERT_TRUE(control.setFlock(more));
    ASSERT_TRUE(test::spinUntil([&] { return view.flock && view.flock->boids == 310; }));
    for (const auto &boid : test::boidsOf(*view.flock))
        ASSERT_GT(std::hypot(boid.x - 5000, boid.y - 4000), 20);
}

TEST(SimulationRefusals, AFrameWithoutMemoryIsFollowedByOthers)
{
    test::FrameCounter view;
    LocalSimulation simulation{rings(), view.ports()};
    ASSERT_TRUE(test::spinUntil([&] { return view.ringFrames > 0; }));
    const auto before = view.ringFrames;
    simulation.requestFrame();
    {
        const boctest::OutOfMemory outOfMemory;
        simulation.runtime()->pump();
    }
    ASSERT_EQ(view.ringFrames, before);
    simulation.setPaused(false);
    EXPECT_TRUE(test::spinUntil([&] { return view.ringFrames > before + 3; }));
}

SplatLook smallLook()
{
    SplatLook look;
    look.size = {40, 30};
    look.colors = std::make_shared<const PixelTable>(pixelTable(Shade::Dark));
    return look;
}

TEST(SimulationRefusals, APictureWithoutMemoryIsFollowedByOthers)
{
    int painted = 0;
    SplatPainter painter{[&] { ++painted; }};
    const auto frame = std::make_shared<const boids::Frame>();
    const SplatLook look = smallLook();
    int lost = 0;
    for (int successes = 0; successes < 100; ++successes) {
        try {
            const boctest::OutOfMemory outOfMemory(successes);
            painter.paint(frame, look);
        } catch (const std::bad_alloc &) {
            ++lost;
        }
        painter.wait();
        ASSERT_FALSE(painter.isPainting()) << "after " << successes;
        const int before = painted;
        painter.paint(frame, look);
        painter.wait();
        ASSERT_EQ(painted, before + 1) << "after " << successes;
        ASSERT_EQ(painter.picture().size, look.size);
    }
    EXPECT_GT(lost, 0);
}

// The first image also starts the workers.
TEST(SimulationRefusals, AFirstPictureWithoutMemoryIsFollowedByOthers)
{
    const auto frame = std::make_shared<const boids::Frame>();
    const SplatLook look = smallLook();
    for (int successes = 0;; ++successes) {
        int painted = 0;
        SplatPainter painter{[&] { ++painted; }};
        bool lost = false;
        try {
            const boctest::OutOfMemory outOfMemory(successes);
            painter.paint(frame, look);
        } catch (const std::bad_alloc &) {
            lost = true;
        }
        painter.wait();
        ASSERT_FALSE(painter.isPainting()) << "after " << successes;
        const int before = painted;
        painter.paint(frame, look);
        painter.wait();
        ASSERT_EQ(painted, before + 1) << "after " << successes;
        ASSERT_EQ(painter.picture().size, look.size);
        ASSERT_GT(painter.workers(), 0u) << "after " << successes;
        if (!lost) {
            EXPECT_GT(successes, 10);
            break;
        }
    }
}

} // namespace
} // namespace cownscope::ui
