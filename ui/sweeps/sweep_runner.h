// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/sweeps/sweep_thread.h"

#include "base/outcome.h"
#include "lab/sweep/time_left.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>

#include <memory>
#include <optional>

namespace cownscope::ui {

// Carries out sweeps, one at a time, on a thread of its own, each run of them in a child process.
// Everything here is for the main thread; signals come there too. The window waits for nothing but
// in the destructor, which kills the running child and waits until the file is written.
class SweepRunner : public QObject
{
    Q_OBJECT

public:
    using DocumentPointer = std::shared_ptr<const lab::Document>;

    explicit SweepRunner(const QString &program = defaultProgram(), QObject *parent = nullptr);
    ~SweepRunner() override;

    static QString defaultProgram(); // cownbench, beside the running program

    // Begins the sweep; the document is kept in the file. Fails if it did not begin:
    // another one runs, the program is missing, a point cannot be measured, or the system has no
    // thread or descriptor left for it.
    Outcome start(const lab::SweepPlan &plan, const QString &file);

    // Returns at once; ended() follows. The child is asked to end, and killed after a moment.
    void stop();
    void requestSnapshot();

    bool isRunning() const { return m_sweep != nullptr; }
    bool isStopping() const { return isRunning() && m_sweep->isStopping(); }
    const SweepJob *job() const { return isRunning() ? &m_sweep->job() : nullptr; }
    QString file() const { return m_file; }             // of the last sweep; final at ended()
    std::size_t runsDone() const { return m_runsDone; } // those that will not be made included

    // Until the end of the sweep; nothing while it is unknown.
    std::optional<double> secondsLeft() const;

Q_SIGNALS:
    void begun();
    void runBegun(const cownscope::lab::RunPlace &place);
    void runEnded(const cownscope::lab::RunPlace &place);
    void live(const cownscope::lab::LiveReport &report);
    void snapshot(const cownscope::lab::LiveReport &report);
    // As SweepListener has it.
    void documentChanged(const std::shared_ptr<const cownscope::lab::Document> &document);
    void warned(const QString &sentence);
    void ended(bool interrupted); // after everything else; another one can be started

private:
    SweepListener listener();
    void endRun(const lab::RunPlace &place, double seconds,
                const std::optional<lab::PointError> &error);
    void finish(const SweepOutcome &outcome);

    QString m_program;
    QString m_file;
    std::optional<lab::TimeLeft> m_timeLeft;
    std::size_t m_point = 0;  // of the run in progress,
    QElapsedTimer m_sinceRun; // which began then; invalid between two runs
    std::size_t m_runsDone = 0;
    std::unique_ptr<SweepThread> m_sweep; // while one runs
};

} // namespace cownscope::ui
