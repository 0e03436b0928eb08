// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"

#include <gtest/gtest.h>

#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

std::string messageOf(const std::exception_ptr &exception)
{
    if (!exception)
        return "";
    try {
        std::rethrow_exception(exception);
    } catch (const std::exception &e) {
        return e.what();
    }
}

/// Collects what the runtime reports as unread.
struct Reports
{
    boctest::Mutex mutex;
    std::vector<std::string> messages;

    std::function<void(std::exception_ptr)> hook()
    {
        return [this](std::exception_ptr exception) {
            const std::lock_guard lock(mutex);
            messages.push_back(messageOf(exception));
        };
    }
};

BOC_TEST(Results, AFailedBodyLeavesItsExceptionToThoseWhoRead)
{
    Reports reports;
    boc::Runtime runtime{{.workers = 2, .unhandledException = reports.hook()}};
    boc::Cown<int> failed = boc::when() << []() -> int { throw std::runtime_error("first"); };
    std::string seen;
    boc::when(boc::read(failed)) << [&](auto failed) { seen = messageOf(failed.exception()); };
    runtime.wait();
    EXPECT_EQ(seen, "first");
    EXPECT_TRUE(reports.messages.empty());
}

BOC_TEST(Results, FailuresTravelAlongChains)
{
    Reports reports;
    boc::Runtime runtime{{.workers = 2, .unhandledException = reports.hook()}};
    boc::Cown<int> a = boc::when() << []() -> int { throw std::runtime_error("root"); };
    boc::Cown<int> b = boc::when(a) << [](auto a) { return *a + 1; };
    boc::Cown<void> c = boc::when(b) << [](auto b) { static_cast<void>(*b); };
    std::string seen;
    boc::when(c) << [&](auto c) {
        try {
            c.get();
        } catch (const std::runtime_error &e) {
            seen = e.what();
        }
    };
    runtime.wait();
    EXPECT_EQ(seen, "root");
    EXPECT_TRUE(reports.messages.empty());
}

BOC_TEST(Results, AnExceptionWithoutAResultIsReported)
{
    Reports reports;
    boc::Runtime runtime{{.workers = 1, .unhandledException = reports.hook()}};
    boc::when() << [] { throw std::runtime_error("nobody keeps me"); };
    runtime.wait();
    EXPECT_EQ(reports.messages, std::vector<std::string>{"nobody keeps me"});
}

BOC_TEST(Results, AnUnreadExceptionIsReportedOnceWithTheLastHandle)
{
    Reports reports;
    boc::Runtime runtime{{.workers = 1, .unhandledException = reports.hook()}};
    {
        boc::Cown<int> failed = boc::when() << []() -> int { throw std::runtime_error("unread"); };
        const boc::Cown<int> copy = failed;
        runtime.quiesce();
        failed = boc::Cown<int>::empty();
        EXPECT_TRUE(reports.messages.empty());
    }
    EXPECT_EQ(reports.messages, std::vector<std::string>{"unread"});
}

BOC_TEST(Results, ThousandsOfThrowingBodiesLeaveTheWorkersAlive)
{
    // An exception ends its body and nothing else: the result holds it, the cowns go on to the
    // next, and the worker takes the next behavior.
    boc::Runtime runtime{{.workers = 2}};
    const int count = boctest::scaled(20000);
    std::vector<boc::Cown<int>> results;
    for (int i = 0; i < count; ++i)
        results.push_back(boc::when()
                              << [i]() -> int { throw std::runtime_error(std::to_string(i)); });
    int wrong = 0;
    boc::when(boc::read(results)) << [&](auto results) {
        for (std::size_t i = 0; i < results.size(); ++i) {
            if (messageOf(results[i].exception()) != std::to_string(i))
                ++wrong;
        }
    };
    runtime.quiesce();
    EXPECT_EQ(wrong, 0);
    int alive = 0;
    boc::when() << [&] { alive = 1; };
    runtime.wait();
    EXPECT_EQ(alive, 1);
}

BOC_TEST(Results, AResultIsACownLikeAnyOther)
{
    boc::Runtime runtime{{.workers = 2}};
    boc::Cown<int> result = boc::when() << [] { return 1; };
    for (int i = 0; i < 1000; ++i)
        boc::when(result) << [](auto value) { ++*value; };
    int seen = 0;
    boc::when(boc::read(result)) << [&](auto value) { seen = *value; };
    runtime.wait();
    EXPECT_EQ(seen, 1001);
}

BOC_TEST(Results, ReferencesAreReturnedByValueAndMoveOnlyTypesMove)
{
    boc::Runtime runtime{{.workers = 1}};
    boc::Cown<std::string> text{"text"};
    boc::Cown<std::string> copy = boc::when(text)
        << [](auto text) -> std::string & { return *text; };
    auto pointer = (boc::when() << [] { return std::make_unique<int>(5); }).result();
    std::string seenText;
    int seenNumber = 0;
    boc::when(copy, pointer) << [&](auto copy, auto pointer) {
        seenText = *copy;
        seenNumber = **pointer;
    };
    runtime.wait();
    EXPECT_EQ(seenText, "text");
    EXPECT_EQ(seenNumber, 5);
}

BOC_TEST(Results, NoexceptBodiesFillResultsToo)
{
    boc::Runtime runtime{{.workers = 1}};
    boc::Cown<int> result = boc::when() << []() noexcept { return 3; };
    int seen = 0;
    boc::when(result) << [&](auto value) noexcept { seen = *value; };
    runtime.wait();
    EXPECT_EQ(seen, 3);
}

} // namespace
