// SPDX-License-Identifier: GPL-3.0-or-later
// The thread of a sweep, without Qt's event loop: ThreadSanitizer does not see the locks of Qt.
#include "lab/experiments/chain_ring/chain_ring_workload.h"
#include "lab/results/result_file.h"
#include "support/temporary_folder.h"
#include "ui/sweeps/sweep_thread.h"

#include <gtest/gtest.h>

#include <condition_variable>
#include <deque>

namespace cownscope::ui {
namespace {

using namespace std::chrono_literals;

// A minimal event loop: runs posted functions.
class Loop
{
public:
    void post(std::function<void()> what)
    {
        const std::lock_guard lock{m_mutex};
        m_posted.push_back(std::move(what));
        m_changed.notify_one();
    }
    bool runUntil(const std::function<bool()> &condition)
    {
        const auto end = std::chrono::steady_clock::now() + 100s;
        while (!condition()) {
            std::unique_lock lock{m_mutex};
            if (!m_changed.wait_until(lock, end, [this] { return !m_posted.empty(); }))
                return false;
            const std::function<void()> what = std::move(m_posted.front());
            m_posted.pop_front();
            lock.unlock();
            what();
        }
        return true;
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<std::function<void()>> m_posted;
};

// Runs a sweep with the real cownbench, and counts the calls of the listener.
class SweepThreadTest : public testing::Test
{
protected:
    void start(double seconds, std::uint32_t repeats = 1)
    {
        lab::Experiment rings{lab::chainRingWorkload()};
        rings.options.as<lab::ChainRingOptions>().nullPayload = true;
        rings.durationSeconds = seconds;
        rings.warmupSeconds = 0;
        SweepJob job =
            makeJob({.base = rings, .axis = "workers", .values = {1, 2}, .repeats = repeats},
                    COWNSCOPE_COWNBENCH);
        job.file = folder.path() / "sweep.json";
        outcome.reset();
        sweep = std::make_unique<SweepThread>(
            std::move(job),
            SweepListener{
                .begun = [this](const lab::RunPlace &) { ++begun; },
                .live =
                    [this](const lab::LiveReport &) {
                        ++reports;
                        sweep->requestSnapshot();
                    },
                .snapshot = [this](const lab::LiveReport &) { ++snapshots; },
                .warned = [](const std::string &) {},
                .runEnded =
                    [this](const lab::RunPlace &, double took,
                           const std::optional<lab::PointError> &error) {
                        EXPECT_GT(took, 0);
                        EXPECT_FALSE(error) << error->message;
                        ++ended;
                    },
                .documentChanged =
                    [this](const std::shared_ptr<const lab::Document> &now) { document = now; },
                .ended =
                    [this](const SweepOutcome &how) {
                        outcome = how;
                        sweep.reset();
                    }},
            [this](std::function<void()> what) { loop.post(std::move(what)); });
    }
    bool ends()
    {
        return loop.runUntil([this] { return outcome.has_value(); });
    }

    test::TemporaryFolder folder;
    int begun = 0;
    int reports = 0;
    int snapshots = 0;
    int ended = 0;
    std::shared_ptr<const lab::Document> document;
    std::optional<SweepOutcome> outcome;
    Loop loop;
    std::unique_ptr<SweepThread> sweep; // destroyed first, since it posts to the loop
};

TEST_F(SweepThreadTest, TellsOfEveryRun)
{
    start(0.3, 2);
    ASSERT_TRUE(ends());
    EXPECT_FALSE(outcome->interrupted);
    EXPECT_EQ(begun, 4);
    EXPECT_EQ(ended, 4);
    EXPECT_GT(reports, 0);
    EXPECT_GT(snapshots, 0);
    ASSERT_TRUE(document);
    EXPECT_EQ(document->points.size(), 2u);
    EXPECT_TRUE(document->metadata.finishedAt);
    EXPECT_EQ(lab::readResultFile(outcome->file).points.size(), 2u);
}

TEST_F(SweepThreadTest, StopsInTheMiddle)
{
    start(100);
    ASSERT_TRUE(loop.runUntil([this] { return snapshots > 0; }));
    EXPECT_FALSE(sweep->isStopping());
    sweep->stop();
    EXPECT_TRUE(sweep->isStopping());
    ASSERT_TRUE(ends());
    EXPECT_TRUE(outcome->interrupted);
    EXPECT_EQ(ended, 0);
    EXPECT_TRUE(lab::readResultFile(outcome->file).metadata.interrupted);
}

TEST_F(SweepThreadTest, CanGoAtAnyMoment)
{
    for (const auto moment : {0ms, 1ms, 20ms, 200ms}) {
        start(100);
        std::this_thread::sleep_for(moment);
        sweep.reset();
        EXPECT_TRUE(lab::readResultFile(folder.path() / "sweep.json").metadata.interrupted);
    }
}

} // namespace
} // namespace cownscope::ui
