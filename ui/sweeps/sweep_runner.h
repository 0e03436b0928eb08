// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "lab/sweep/time_left.h"
#include "ui/sweeps/sweep_thread.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>

#include <memory>
#include <optional>

namespace cownscope::ui {

// Runs sweeps, one at a time, on its own thread, with each measurement in a child process. To be
// used from the main thread, where signals are also emitted. Nothing blocks except the destructor,
// which kills the running child and waits until the file is written.
class SweepRunner : public QObject
{
    Q_OBJECT

public:
    using DocumentPointer = std::shared_ptr<const lab::Document>;

    explicit SweepRunner(const QString &program = defaultProgram(), QObject *parent = nullptr);
    ~SweepRunner() override;

    static QString defaultProgram(); // cownbench, beside the running program

    // Starts the sweep and stores its document in the file. Fails if another sweep is running, the
    // program is missing, a point is invalid, or the system has no thread or descriptor left.
    Outcome start(const lab::SweepPlan &plan, const QString &file);

    // Returns at once; ended() follows. The child is asked to end, and killed if it does not.
    void stop();
    void requestSnapshot();

    bool isRunning() const { return m_sweep != nullptr; }
    bool isStopping() const { return isRunning() && m_sweep->isStopping(); }
    const SweepJob *job() const { return isRunning() ? &m_sweep->job() : nullptr; }
    QString file() const { return m_file; } // of the last sweep; final when ended() is emitted
    std::size_t runsDone() const { return m_runsDone; } // including runs that were skipped

    // Estimated time to the end of the sweep; nothing while unknown.
    std::optional<double> secondsLeft() const;

Q_SIGNALS:
    void begun();
    void runBegun(const cownscope::lab::RunPlace &place);
    void runEnded(const cownscope::lab::RunPlace &place);
    void live(const cownscope::lab::LiveReport &report);
    void snapshot(const cownscope::lab::LiveReport &report);
    // See SweepListener.
    void documentChanged(const std::shared_ptr<const cownscope::lab::Document> &document);
    void warned(const QString &sentence);
    void ended(bool interrupted); // the last signal; another sweep can be started

private:
    SweepListener listener();
    void endRun(const lab::RunPlace &place, double seconds,
                const std::optional<lab::PointError> &error);
    void finish(const SweepOutcome &outcome);

    QString m_program;
    QString m_file;
    std::optional<lab::TimeLeft> m_timeLeft;
    std::size_t m_point = 0;  // of the current run
    QElapsedTimer m_sinceRun; // since the start of the current run; invalid between two runs
    std::size_t m_runsDone = 0;
    std::unique_ptr<SweepThread> m_sweep; // null unless running
};

} // namespace cownscope::ui
