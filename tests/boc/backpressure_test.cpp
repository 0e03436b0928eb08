// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc/src/backpressure.h"
#include "boc_testing.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <random>
#include <utility>
#include <vector>

namespace {

using namespace std::chrono_literals;
using boc::detail::Backpressure;

constexpr bool exploring = boc::detail::exploring;

/// The limit of Backpressure. `turn`: behaviors scheduled in one.
constexpr std::uint64_t limit(std::uint64_t producers, std::uint64_t workers, std::uint64_t turn)
{
    return (exploring ? 4 : 512) + (exploring ? 1 : 16) * (producers + workers) * turn;
}

/// What Backpressure promises: twice its limit, a turn of each worker, and the first turn of each
/// producer, which nothing holds back. Not counted are turns of producers that lost patience; see
/// impatientTurns.
constexpr std::uint64_t mostInFlight(std::uint64_t producers, std::uint64_t workers,
                                     std::uint64_t turn)
{
    return 2 * limit(producers, workers, turn) + (workers + producers) * turn;
}

/// The most turns that producers may have had because they lost patience: a thread may be
/// descheduled for any time, so that nothing completes.
std::uint64_t impatientTurns(std::chrono::steady_clock::time_point begin, unsigned workers)
{
    return workers * static_cast<std::uint64_t>((boctest::steadyNow() - begin) / 1ms);
}

/// A closed system: producers that schedule children on the same few cowns, and then themselves.
class ClosedSystem
{
public:
    ClosedSystem(unsigned workers, int producers, int accounts, int children)
        : m_workers(workers)
        , m_limit(limit(count(producers), workers, count(children + 1)))
        , m_bound(mostInFlight(count(producers), workers, count(children + 1)))
        , m_childrenInTurn(children)
        , m_accounts(static_cast<std::size_t>(accounts))
        , m_runtime({.workers = workers})
    {
        m_producers.reserve(static_cast<std::size_t>(producers));
        for (int i = 0; i < producers; ++i)
            m_producers.emplace_back(Producer{.random = std::minstd_rand(boctest::randomSeed(i))});
    }

    boc::Runtime &runtime() { return m_runtime; }

    void finishAndCheck()
    {
        ASSERT_TRUE(m_runtime.quiesce(60s));
        const std::uint64_t allowance =
            impatientTurns(m_begin, m_workers) * count(m_childrenInTurn + 1);
        EXPECT_LE(m_most, m_bound + allowance);
        // Each turn above the limit is paid with twice as many completions as it schedules.
        EXPECT_LE(m_turnsAboveLimit, m_backlog / count(m_childrenInTurn + 1) + allowance);
    }

    /// Each producer has this number of turns, and may do so in a body that runs again.
    void run(int turns, bool again = false)
    {
        m_runtime.when() << [this, turns, again] {
            for (const auto &producer : m_producers) {
                if (again)
                    scheduleAgain(producer, turns);
                else
                    schedule(producer, turns);
            }
        };
    }

    /// Children that belong to no turn.
    void scheduleBacklog(int children)
    {
        std::minstd_rand random(boctest::randomSeed(99));
        for (int i = 0; i < children; ++i)
            scheduleChild(random);
        m_backlog += count(children);
    }

private:
    struct Producer
    {
        std::minstd_rand random;
    };

    static std::uint64_t count(int number) { return static_cast<std::uint64_t>(number); }

    void scheduleChild(std::minstd_rand &random)
    {
        const std::size_t from = random() % m_accounts.size();
        const std::size_t to = random() % m_accounts.size();
        ++m_children;
        boc::when(m_accounts[from], m_accounts[to]) << [this](auto, auto) { --m_children; };
    }

    void turn(Producer &producer)
    {
        for (int i = 0; i < m_childrenInTurn; ++i)
            scheduleChild(producer.random);
        const bool recovered = m_recovered; // read before the number
        const std::uint64_t now = m_children;
        if (now <= m_limit)
            m_recovered = true;
        else if (!recovered)
            ++m_turnsAboveLimit;
        std::uint64_t most = m_most;
        while (recovered && most < now && !m_most.compare_exchange_weak(most, now)) {
        }
    }

    void schedule(const boc::Cown<Producer> &self, int left)
    {
        boc::when(self) << [this, left](boc::Acquired<Producer> producer) {
            turn(*producer);
            if (left > 1)
                schedule(producer.cown(), left - 1);
        };
    }

    void scheduleAgain(const boc::Cown<Producer> &self, int turns)
    {
        boc::when(self) << [this, left = turns](boc::Acquired<Producer> producer) mutable {
            turn(*producer);
            return --left > 0 ? boc::Flow::Again : boc::Flow::Done;
        };
    }

    const unsigned m_workers;
    const std::uint64_t m_limit;
    const std::uint64_t m_bound;
    const int m_childrenInTurn;
    const std::chrono::steady_clock::time_point m_begin = boctest::steadyNow();
    boctest::Atomic<std::uint64_t> m_backlog{0};
    boctest::Atomic<std::uint64_t> m_children{0}; // in flight
    // At the end of a turn, after the number was once within the limit.
    boctest::Atomic<std::uint64_t> m_most{0};
    // Before that.
    boctest::Atomic<std::uint64_t> m_turnsAboveLimit{0};
    boctest::Atomic<bool> m_recovered{false};
    std::vector<boc::Cown<int>> m_accounts;
    std::vector<boc::Cown<Producer>> m_producers;
    boc::Runtime m_runtime;
};

BOC_TEST_WORKERS(Backpressure, AClosedSystemStaysBoundedOnFewCowns)
{
    ClosedSystem system(workers, boctest::sized(32, 3), boctest::sized(100, 3), 1);
    system.run(boctest::sized(2'000, 12));
    system.finishAndCheck();
}

BOC_TEST_WORKERS(Backpressure, AClosedSystemStaysBoundedOnOneCown)
{
    ClosedSystem system(workers, boctest::sized(32, 3), 1, 2);
    system.run(boctest::sized(2'000, 12));
    system.finishAndCheck();
}

BOC_TEST_WORKERS(Backpressure, BodiesThatRunAgainStayBounded)
{
    ClosedSystem system(workers, boctest::sized(32, 3), 1, 1);
    system.run(boctest::sized(2'000, 12), true);
    system.finishAndCheck();
}

BOC_TEST_WORKERS(Backpressure, ABacklogIsWorkedOff)
{
    ClosedSystem system(workers, boctest::sized(16, 2), boctest::sized(10, 2), 1);
    system.runtime().when() << [&] {
        system.scheduleBacklog(boctest::sized(20'000, 80));
        system.run(boctest::sized(4'000, 60));
    };
    system.finishAndCheck();
}

/// Children for the main thread, which is slower than the producers.
BOC_TEST(Backpressure, ProducersForTheMainThreadStayBounded)
{
    constexpr int producers = exploring ? 2 : 8;
    const int turns = boctest::sized(1'000, 20);
    boctest::Atomic<std::uint64_t> children{0};
    boctest::Atomic<std::uint64_t> most{0};
    const auto begin = boctest::steadyNow();
    boc::Runtime runtime{{.workers = 2}};
    const boc::PinnedCown<int> view;
    struct Producer
    {
        static void step(const boc::Cown<int> &self, const boc::PinnedCown<int> &view,
                         boctest::Atomic<std::uint64_t> &children,
                         boctest::Atomic<std::uint64_t> &most)
        {
            boc::when(self) << [&](boc::Acquired<int> left) {
                const std::uint64_t now = ++children;
                std::uint64_t before = most;
                while (before < now && !most.compare_exchange_weak(before, now)) {
                }
                boc::when(view) << [&](auto) { --children; };
                if (--*left > 0)
                    step(left.cown(), view, children, most);
            };
        }
    };
    for (int i = 0; i < producers; ++i)
        Producer::step(boc::Cown<int>{turns}, view, children, most);
    while (runtime.inFlight() > 0) {
        runtime.pump({.maxBehaviors = 16});
        boctest::sleepFor(20us);
    }
    EXPECT_LE(most, mostInFlight(producers, 2, 2) + 2 * impatientTurns(begin, 2));
}

/// Above the limit, others that never end do not keep a producer from its turns.
BOC_TEST(Backpressure, ProducersAdvanceBesideEndlessChains)
{
    struct Chain
    {
        static void step(const boc::Cown<int> &self, const boctest::Atomic<bool> &stop)
        {
            boc::when(self) << [&stop](auto self) {
                if (!stop)
                    step(self.cown(), stop);
            };
        }
    };
    struct Producer
    {
        static void step(const boc::Cown<int> &self, boctest::Atomic<bool> &done)
        {
            boc::when(self) << [&done](auto left) {
                boc::when() << [] {};
                if (--*left > 0)
                    step(left.cown(), done);
                else
                    done = true;
            };
        }
    };
    boctest::Atomic<bool> stop{false};
    boctest::Atomic<bool> done{false};
    boc::Runtime runtime{{.workers = 2}};
    const std::uint64_t chains = mostInFlight(1, 2, 2) + 1;
    for (std::uint64_t i = 0; i < chains; ++i)
        Chain::step(boc::Cown<int>{0}, stop);
    Producer::step(boc::Cown<int>{20}, done);
    EXPECT_TRUE(boctest::eventually([&] { return done.load(); }));
    stop = true;
    EXPECT_TRUE(runtime.quiesce(60s));
}

/// A body waits for turns of a producer, which a body should not do, and the behaviors that wait
/// for its cown are more than the limit.
BOC_TEST(Backpressure, ProducersAdvanceWhileNothingCompletes)
{
    boctest::Atomic<int> turns{0};
    boctest::Atomic<bool> late{false};
    boc::Runtime runtime{{.workers = 2}};
    const boc::Cown<int> busy;
    boc::when(busy) << [&](auto) {
        if (!boctest::eventually([&] { return turns >= 4; }))
            late = true;
    };
    const std::uint64_t backlog = mostInFlight(1, 2, 2) + 1;
    for (std::uint64_t i = 0; i < backlog; ++i)
        boc::when(busy) << [](auto) {};
    boc::when() << [&] {
        boc::when(busy) << [](auto) {};
        ++turns;
        return turns < 4 ? boc::Flow::Again : boc::Flow::Done;
    };
    EXPECT_TRUE(runtime.quiesce(60s));
    EXPECT_FALSE(late);
}

#ifndef BOC_DETERMINISTIC

/// Whatever several workers do, the shares that they take without another look at the counters stay
/// within the bound: producers that obey, and others that schedule and complete at random.
TEST(Backpressure, SharesStayWithinTheBound)
{
    constexpr std::size_t workers = 8;
    constexpr std::uint64_t producers = 40;
    constexpr std::uint64_t turn = 2;
    for (unsigned seed = 1; seed <= 20; ++seed) {
        std::mt19937 random(seed);
        std::array<Backpressure, workers> gates;
        std::array<std::int64_t, workers> own{};
        std::uint64_t completed = 0;
        for (Backpressure &gate : gates)
            gate.noteTurn(turn);
        // Some workers produce more than others, and it changes.
        std::array<unsigned, workers> zeal{};
        std::uint64_t most = 0;
        for (int step = 0; step < 200'000; ++step) {
            if (step % 5'000 == 0)
                std::generate(zeal.begin(), zeal.end(), [&] { return random() % 4; });
            const std::size_t i = random() % workers;
            const auto inFlight = static_cast<std::uint64_t>(
                std::accumulate(own.begin(), own.end(), std::int64_t{0}));
            most = std::max(most, inFlight);
            if (random() % 4 < zeal[i]) {
                if (gates[i].allowsUnseen(own[i])
                    || gates[i].allows(own[i],
                                       {.completed = completed,
                                        .inFlight = inFlight,
                                        .producers = producers,
                                        .workers = workers}))
                    own[i] += static_cast<std::int64_t>(turn);
            } else if (inFlight > 0) {
                --own[i];
                ++completed;
            }
        }
        EXPECT_LE(most, mostInFlight(producers, workers, turn));
        EXPECT_GT(most, 512); // The producers did reach the limit.
    }
}

/// A share that was given for large turns does not serve small ones.
TEST(Backpressure, ALargeTurnDoesNotLiftTheLimitForSmallOnes)
{
    Backpressure gate;
    const Backpressure::Load idle{.completed = 0, .inFlight = 0, .producers = 1, .workers = 2};
    gate.noteTurn(100'000);
    ASSERT_TRUE(gate.allows(0, idle));
    ASSERT_TRUE(gate.allowsUnseen(0));
    for (int turn = 0; turn < 200; ++turn)
        gate.noteTurn(9);
    EXPECT_FALSE(gate.allowsUnseen(0));
    ASSERT_TRUE(gate.allows(0, idle));
    EXPECT_FALSE(gate.allowsUnseen(static_cast<std::int64_t>(limit(1, 2, 18))));
}

/// One cown whose children take long, so that nothing completes most of the time: loans are paid
/// back. Simulated, for holders that see each completion and give a turn whenever they may.
TEST(Backpressure, LoansArePaidBack)
{
    constexpr std::uint64_t turn = 9;
    for (const std::uint64_t holders : {1u, 15u}) {
        for (const double childMs : {0.1, 1.0, 10.0, 200.0}) {
            const Backpressure::Load some{
                .completed = 0, .inFlight = 0, .producers = 20, .workers = holders + 1};
            std::vector<Backpressure> gates(holders);
            std::vector<std::int64_t> own(holders, 0);
            for (Backpressure &gate : gates)
                gate.noteTurn(turn);
            std::uint64_t inFlight = 20;
            std::uint64_t completed = 0;
            std::uint64_t most = 0;
            for (int child = 0; child < 60'000; ++child) {
                for (std::size_t i = 0; i < holders; ++i) {
                    Backpressure::Load load = some;
                    load.completed = completed;
                    load.inFlight = inFlight;
                    const auto giveTurn = [&] {
                        inFlight += turn;
                        own[i] += static_cast<std::int64_t>(turn);
                        load.inFlight = inFlight;
                    };
                    while (gates[i].allowsUnseen(own[i]) || gates[i].allows(own[i], load))
                        giveTurn();
                    for (double waited = 0;
                         waited + 1e-6 * static_cast<double>(gates[i].patienceNs()) < childMs;) {
                        waited += 1e-6 * static_cast<double>(gates[i].patienceNs());
                        giveTurn();
                        gates[i].noteLoan();
                    }
                }
                most = std::max(most, inFlight);
                inFlight -= inFlight > 0 ? 1 : 0;
                ++completed;
            }
            // A few loans in addition, before patience has grown.
            EXPECT_LE(most, mostInFlight(20, holders + 1, turn) + holders * turn * 16)
                << holders << " holders, " << childMs << " ms";
        }
    }
}

#endif

} // namespace
