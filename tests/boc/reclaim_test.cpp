// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"

#include <gtest/gtest.h>

#include <functional>
#include <utility>
#include <vector>

#ifndef BOC_DETERMINISTIC
#include <pthread.h>
#endif

namespace {

using boctest::Tracked;

struct Link
{
    Link(int number, boc::Cown<Link> n)
        : tracked(number)
        , next(std::move(n))
    { }

    Tracked tracked;
    boc::Cown<Link> next;
};

boc::Cown<Link> chain(int length)
{
    boc::Cown<Link> head = boc::Cown<Link>::empty();
    for (int i = 0; i < length; ++i)
        head = boc::Cown<Link>{i, std::move(head)};
    return head;
}

BOC_TEST(Reclaim, ValuesInAChainDieBeforeTheOutermostDropReturns)
{
    boc::Cown<Link> head = chain(boctest::scaled(100000));
    EXPECT_EQ(Tracked::alive, boctest::scaled(100000));
    head = boc::Cown<Link>::empty();
    EXPECT_EQ(Tracked::alive, 0);
}

/// Notes when its destruction begins.
struct Noting
{
    Noting(std::vector<int> &log, int name)
        : m_log(log)
        , m_name(name)
    { }
    ~Noting() { m_log.push_back(m_name); }

    std::vector<boc::Cown<Noting>> held;

private:
    std::vector<int> &m_log;
    int m_name;
};

BOC_TEST(Reclaim, TheOrderIsThatInWhichTheLastHandlesWent)
{
    // 0 holds 1 and 2, 1 holds 3 and 4, 2 holds 5.
    boc::Runtime runtime{{.workers = 1}};
    std::vector<int> log;
    std::vector<boc::Cown<Noting>> all;
    for (int i = 0; i < 6; ++i)
        all.emplace_back(log, i);
    const std::pair<std::size_t, std::size_t> edges[] = {{0, 1}, {0, 2}, {1, 3}, {1, 4}, {2, 5}};
    for (const auto &[parent, child] : edges)
        boc::when(all[parent]) << [cown = all[child]](auto p) { p->held.push_back(cown); };
    runtime.quiesce();
    boc::Cown<Noting> root = std::move(all[0]);
    all.clear();
    EXPECT_TRUE(log.empty());
    root = boc::Cown<Noting>::empty();
    EXPECT_EQ(log, (std::vector<int>{0, 1, 2, 3, 4, 5}));
}

/// A value whose destruction runs a runtime.
struct Running
{
    explicit Running(bool &diedInside)
        : m_diedInside(diedInside)
    { }
    ~Running()
    {
        boc::Runtime runtime{{.workers = 1}};
        boc::PinnedCown<int> pinned{0};
        boc::Cown<Tracked> tracked{1};
        boc::when(pinned) << [this, tracked = std::move(tracked)](auto) mutable {
            tracked = boc::Cown<Tracked>::empty();
            m_diedInside = Tracked::alive == 0;
        };
        runtime.wait();
    }

private:
    bool &m_diedInside;
};

BOC_TEST(Reclaim, DropsInsideAPumpAreOutermostOnes)
{
    bool diedInside = false;
    {
        const boc::Cown<Running> cown{diedInside};
    }
    EXPECT_TRUE(diedInside);
}

#ifndef BOC_DETERMINISTIC

/// Runs something where recursion shows early.
void onASmallStack(std::function<void()> body)
{
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    ASSERT_EQ(pthread_attr_setstacksize(&attributes, 512 * 1024), 0);
    pthread_t thread;
    const auto run = [](void *argument) -> void * {
        (*static_cast<std::function<void()> *>(argument))();
        return nullptr;
    };
    ASSERT_EQ(pthread_create(&thread, &attributes, run, &body), 0);
    pthread_join(thread, nullptr);
    pthread_attr_destroy(&attributes);
}

TEST(Reclaim, AMillionValues)
{
    // A value that holds the next one's last handle, a million times, on a stack that could not
    // hold a frame for each.
    boc::Cown<Link> head = chain(1000000);
    onASmallStack([&] { head = boc::Cown<Link>::empty(); });
    EXPECT_EQ(Tracked::alive, 0);
}

TEST(Reclaim, AHundredThousandPinnedValues)
{
    boc::Runtime runtime{{.workers = 1}};
    for (const bool onMain : {true, false}) {
        boc::Cown<Link> head = boc::Cown<Link>::empty();
        for (int i = 0; i < 100000; ++i)
            head = boc::PinnedCown<Link>{i, std::move(head)};
        if (onMain) {
            head = boc::Cown<Link>::empty();
        } else {
            onASmallStack([&] { head = boc::Cown<Link>::empty(); });
            EXPECT_EQ(Tracked::alive, 100000);
            runtime.pump();
        }
        EXPECT_EQ(Tracked::alive, 0);
    }
}

TEST(Reclaim, AHundredThousandClosures)
{
    boc::Cown<std::function<void()>> head;
    for (int i = 0; i < 100000; ++i)
        head = boc::Cown<std::function<void()>>{[next = head] {}};
    boc::Runtime runtime{{.workers = 1}};
    boc::when() << [head = std::move(head)] {};
    boc::Cown<std::function<void()>> second;
    for (int i = 0; i < 100000; ++i)
        second = boc::Cown<std::function<void()>>{[next = second] {}};
    onASmallStack([&] { runtime.when() << [second = std::move(second)] {}; });
    EXPECT_TRUE(runtime.wait());
}

/// A result that holds the result before it.
struct ChainStep
{
    explicit ChainStep(boc::Cown<ChainStep> b)
        : before(std::move(b))
    { }

    boc::Cown<ChainStep> before;
};

TEST(Reclaim, AHundredThousandResults)
{
    boc::Runtime runtime{{.workers = 1}};
    boc::Cown<ChainStep> last = boc::Cown<ChainStep>::empty();
    for (int i = 0; i < 100000; ++i) {
        boc::Cown<ChainStep> next = boc::when() << [last] { return ChainStep(last); };
        last = std::move(next);
    }
    EXPECT_TRUE(runtime.wait());
    onASmallStack([&] { last = boc::Cown<ChainStep>::empty(); });
}

#endif

} // namespace
