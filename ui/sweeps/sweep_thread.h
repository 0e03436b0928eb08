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

// Everything that the thread of a sweep needs, as values.
struct SweepJob
{
    lab::SweepPlan plan;
    std::vector<lab::PlannedPoint> points = {};
    std::vector<lab::PlannedRun> runs = {};
    lab::ChildOptions children = {};
    std::filesystem::path file = {};         // the document is written here after every run
    std::vector<std::string> arguments = {}; // of this program, for the metadata
};

// Plans the sweep, with scheduler statistics enabled. Throws lab::ConfigurationError with a message
// about the first invalid point.
SweepJob makeJob(lab::SweepPlan plan, const std::string &program);

// How a sweep ended.
struct SweepOutcome
{
    bool interrupted = false;
    // The file of the document; another one if the original could not be written.
    std::filesystem::path file;
};

// Callbacks of a sweep. All must be set.
struct SweepListener
{
    std::function<void(const lab::RunPlace &)> begun;
    std::function<void(const lab::LiveReport &)> live;
    std::function<void(const lab::LiveReport &)> snapshot;
    std::function<void(const std::string &)> warned;
    // A run has ended after this number of seconds. Without an error, it was measured.
    std::function<void(const lab::RunPlace &, double, const std::optional<lab::PointError> &)>
        runEnded;
    // Called after every run and once before the first. If documents arrive faster than the owner
    // handles them, only the last is delivered.
    std::function<void(const std::shared_ptr<const lab::Document> &)> documentChanged;
    std::function<void(const SweepOutcome &)> ended; // the last call
};

// Runs a sweep on its own thread, without Qt. To be used from the owner's thread, where the
// listener is also called.
class SweepThread
{
public:
    // Queues a function for the owner's thread, to run in the order of the calls. Must be safe to
    // call from any thread.
    using Post = std::function<void(std::function<void()>)>;

    // Starts the sweep. Throws std::runtime_error if the system has no thread or descriptor left.
    SweepThread(SweepJob job, SweepListener listener, Post post);
    // Kills the running child and waits until the file is written. No queued function may run after
    // that. The listener may destroy this object in ended().
    ~SweepThread();
    SweepThread(const SweepThread &) = delete;
    SweepThread &operator=(const SweepThread &) = delete;

    const SweepJob &job() const { return m_job; }

    void stop() { m_control.stop(); } // the child is asked to end, and killed if it does not
    bool isStopping() const { return m_control.stopRequested(); }
    void requestSnapshot() { m_control.requestSnapshot(); }

private:
    void run();
    SweepOutcome runJob();
    lab::SweepHooks hooks();
    void endRun(const lab::RunPlace &place, const std::optional<lab::PointError> &error);
    void deliver(const lab::Document &document);

    template <class... Arguments>
    void notify(const std::function<void(const Arguments &...)> &callback,
                const Arguments &...arguments)
    {
        m_post([callback, arguments...] { callback(arguments...); });
    }

    const SweepJob m_job;
    const SweepListener m_listener;
    const Post m_post;
    lab::RunControl m_control;
    std::chrono::steady_clock::time_point m_runBegan; // used by the sweep's thread only

    std::mutex m_mutex;                            // protects m_latest
    std::shared_ptr<const lab::Document> m_latest; // not delivered yet

    std::thread m_thread; // last, since it uses the members above
};

} // namespace cownscope::ui
