// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc/faults/allocations.h"
#include "on_worker.h"
#include "support/address_space_limit.h"
#include "workloads/fanout/fan_out.h"
#include "workloads/fanout/producers.h"
#include "workloads/rings/chain_rings.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <memory>
#include <new>
#include <string>
#include <thread>
#include <utility>
#include <vector>

/// \file
/// Steps of chains and producers for which there is no memory: the workload says why they stand.
using namespace cownscope;
using namespace cownscope::tests;

namespace {

using namespace std::chrono_literals;

rings::Options threeChains()
{
    rings::Options options;
    options.rings = 3;
    options.chainsPerRing = 1;
    options.ringSize = 2;
    options.groupSize = 1;
    options.iters = 1;
    options.payloadRows = options.payloadCols = 1;
    return options;
}

/// Takes a thread's memory, and all that the library keeps for its behaviors: they wait until this
/// ends.
class EmptyPool
{
public:
    explicit EmptyPool(boc::Runtime &runtime)
        : m_runtime(runtime)
        , m_end(runtime)
    { }
    ~EmptyPool() { m_end.fulfill(0); }

    void takeFromThisThread() const
    {
        boctest::takeMemoryAfter(0);
        takeBlocks(std::make_index_sequence<16>{});
    }
    /// Takes them from the only worker before it does what the command has scheduled, except for
    /// its first allocations.
    template <class Command>
    void takeFromWorkerBefore(Command command, int successes = 0) const
    {
        std::atomic<bool> isScheduled{false};
        std::atomic<bool> isTaken{false};
        m_runtime.when() << [&] {
            while (!isScheduled)
                std::this_thread::yield();
            takeFromThisThread();
            boctest::takeMemoryAfter(successes);
            isTaken = true;
        };
        command();
        isScheduled = true;
        while (!isTaken)
            std::this_thread::yield();
    }

private:
    /// A body of some size that does nothing.
    template <std::size_t size>
    struct Body
    {
        void operator()(const boc::Acquired<int> &) const noexcept { }
        std::array<char, size> padding{};
    };

    template <std::size_t... sizes>
    void takeBlocks(std::index_sequence<sizes...>) const
    {
        (takeBlocksFor(Body<64 * sizes + 1>()), ...);
    }
    void takeBlocksFor(const auto &body) const
    {
        const boc::Cown<int> end = m_end.cown();
        try {
            for (;;)
                m_runtime.when(end) << body;
        } catch (const std::bad_alloc &) {
        }
    }

    boc::Runtime &m_runtime;
    boc::Promise<int> m_end;
};

class LastFrame : public rings::FrameSink
{
public:
    void showFrame(std::shared_ptr<const rings::Frame> shown) override { frame = std::move(shown); }
    std::shared_ptr<const rings::Frame> frame;
};

template <class Condition>
bool isSoonTrue(Condition condition)
{
    const auto end = std::chrono::steady_clock::now() + 20s;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end)
            return false;
        std::this_thread::sleep_for(1ms);
    }
    return true;
}

/// The workload in a runtime with one worker.
struct Chains
{
    Chains()
    {
        rings.attach(runtime, boc::PinnedCown<rings::FrameSink *>(runtime, &sink));
        runtime.quiesce();
    }

    std::vector<rings::ChainView> views()
    {
        rings.requestFrame();
        runtime.pump();
        return sink.frame->chains;
    }
    std::uint64_t leastSteps()
    {
        return std::ranges::min(views(), {}, &rings::ChainView::count).count;
    }
    void expectSteps(std::uint64_t steps)
    {
        runtime.quiesce();
        for (const rings::ChainView &chain : views())
            ASSERT_EQ(chain.count, steps);
    }

    boc::Runtime runtime{{.workers = 1}};
    LastFrame sink;
    rings::ChainRings rings{threeChains()};
};

/// The same of producers.
struct WatchedProducers
{
    explicit WatchedProducers(std::uint32_t fanoutWidth = 2)
        : producers(
            {.producers = 3, .fanoutWidth = fanoutWidth, .payloadRows = 1, .payloadCols = 1})
    {
        producers.attach(runtime);
        runtime.quiesce();
    }

    boc::Runtime runtime{{.workers = 1}};
    fanout::Producers producers;
};

} // namespace

TEST(LostChainSteps, AreMadeWhenTheChainsGoOn)
{
    Chains chains;
    {
        const EmptyPool pool(chains.runtime);
        pool.takeFromWorkerBefore([&] { chains.rings.advance(3); });
        ASSERT_TRUE(isSoonTrue([&] { return !chains.rings.status(); }));
        EXPECT_NE(chains.rings.status().reason().find("memory"), std::string::npos);
    }
    onWorker(chains.runtime, [] { boctest::setMemoryBack(); });
    EXPECT_LT(chains.rings.completed(), 3u * chains.rings.chains());
    chains.rings.advance(2);
    chains.expectSteps(5);
    EXPECT_TRUE(chains.rings.status());
}

TEST(LostChainSteps, OfRunningChainsAreMadeAfterAnotherStart)
{
    Chains chains;
    {
        const EmptyPool pool(chains.runtime);
        pool.takeFromWorkerBefore([&] { chains.rings.start(); });
        ASSERT_TRUE(isSoonTrue([&] { return !chains.rings.status(); }));
    }
    chains.runtime.when() << [] { boctest::setMemoryBack(); };
    EXPECT_TRUE(isSoonTrue([&] {
        chains.rings.start();
        return chains.rings.status().ok();
    }));
    EXPECT_TRUE(isSoonTrue([&] { return chains.leastSteps() > 10; }));
    chains.rings.pause();
    chains.runtime.quiesce();
}

TEST(LostChainSteps, ChainsThatCouldNotBeToldAreToldAgain)
{
    Chains chains;
    {
        const EmptyPool pool(chains.runtime);
        pool.takeFromThisThread();
        chains.rings.start();
        boctest::setMemoryBack();
    }
    EXPECT_FALSE(chains.rings.status());
    chains.rings.start();
    EXPECT_TRUE(chains.rings.status());
    EXPECT_TRUE(isSoonTrue([&] { return chains.leastSteps() > 10; }));
    chains.rings.pause();
    chains.runtime.quiesce();
}

#ifndef COWNSCOPE_SANITIZED
// Eigen has its memory from the C library, which keeps 64 MB at most for a thread.
TEST(LostMatrices, AreMadeWhenTheChainsGoOn)
{
    rings::Options options = threeChains();
    options.rings = 1;
    options.nullPayload = true;
    options.payloadRows = options.payloadCols = 3000; // 72 MB each
    boc::Runtime runtime{{.workers = 1}};
    rings::ChainRings rings(options);
    {
        const test::AddressSpaceLimit limit(0);
        rings.attach(runtime);
        runtime.quiesce();
    }
    EXPECT_FALSE(rings.status());
    rings.advance(1);
    for (std::uint32_t slot = 0; slot < options.ringSize; ++slot) {
        runtime.when(boc::read(rings.slot(0, slot)))
            << [](auto matrix) { EXPECT_EQ(matrix->size(), 9'000'000); };
    }
    runtime.quiesce();
    EXPECT_TRUE(rings.status());
}

TEST(LostProducts, AreMadeWhenTheChainsGoOn)
{
    rings::Options options = threeChains();
    options.rings = 1;
    options.ringSize = 24;
    options.payloadRows = options.payloadCols = 800; // 5 MB each
    boc::Runtime runtime{{.workers = 1}};
    rings::ChainRings rings(options);
    {
        const test::AddressSpaceLimit limit(0);
        rings.attach(runtime);
        rings.advance(1);
        runtime.quiesce();
    }
    EXPECT_FALSE(rings.status());
    EXPECT_EQ(rings.completed(), 0u);
    rings.advance(1);
    runtime.quiesce();
    EXPECT_TRUE(rings.status());
    EXPECT_EQ(rings.completed(), 2u);
}
#endif

TEST(LostProducers, SayWhyTheyHaveEnded)
{
    boc::Runtime runtime{{.workers = 1}};
    fanout::FanOut workload({.producers = 1, .fanoutWidth = 1000, .producerSteps = 10});
    EXPECT_TRUE(workload.status());
    {
        const EmptyPool pool(runtime);
        pool.takeFromWorkerBefore([&] { workload.start(runtime); });
        ASSERT_TRUE(isSoonTrue([&] { return !workload.status(); }));
        EXPECT_NE(workload.status().reason().find("memory"), std::string::npos);
    }
    onWorker(runtime, [] { boctest::setMemoryBack(); });
    EXPECT_LT(workload.scheduledChildren(), 10'000u);
}

TEST(LostProducerSteps, AreMadeWhenTheProducersGoOn)
{
    WatchedProducers watched;
    {
        const EmptyPool pool(watched.runtime);
        pool.takeFromWorkerBefore([&] { watched.producers.advance(3); });
        ASSERT_TRUE(isSoonTrue([&] { return !watched.producers.status(); }));
        EXPECT_NE(watched.producers.status().reason().find("memory"), std::string::npos);
    }
    onWorker(watched.runtime, [] { boctest::setMemoryBack(); });
    watched.runtime.quiesce();
    EXPECT_LT(watched.producers.steps(), 9u);
    watched.producers.advance(2);
    watched.runtime.quiesce();
    EXPECT_TRUE(watched.producers.status());
    EXPECT_EQ(watched.producers.steps(), 15u);
    EXPECT_GE(watched.producers.children(), 30u);
}

TEST(LostProducerSteps, AreMadeWhereverMemoryRanOut)
{
    int failures = 0;
    for (bool isEnough = false; !isEnough; ++failures) {
        // So many children that the producer's next step cannot take the memory of one of them.
        WatchedProducers watched(150);
        {
            const EmptyPool pool(watched.runtime);
            pool.takeFromWorkerBefore([&] { watched.producers.advance(3); }, failures);
            ASSERT_TRUE(isSoonTrue([&] {
                isEnough = watched.producers.steps() == 9;
                return isEnough || !watched.producers.status();
            })) << failures;
        }
        onWorker(watched.runtime, [] { boctest::setMemoryBack(); });
        watched.runtime.quiesce();
        watched.producers.advance(2);
        watched.runtime.quiesce();
        EXPECT_TRUE(watched.producers.status()) << failures;
        EXPECT_EQ(watched.producers.steps(), 15u) << failures;
    }
    EXPECT_GT(failures, 10);
}

TEST(LostProducerSteps, OfRunningProducersAreMadeAfterAnotherStart)
{
    WatchedProducers watched;
    {
        const EmptyPool pool(watched.runtime);
        pool.takeFromWorkerBefore([&] { watched.producers.start(); });
        ASSERT_TRUE(isSoonTrue([&] { return !watched.producers.status(); }));
    }
    watched.runtime.when() << [] { boctest::setMemoryBack(); };
    EXPECT_TRUE(isSoonTrue([&] {
        watched.producers.start();
        return watched.producers.status().ok();
    }));
    const std::uint64_t before = watched.producers.steps();
    EXPECT_TRUE(isSoonTrue([&] { return watched.producers.steps() > before + 30; }));
    watched.producers.pause();
    watched.runtime.quiesce();
}

TEST(LostProducerSteps, ProducersThatCouldNotBeToldAreToldAgain)
{
    WatchedProducers watched;
    {
        const EmptyPool pool(watched.runtime);
        pool.takeFromThisThread();
        watched.producers.start();
        boctest::setMemoryBack();
    }
    EXPECT_FALSE(watched.producers.status());
    watched.producers.start();
    EXPECT_TRUE(watched.producers.status());
    EXPECT_TRUE(isSoonTrue([&] { return watched.producers.steps() > 30; }));
    watched.producers.pause();
    watched.runtime.quiesce();
}
