// SPDX-License-Identifier: GPL-3.0-or-later
#include "boc_testing.h"

#include <gtest/gtest.h>

#include <mutex>
#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;

class SlowBodyReports
{
public:
    boc::SlowBodyOptions options(std::chrono::milliseconds threshold)
    {
        return {threshold, [this](const boc::SlowBody &body) {
                    const std::lock_guard lock(m_mutex);
                    m_seen.push_back(body);
                    m_thread = boctest::currentThread();
                }};
    }
    std::vector<boc::SlowBody> seen()
    {
        const std::lock_guard lock(m_mutex);
        return m_seen;
    }
    boctest::ThreadId thread()
    {
        const std::lock_guard lock(m_mutex);
        return m_thread;
    }

private:
    boctest::Mutex m_mutex;
    std::vector<boc::SlowBody> m_seen;
    boctest::ThreadId m_thread;
};

/// Blocks until it has been reported `count` times.
auto blockUntil(SlowBodyReports &reports, std::size_t count)
{
    return [&reports, count] {
        EXPECT_TRUE(boctest::eventually([&] { return reports.seen().size() >= count; }));
    };
}

/// Within the lines of an expression.
bool isHere(const boc::SlowBody &body, std::uint32_t first, std::uint32_t last)
{
    return body.location.line >= first && body.location.line <= last
        && std::string(body.location.file).find("slow_body_test.cpp") != std::string::npos;
}

BOC_TEST(SlowBody, IsReportedWithItsPlaceAndAgainAtEachDoubling)
{
    SlowBodyReports reports;
    boc::Runtime runtime{{.workers = 2, .slowBodies = reports.options(20ms)}};
    boctest::Atomic<int> worker{-2};
    const std::uint32_t line = __LINE__ + 1;
    boc::when() << [&, block = blockUntil(reports, 3)] {
        worker = boc::currentWorker();
        block();
    };
    runtime.wait();
    const std::vector<boc::SlowBody> seen = reports.seen();
    ASSERT_EQ(seen.size(), 3u);
    auto least = std::chrono::nanoseconds(20ms);
    for (const boc::SlowBody &body : seen) {
        EXPECT_TRUE(isHere(body, line, line + 3)) << body.location.line;
        EXPECT_EQ(body.worker, worker);
        EXPECT_GE(body.duration, least);
        least *= 2;
    }
    EXPECT_NE(reports.thread(), boctest::currentThread());
}

BOC_TEST(SlowBody, IsPlacedHoweverItWasScheduled)
{
    SlowBodyReports reports;
    boc::Runtime runtime{{.workers = 1, .slowBodies = reports.options(5ms)}};
    std::vector<std::uint32_t> lines;
    boc::Scope scope;
    const boc::Cown<int> a{0};
    const boc::PinnedCown<int> pinned{0};
    const auto body = [&](auto...) { blockUntil(reports, reports.seen().size() + 1)(); };
    const auto run = [&](std::uint32_t line) {
        const std::size_t before = reports.seen().size();
        runtime.quiesce();
        const std::vector<boc::SlowBody> seen = reports.seen();
        ASSERT_GT(seen.size(), before);
        EXPECT_TRUE(isHere(seen[before], line, line))
            << seen[before].location.line << " not " << line;
    };
    runtime.when(a) << body;
    run(__LINE__ - 1);
    scope.when(a, boc::read(a)) << body;
    run(__LINE__ - 1);
    boc::Cown<void> result = boc::when() << body;
    run(__LINE__ - 1);
    (boc::when(a) << body) + (boc::when() << [] {});
    run(__LINE__ - 1);
    const boc::Notification n = boc::notification(a) << body;
    const std::uint32_t line = __LINE__ - 1;
    n.notify();
    run(line);
    boc::when(pinned) << body;
    run(__LINE__ - 1);
    EXPECT_EQ(reports.seen().back().worker, -1) << "the main thread";
}

BOC_TEST(SlowBody, QuickOnesAreNot)
{
    SlowBodyReports reports;
    // Looked for every 120 ms. The explorer's clock leaps by up to 100 ms at any time, so that with
    // a shorter period a body that was preempted could be met by look after look.
    boc::Runtime runtime{{.workers = 2, .slowBodies = reports.options(480ms)}};
    // Together they run for long, each by itself does not; nor does an idle worker.
    for (int i = 0; i < 300; ++i)
        boc::when() << [] { boctest::sleepFor(1ms); };
    runtime.quiesce();
    boctest::sleepFor(600ms);
    EXPECT_EQ(reports.seen().size(), 0u);
}

#ifndef BOC_DETERMINISTIC

TEST(SlowBody, IsPrintedByDefault)
{
    testing::internal::CaptureStderr();
    {
        boc::Runtime runtime{{.workers = 1, .slowBodies = {.threshold = 5ms}}};
        boc::when() << [] { boctest::sleepFor(100ms); };
    }
    const std::string printed = testing::internal::GetCapturedStderr();
    EXPECT_NE(printed.find("slow_body_test.cpp:" + std::to_string(__LINE__ - 3)), std::string::npos)
        << printed;
    EXPECT_NE(printed.find("worker 0"), std::string::npos) << printed;
}

#endif

} // namespace
