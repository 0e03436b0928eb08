// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/tail.h"
#include "ui/back_end/back_end_protocol.h"
#include "ui/simulation/local_simulation.h"
#include "ui/simulation/simulation.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QStringList>
#include <QTimer>

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cownscope::ui {

class BackEndProcess;

// The simulation in a child process (see BackEnd). Whatever happens to the child, this object and
// the window live on.
//
// Calls return at once. What the child cannot do, for example for lack of memory, is reported later
// with problemArose(), and configuration() returns to what is true.
//
// A child that has died is started again with the same configuration, unless it was the third death
// within five minutes: then restart() must be called.
class IsolatedSimulation final : public Simulation
{
    Q_OBJECT

public:
    enum class State {
        Starting,
        Running,
        Silent, // has not answered for some seconds; may still come back
        Ended,  // waits for restart()
    };

    // The command starts the back end. Throws std::invalid_argument if the configuration is
    // invalid, and std::system_error if the system lacks what a child needs.
    IsolatedSimulation(const LiveConfiguration &configuration, SimulationPorts ports,
                       std::vector<std::string> command, QObject *parent = nullptr);
    // Ends the child; kills it if that takes too long.
    ~IsolatedSimulation() override;

    // How a child ended.
    struct Ending
    {
        QString how;       // "was ended by signal 11 (Segmentation fault)"
        QString exception; // type and text of the exception that ended it; may be empty
        std::uint64_t step = 0;
        QStringList lastLines; // that it printed or logged, at most twenty
        QDateTime time;

        QString sentence() const;
    };

    State state() const { return m_state; }
    const std::optional<Ending> &lastEnding() const { return m_ending; }
    std::chrono::milliseconds silence() const; // time since its last sign of life

    std::size_t recentDeaths() const { return m_deaths.size(); } // within five minutes
    // Whether an ended child is started again without restart().
    bool restartsByItself() const { return m_restart.isActive(); }
    // Starts a child that has ended again. Fails with a sentence.
    Outcome restart();
    // Ends a child, for example a silent one. It is started again.
    void endBackEnd();
    // Makes a child fail on purpose. A child that has ended does not.
    void crashBackEnd(CrashKind kind);

    const LiveConfiguration &configuration() const override { return m_configuration; }
    bool isPaused() const override { return m_paused; }
    // Also while it is not known yet whether a change needs a switch.
    bool isSwitching() const override
    {
        return m_switching || m_changesAnswered != m_changes || !m_hasStarted;
    }
    Health health() const override;
    void setPaused(bool paused) override;
    void step() override;
    Outcome reset() override;
    using Simulation::apply;
    Outcome apply(const LiveConfiguration &configuration, const lab::Json &action) override;
    void performAction(const lab::Workload &workload, const lab::Json &action) override;
    void requestFrame() override;
    void resumeDrawing() override;
    Reading read() const override;
    PinnedPeak takePinnedPeak() override;
    bool canBeDestroyed() const override { return true; }

    int processId() const; // of the child, for tests; -1 if there is none

Q_SIGNALS:
    void backEndChanged(); // state, ending

private:
    Outcome validate(const LiveConfiguration &configuration) const;
    void startProcess();
    bool readMessages(); // false if there was nothing more
    void handle(const link::Message &message);
    void takeReading(BackEndReading all);
    void takeFrames();
    void passChannel(std::uint64_t frameBytes);
    bool understand(const std::function<void()> &read);
    void ended(const QString &how);
    QStringList lastLines() const;
    void watch();
    lab::Json viewJson() const;
    void sendView();
    void send(BackEndMessage type, const lab::Json &payload = lab::Json::object());
    void setState(State state);

    LiveConfiguration m_configuration;
    SimulationPorts m_ports;
    std::vector<std::string> m_command;
    std::unique_ptr<BackEndProcess> m_process; // null if there is none
    State m_state = State::Starting;
    std::optional<Ending> m_ending;
    QString m_uncaught;     // of this child
    QString m_misbehaviour; // why this child was killed; empty: it was not
    link::Tail m_log;       // of this child
    std::deque<std::chrono::steady_clock::time_point> m_deaths; // of the last minutes
    bool m_hasStarted = false;                                  // this child
    bool m_endIsWanted = false; // endBackEnd() was called for this child
    bool m_paused = true;
    bool m_switching = false;
    std::uint64_t m_changes = 0;         // number of the last Apply
    std::uint64_t m_changesAnswered = 0; // of the last one that the child has answered
    lab::Json m_viewTold;
    FrameCredits m_credits;
    std::uint64_t m_framesReceived = 0; // from this child
    Reading m_reading;
    PinnedPeak m_peak;
    QTimer m_watch;
    QTimer m_restart; // active while an ended child is about to be started again
    QElapsedTimer m_sinceAnswer;
};

} // namespace cownscope::ui
