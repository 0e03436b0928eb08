// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/children/run_control.h"
#include "lab/sweep/sweep.h"

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace cownscope::ui {

// Everything that the thread of a sweep needs to know; values only.
struct SweepJob
{
    lab::SweepPlan plan;
    std::vector<lab::PlannedPoint> points = {};
    std::vector<lab::PlannedRun> runs = {};
    lab::ChildOptions children = {};
    std::filesystem::path file = {};         // where the document is kept after every run
    std::vector<std::string> arguments = {}; // of this program, for the metadata
};

// Plans the sweep, with the schedulers' counters. Throws lab::ConfigurationError with a sentence
// about the first point that cannot be measured.
SweepJob jobFor(lab::SweepPlan plan, const std::string &program);

// How a sweep came to its end.
struct SweepOutcome
{
    bool interrupted = false;
    std::filesystem::path file; // where the document is: elsewhere if the first place failed
};

// What is heard of a sweep. All are set.
struct SweepListener
{
    std::function<void(const lab::RunPlace &)> begun;
    std::function<void(const lab::LiveReport &)> live;
    std::function<void(const lab::LiveReport &)> snapshot;
    std::function<void(const std::string &)> warned;
    // A run took so many seconds and has given a repeat, unless there is an error.
    std::function<void(const lab::RunPlace &, double, const std::optional<lab::PointError> &)>
        runEnded;
    // After every run, and once before the first. One that is overtaken by the next is left out.
    std::function<void(const std::shared_ptr<const lab::Document> &)> documentChanged;
    std::function<void(const SweepOutcome &)> ended; // the last
};

// A sweep on a thread of its own, without Qt. Its owner's thread calls everything here, and hears
// of the sweep there.
class SweepThread
{
public:
    // Has the owner's thread do this later, in the order of the calls, which come from any thread.
    using Post = std::function<void(std::function<void()>)>;

    // Begins. Throws std::runtime_error if the system has no thread or descriptor for it.
    SweepThread(SweepJob job, SweepListener listener, Post post);
    // Kills the running child and waits until the file is written. Nothing that is posted may be
    // done afterwards, but ended() may be what destroys this.
    ~SweepThread();
    SweepThread(const SweepThread &) = delete;
    SweepThread &operator=(const SweepThread &) = delete;

    const SweepJob &job() const { return m_job; }

    void stop() { m_control.stop(); } // the child is asked to end, and killed after a moment
    bool isStopping() const { return m_control.stopRequested(); }
    void requestSnapshot() { m_control.requestSnapshot(); }

private:
    void run();
    SweepOutcome carryOut();
    lab::SweepHooks hooks();
    void endRun(const lab::RunPlace &place, const std::optional<lab::PointError> &error);
    void deliver(const lab::Document &document);

    template <class... Heard>
    void tell(const std::function<void(const Heard &...)> &hear, const Heard &...heard)
    {
        m_post([hear, heard...] { hear(heard...); });
    }

    const SweepJob m_job;
    const SweepListener m_listener;
    const Post m_post;
    lab::RunControl m_control;
    std::chrono::steady_clock::time_point m_runBegan; // the sweep's thread alone

    std::mutex m_mutex;
    std::shared_ptr<const lab::Document> m_latest; // that nobody has heard of yet; with m_mutex

    std::thread m_thread; // last: it uses all of the above
};

} // namespace cownscope::ui
