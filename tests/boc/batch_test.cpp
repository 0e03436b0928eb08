// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <vector>

namespace {

BOC_TEST(Batch, BothBehaviorsRunAndResultsComeInOrder)
{
    boc::Runtime runtime{{.workers = 2}};
    boc::Cown<int> a{1};
    boc::Cown<int> b{2};
    auto [x, y] = ((boc::when(a) << [](auto a) { return *a; }) + (boc::when(b) << [](auto b) {
                       return *b * 1.5;
                   })).results();
    static_assert(std::is_same_v<decltype(y), boc::Cown<double>>);
    double sum = 0;
    boc::when(x, y) << [&](auto first, auto second) { sum = *first + *second; };
    runtime.wait();
    EXPECT_EQ(sum, 4.0);
}

BOC_TEST(Batch, SharedCownsAreTakenInTheOrderOfTheSum)
{
    boc::Runtime runtime{{.workers = 2}};
    boc::Cown<std::vector<int>> a;
    for (int i = 0; i < boctest::scaled(2000); ++i) {
        (boc::when(a) << [i](auto a) { a->push_back(3 * i); }) + (boc::when(a) << [i](auto a) {
            a->push_back(3 * i + 1);
        }) + (boc::when(a) << [i](auto a) { a->push_back(3 * i + 2); });
    }
    bool consecutive = true;
    boc::when(boc::read(a)) << [&](auto a) {
        for (std::size_t i = 0; i < a->size(); ++i)
            consecutive = consecutive && (*a)[i] == static_cast<int>(i);
    };
    runtime.wait();
    EXPECT_TRUE(consecutive);
}

BOC_TEST(Batch, TakesItsPlacesInOneStep)
{
    // Two threads race with batches over x and y; if a batch's places were taken one after the
    // other, the orders on x and on y would differ now and then.
    boc::Runtime runtime{{.workers = 2}};
    boc::Cown<std::vector<int>> x;
    boc::Cown<std::vector<int>> y;
    const int count = boctest::scaled(20000);
    std::vector<boctest::Thread> threads;
    for (int id = 0; id < 2; ++id) {
        threads.emplace_back([&, id] {
            for (int i = 0; i < count; ++i) {
                const int mark = 2 * i + id;
                (runtime.when(x) << [mark](auto x) { x->push_back(mark); })
                    + (runtime.when(y) << [mark](auto y) { y->push_back(mark); });
            }
        });
    }
    for (boctest::Thread &thread : threads)
        thread.join();
    bool same = false;
    std::size_t length = 0;
    boc::when(boc::read(x), boc::read(y)) << [&](auto x, auto y) {
        same = *x == *y;
        length = x->size();
    };
    runtime.wait();
    EXPECT_TRUE(same);
    EXPECT_EQ(length, static_cast<std::size_t>(2 * count));
}

BOC_TEST(Batch, RacingBatchesOnTheSameCownsAllFinish)
{
    // Sums of behaviors on overlapping cowns, scheduled by several threads at once: if a batch's
    // places were not taken in one step, two batches could each be before the other on one cown,
    // and neither would ever run.
    boc::Runtime runtime{{.workers = 3}};
    std::vector<boc::Cown<int>> cowns(4);
    const int count = boctest::scaled(5000);
    std::vector<boctest::Thread> threads;
    for (std::size_t t = 0; t < 3; ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < count; ++i) {
                auto &a = cowns[(t + static_cast<std::size_t>(i)) % 4];
                auto &b = cowns[(t * 2 + 1) % 4];
                auto &c = cowns[(t + 3) % 4];
                (runtime.when(a, b) << [](auto a, auto) { ++*a; })
                    + (runtime.when(c, a) << [](auto c, auto) { ++*c; })
                    + (runtime.when(b, c) << [](auto b, auto) { ++*b; });
            }
        });
    }
    for (boctest::Thread &thread : threads)
        thread.join();
    int sum = 0;
    boc::when(boc::read(cowns)) << [&](auto cowns) {
        for (const auto &cown : cowns)
            sum += *cown;
    };
    ASSERT_TRUE(runtime.quiesce(std::chrono::seconds(30)));
    EXPECT_EQ(sum, 3 * 3 * count);
}

struct ThrowsWhenCopied
{
    ThrowsWhenCopied() = default;
    ThrowsWhenCopied(const ThrowsWhenCopied &) { throw std::runtime_error("copied"); }
    void operator()(boc::Acquired<int>) const { }
};

BOC_TEST(Batch, IsNotScheduledAtAllIfAPartOfItCannotBe)
{
    boc::Runtime runtime{{.workers = 1}};
    boc::Cown<int> a{0};
    int runs = 0;
    const ThrowsWhenCopied bad;
    EXPECT_THROW((boc::when(a) << [&](auto) { ++runs; }) + (boc::when(a) << bad),
                 std::runtime_error);
    EXPECT_EQ(runtime.inFlight(), 0u);
    EXPECT_TRUE(runtime.wait(std::chrono::seconds(10)));
    EXPECT_EQ(runs, 0);
}

} // namespace
