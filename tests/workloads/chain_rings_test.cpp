// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/split_mix.h"
#include "support/scale.h"
#include "workloads/rings/chain_rings.h"

#include <gtest/gtest.h>

#include <chrono>
#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

using namespace cownscope::rings;
using namespace cownscope::tests;

namespace {

using namespace std::chrono_literals;

Options nullPayload(unsigned workers)
{
    Options options;
    options.nullPayload = true;
    options.payloadRows = options.payloadCols = 1;
    return derived(options, workers);
}

bool waitForSteps(const ChainRings &rings, std::uint64_t steps)
{
    const auto end = std::chrono::steady_clock::now() + 60s;
    while (rings.completed() < steps) {
        if (std::chrono::steady_clock::now() > end)
            return false;
        std::this_thread::sleep_for(200us);
    }
    return true;
}

class LastFrame : public FrameSink
{
public:
    void showFrame(std::shared_ptr<const Frame> shown) override { frame = std::move(shown); }
    std::shared_ptr<const Frame> frame;
};

/// The chains once nothing is in flight.
Frame settledFrame(boc::Runtime &runtime, ChainRings &rings, const LastFrame &sink)
{
    runtime.quiesce();
    rings.requestFrame();
    runtime.quiesce();
    return *sink.frame;
}

/// Every chain is where its count says, and the counts add up.
void expectConsistent(const Frame &frame, const ChainRings &rings)
{
    const Options &options = rings.options();
    ASSERT_EQ(frame.chains.size(), rings.chains());
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < frame.chains.size(); ++i) {
        const ChainView &chain = frame.chains[i];
        EXPECT_EQ(chain.ring, i / options.chainsPerRing);
        const std::uint64_t spacing = options.ringSize / options.chainsPerRing;
        const std::uint64_t begin = i % options.chainsPerRing * spacing;
        EXPECT_EQ(chain.head, (begin + chain.count * options.stride) % options.ringSize);
        EXPECT_EQ(chain.worker == noWorker, chain.count == 0);
        sum += chain.count;
    }
    EXPECT_EQ(sum, rings.completed());
}

/// The matrices of the first ring once nothing is in flight.
std::vector<Matrix> allSlots(boc::Runtime &runtime, const ChainRings &rings)
{
    runtime.quiesce();
    std::vector<Matrix> values(rings.options().ringSize);
    for (std::uint32_t slot = 0; slot < values.size(); ++slot) {
        runtime.when(boc::read(rings.slot(0, slot)))
            << [&value = values[slot]](auto matrix) { value = *matrix; };
    }
    runtime.quiesce();
    return values;
}

} // namespace

TEST(ChainRings, CountsAreExactForAnyNumberOfWorkers)
{
    for (const unsigned workers : {1u, 2u, 4u, 8u}) {
        boc::Runtime runtime{{.workers = workers}};
        LastFrame sink;
        ChainRings rings(nullPayload(workers));
        rings.attach(runtime, boc::PinnedCown<FrameSink *>(runtime, &sink));
        const std::uint64_t before = runtime.statistics().completed;
        rings.start();
        ASSERT_TRUE(waitForSteps(rings, repeats(100000, 2000)));
        rings.pause();
        ASSERT_TRUE(runtime.quiesce(20s));
        // Every chain was woken once for the attachment and once for the start, and had a step
        // scheduled that the pause has dropped; each ring's matrices were made.
        const std::uint64_t behaviors = runtime.statistics().completed - before;
        EXPECT_GE(behaviors, rings.completed() + rings.chains());
        EXPECT_LE(behaviors, rings.completed() + 3 * rings.chains() + rings.options().rings);
        expectConsistent(settledFrame(runtime, rings, sink), rings);
    }
}

TEST(ChainRings, StepOnceMakesOneStepEach)
{
    boc::Runtime runtime{{.workers = 2}};
    LastFrame sink;
    ChainRings rings(nullPayload(2));
    rings.attach(runtime, boc::PinnedCown<FrameSink *>(runtime, &sink));
    for (std::uint64_t steps = 1; steps <= 290; ++steps)
        rings.stepOnce();
    rings.advance(9);
    rings.advance(0);
    rings.advance(1);
    const Frame frame = settledFrame(runtime, rings, sink);
    for (const ChainView &chain : frame.chains)
        EXPECT_EQ(chain.count, 300u);
    expectConsistent(frame, rings);
}

// A start right after a pause meets a chain that has not noticed the pause; it must not run twice.
// If it did, steps would be made with the window of a step before: one slot would be squared twice
// and another not at all.
TEST(ChainRings, PausesAndStartsInQuickSuccessionKeepOneRunOfEachChain)
{
    Options options;
    options.rings = options.chainsPerRing = options.groupSize = options.iters = 1;
    options.payloadRows = options.payloadCols = 1;
    options.ringSize = 20000;
    boc::Runtime runtime{{.workers = 2}};
    ChainRings rings(options);
    rings.attach(runtime);
    for (int i = 0; i < 100000 && rings.completed() < 3 * options.ringSize; ++i) {
        rings.start();
        if (i % 7 == 0)
            waitForSteps(rings, rings.completed() + 1);
        rings.pause();
        rings.stepOnce();
        if (i % 100 == 0)
            runtime.quiesce();
    }
    ASSERT_TRUE(runtime.quiesce(20s));
    const std::uint64_t steps = rings.completed();
    std::this_thread::sleep_for(5ms);
    EXPECT_EQ(rings.completed(), steps);

    const std::vector<Matrix> values = allSlots(runtime, rings);
    for (std::uint32_t slot = 0; slot < options.ringSize; ++slot) {
        double expected = initialMatrix(options, 0, slot)(0, 0);
        const std::uint64_t visits = (steps + options.ringSize - 1 - slot) / options.ringSize;
        for (std::uint64_t visit = 0; visit < visits; ++visit)
            expected *= expected;
        ASSERT_EQ(values[slot](0, 0), expected) << "slot " << slot << " of " << steps << " steps";
    }
}

// A step would take hours.
TEST(ChainRings, APauseDoesNotWaitForTheEndOfAStep)
{
    for (const std::uint32_t side : {16u, 300u}) {
        Options options;
        options.iters = 1'000'000'000;
        options.payloadRows = options.payloadCols = side;
        options.rings = 4;
        options.chainsPerRing = 2;
        options.ringSize = 8;
        boc::Runtime runtime{{.workers = 2}};
        ChainRings rings(options);
        rings.attach(runtime);
        for (int i = 0; i < 3; ++i) {
            rings.start();
            std::this_thread::sleep_for(2ms);
            rings.pause();
            ASSERT_TRUE(runtime.quiesce(20s));
            for (int step = 0; step < 5; ++step)
                rings.stepOnce();
            std::this_thread::sleep_for(2ms);
            rings.pause();
            ASSERT_TRUE(runtime.quiesce(20s)) << "steps that were asked for are dropped";
        }
        EXPECT_EQ(rings.completed(), 0u);
        rings.start();
        std::this_thread::sleep_for(2ms);
        runtime.stop(); // without a pause
        rings.detach();
    }
}

// However often it is interrupted, a step makes each of its products once, in their order.
// Permutations neither grow nor shrink, and tell products and their order apart.
TEST(ChainRings, AStepGoesOnWhereAPauseHasInterruptedIt)
{
    Options options;
    options.rings = options.chainsPerRing = 1;
    options.ringSize = 8;
    options.groupSize = 3;
    options.iters = 10000;
    options.payloadRows = options.payloadCols = 8;
    std::vector<Matrix> expected;
    cownscope::SplitMix random(5, 0);
    for (std::uint32_t slot = 0; slot < options.ringSize; ++slot) {
        std::vector<Eigen::Index> image{0, 1, 2, 3, 4, 5, 6, 7};
        for (std::size_t i = image.size(); i > 1; --i)
            std::swap(
                image[i - 1],
                image[static_cast<std::size_t>(random.unit() * 0.999f * static_cast<float>(i))]);
        Matrix permutation = Matrix::Zero(8, 8);
        for (Eigen::Index row = 0; row < 8; ++row)
            permutation(row, image[static_cast<std::size_t>(row)]) = 1;
        expected.push_back(permutation);
    }

    boc::Runtime runtime{{.workers = 2}};
    ChainRings rings(options);
    for (std::uint32_t slot = 0; slot < options.ringSize; ++slot)
        runtime.when(rings.slot(0, slot))
            << [value = expected[slot]](auto matrix) { *matrix = value; };
    rings.attach(runtime);
    for (int i = 0; i < 10000 && rings.completed() < 10; ++i) {
        rings.start();
        std::this_thread::sleep_for(std::chrono::microseconds(50 * (i % 8)));
        rings.pause();
        runtime.quiesce();
    }
    for (int i = 0; i < 3; ++i)
        rings.stepOnce(); // the first of which may have begun
    const std::vector<Matrix> values = allSlots(runtime, rings);
    ASSERT_GE(rings.completed(), 3u);
    for (std::uint64_t step = 0; step < rings.completed(); ++step) {
        Matrix &first = expected[step % 8];
        for (std::uint32_t i = 0; i < options.iters; ++i) {
            for (std::uint64_t factor = 0; factor < 3; ++factor)
                first = (first * expected[(step + factor) % 8]).eval();
        }
    }
    for (std::uint32_t slot = 0; slot < options.ringSize; ++slot)
        EXPECT_EQ(values[slot], expected[slot]) << "slot " << slot;
}

// Many chains on one small ring collide all the time.
TEST(ChainRings, CollidingChainsStayExact)
{
    Options options;
    options.nullPayload = true;
    options.rings = 2;
    options.chainsPerRing = 13;
    options.ringSize = 32;
    options.groupSize = 5;
    options.stride = 3;
    options.payloadRows = options.payloadCols = 1;
    boc::Runtime runtime{{.workers = 3}};
    LastFrame sink;
    ChainRings rings(options);
    rings.attach(runtime, boc::PinnedCown<FrameSink *>(runtime, &sink));
    rings.start();
    ASSERT_TRUE(waitForSteps(rings, repeats(50000, 2000)));
    rings.pause();
    expectConsistent(settledFrame(runtime, rings, sink), rings);
}

TEST(ChainRings, ProductsAreThoseOfEigen)
{
    Options options;
    options.rings = 1;
    options.chainsPerRing = 1;
    options.ringSize = 6;
    options.groupSize = 3;
    options.stride = 1;
    options.iters = 2;
    options.payloadRows = options.payloadCols = 5;
    boc::Runtime runtime{{.workers = 2}};
    ChainRings rings(options);
    rings.attach(runtime);
    std::vector<Matrix> expected;
    for (std::uint32_t slot = 0; slot < options.ringSize; ++slot)
        expected.push_back(initialMatrix(options, 0, slot));
    for (std::uint32_t step = 0; step < 8; ++step) { // more than once around
        rings.stepOnce();
        Matrix &first = expected[step % 6];
        for (std::uint32_t i = 0; i < options.iters; ++i) {
            first = (first * first).eval();
            first = (first * expected[(step + 1) % 6]).eval();
            first = (first * expected[(step + 2) % 6]).eval();
        }
    }
    const std::vector<Matrix> values = allSlots(runtime, rings);
    for (std::uint32_t slot = 0; slot < options.ringSize; ++slot) {
        const Matrix &value = values[slot];
        EXPECT_TRUE(value.allFinite());
        EXPECT_LE((value - expected[slot]).norm(), 1e-12 * expected[slot].norm()) << slot;
    }
}

TEST(ChainRings, ANullPayloadLeavesTheMatricesAlone)
{
    boc::Runtime runtime{{.workers = 1}};
    ChainRings rings(nullPayload(1));
    rings.attach(runtime);
    rings.stepOnce();
    EXPECT_EQ(allSlots(runtime, rings)[0], initialMatrix(rings.options(), 0, 0));
}

TEST(ChainRings, AnotherRuntimeGoesOn)
{
    LastFrame sink;
    ChainRings rings(nullPayload(2));
    rings.start(); // kept until there is a runtime
    for (int i = 0; i < repeats(20, 5); ++i) {
        boc::Runtime runtime{{.workers = 1u + static_cast<unsigned>(i) % 3}};
        rings.attach(runtime, boc::PinnedCown<FrameSink *>(runtime, &sink));
        ASSERT_TRUE(waitForSteps(rings, rings.completed() + 500));
        if (i % 2 == 0) {
            rings.pause();
            expectConsistent(settledFrame(runtime, rings, sink), rings);
            rings.start();
        }
        runtime.stop(); // in full flight
        rings.detach();
    }
}

TEST(ChainRings, TheyMayGoInFullFlight)
{
    boc::Runtime runtime{{.workers = 2}};
    for (int i = 0; i < 20; ++i) {
        ChainRings rings(nullPayload(2));
        rings.attach(runtime);
        rings.start();
        ASSERT_TRUE(waitForSteps(rings, 100));
    }
    EXPECT_TRUE(runtime.quiesce(20s));
}

TEST(ChainRings, BadOptionsAreRefused)
{
    EXPECT_THROW(ChainRings(Options{}), std::invalid_argument); // not derived
}
