// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/back_end/isolated_simulation.h"

#include "base/attempt.h"
#include "lab/results/json_reader.h"
#include "link/child.h"
#include "link/message_pipe.h"
#include "link/transport/transport.h"
#include "link/transport/transport_error.h"
#include "ui/back_end/back_end.h"
#include "workloads/frame_bytes.h"

#include <QSocketNotifier>

#include <algorithm>
#include <bit>
#include <stdexcept>
#include <utility>

#include <sys/socket.h>

namespace cownscope::ui {

using namespace std::chrono_literals;

namespace {

// Two on their way, one that is drawn from, and one that is written.
constexpr std::size_t Slots = 4;
constexpr std::uint64_t LargestFrame = 64u << 20; // more than that of the largest flock

constexpr auto RestartDelay = 30ms;
constexpr auto EndPatience = 400ms;
constexpr qint64 SilencePatience = 5000; // ms
constexpr auto DeathsRemembered = 5min;
constexpr std::size_t DeathsInARow = 3; // the last of them is not followed by a new start

} // namespace

// Frames that arrive through a channel.
class FrameInlet
{
public:
    FrameInlet(link::Channel channel, int process)
        : receiver(channel.receiver(process))
        , notifier(receiver->descriptor(), QSocketNotifier::Read)
    { }

    std::unique_ptr<link::Receiver> receiver;
    QSocketNotifier notifier;
};

// A child and the connection to it.
class BackEndProcess
{
public:
    explicit BackEndProcess(const std::vector<std::string> &command)
        : m_channel({.itemBytes = FirstFrameBytes, .slots = Slots})
        , child(command, handed())
        , messagesOut(child.input())
        , inlet(std::make_unique<FrameInlet>(std::move(m_channel), child.ended()))
        , output(child.output(), QSocketNotifier::Read)
        , errors(child.errors(), QSocketNotifier::Read)
        , end(child.ended(), QSocketNotifier::Read)
        , writable(child.input(), QSocketNotifier::Write)
    {
        writable.setEnabled(false);
        m_passing.second.close();
    }

    // A larger channel; it is used when the child says so.
    void pass(std::size_t frameBytes)
    {
        link::Channel channel({.itemBytes = frameBytes, .slots = Slots});
        channel.pass(m_passing.first.get());
        nextInlet = std::make_unique<FrameInlet>(std::move(channel), child.ended());
        nextInlet->notifier.setEnabled(false);
    }

private:
    std::vector<link::HandedDescriptor> handed() const
    {
        std::vector<link::HandedDescriptor> all = m_channel.handed(ChannelDescriptor);
        all.push_back({m_passing.second.get(), PassingDescriptor});
        return all;
    }

    link::Channel m_channel;
    link::SocketPair m_passing{SOCK_SEQPACKET}; // channels for a child that runs; ours, the child's

public:
    link::Child child;
    link::MessagePipe messagesOut;
    link::MessageReader messagesIn;
    std::unique_ptr<FrameInlet> inlet;
    std::unique_ptr<FrameInlet> nextInlet; // passed, but not used yet
    QSocketNotifier output;
    QSocketNotifier errors;
    QSocketNotifier end;
    QSocketNotifier writable;
};

IsolatedSimulation::IsolatedSimulation(const LiveConfiguration &configuration,
                                       SimulationPorts ports, std::vector<std::string> command,
                                       QObject *parent)
    : Simulation(parent)
    , m_configuration(configuration)
    , m_ports(std::move(ports))
    , m_command(std::move(command))
{
    if (const Outcome valid = validate(configuration); !valid)
        throw std::invalid_argument{valid.reason()};
    m_watch.setInterval(200ms);
    connect(&m_watch, &QTimer::timeout, this, &IsolatedSimulation::watch);
    m_restart.setSingleShot(true);
    m_restart.setInterval(RestartDelay);
    connect(&m_restart, &QTimer::timeout, this, [this] {
        if (const Outcome restarted = restart(); !restarted) {
            Q_EMIT problemArose(QString::fromStdString(restarted.reason()));
            Q_EMIT backEndChanged(); // now it waits for the user
        }
    });
    startProcess();
    m_watch.start();
}

IsolatedSimulation::~IsolatedSimulation()
{
    if (!m_process)
        return;
    m_process->child.closeInput();
    m_process->child.wait(EndPatience);
}

void IsolatedSimulation::startProcess()
{
    auto process = std::make_unique<BackEndProcess>(m_command);
    connect(&process->inlet->notifier, &QSocketNotifier::activated, this,
            &IsolatedSimulation::takeFrames);
    connect(&process->output, &QSocketNotifier::activated, this, &IsolatedSimulation::readMessages);
    connect(&process->errors, &QSocketNotifier::activated, this, [this] {
        m_log.append(m_process->child.readErrors());
        m_process->errors.setEnabled(m_process->child.errors() >= 0);
    });
    connect(&process->end, &QSocketNotifier::activated, this, [this] {
        const auto status = m_process->child.wait(0ms);
        if (status)
            ended(QString::fromStdString(status->clause()));
    });
    connect(&process->writable, &QSocketNotifier::activated, this, [this] {
        m_process->messagesOut.flush();
        m_process->writable.setEnabled(m_process->messagesOut.isWaiting());
    });
    m_process = std::move(process);
    m_credits = FrameCredits(FramesOnTheirWay);
    m_framesReceived = 0;
    m_uncaught.clear();
    m_misbehaviour.clear();
    m_hasStarted = false;
    m_endIsWanted = false;
    m_log = {};
    m_reading = {};
    m_reading.statistics.workers.resize(m_configuration.workers);
    m_switching = false;
    m_changesAnswered = m_changes;
    m_sinceAnswer.start();
    setState(State::Starting);
    m_viewTold = viewJson();
    lab::Json start = m_viewTold;
    start["configuration"] = toJson(m_configuration);
    start["paused"] = m_paused;
    start["frame_interval_ms"] = screenFrameInterval().count();
    send(BackEndMessage::Start, start);
    takeFrames(); // from now on, frames wake the event loop
}

Outcome IsolatedSimulation::restart()
{
    m_restart.stop();
    if (m_process)
        return {};
    return attempt<std::runtime_error>("The simulation cannot be started again",
                                       [this] { startProcess(); });
}

void IsolatedSimulation::endBackEnd()
{
    if (!m_process)
        return;
    if (m_state == State::Silent)
        m_misbehaviour = tr("was ended, because it had not answered for %1 s")
                             .arg(std::chrono::floor<std::chrono::seconds>(silence()).count());
    m_endIsWanted = true;
    m_process->child.kill();
}

void IsolatedSimulation::crashBackEnd(CrashKind kind)
{
    const auto named = std::ranges::find(namedCrashes, kind, &NamedCrash::kind);
    send(BackEndMessage::Crash, {{"how", named->name}});
}

QString IsolatedSimulation::Ending::sentence() const
{
    QString sentence = tr("The simulation %1.").arg(how);
    if (!exception.isEmpty())
        sentence += u' ' + tr("It threw %1.").arg(exception);
    return sentence + u' ' + tr("Its last known step was %L1.").arg(step);
}

QStringList IsolatedSimulation::lastLines() const
{
    constexpr qsizetype most = 20;
    QStringList lines = QString::fromStdString(m_log.text()).split(u'\n', Qt::SkipEmptyParts);
    return lines.mid(std::max<qsizetype>(0, lines.size() - most));
}

std::chrono::milliseconds IsolatedSimulation::silence() const
{
    return std::chrono::milliseconds(m_sinceAnswer.elapsed());
}

int IsolatedSimulation::processId() const
{
    return m_process ? m_process->child.processId() : -1;
}

Outcome IsolatedSimulation::validate(const LiveConfiguration &configuration) const
{
    return ui::validate(configuration.configuration(), m_ports.workloads);
}

// Calls a function that reads what the child has sent. A child that does not keep to the protocol
// is ended; what the window itself lacks, for example memory, is a problem of the window.
bool IsolatedSimulation::understand(const std::function<void()> &read)
{
    std::string wrong; // a clause that follows "The simulation"
    const Outcome done = attempt("The window cannot show all of the simulation", [&] {
        try {
            read();
        } catch (const link::ProtocolError &error) {
            wrong = error.what();
        } catch (const link::TransportError &error) {
            wrong = error.what();
        } catch (const workloads::FrameError &error) {
            wrong = error.what();
        } catch (const lab::ResultError &error) {
            wrong = std::string("sent an invalid message: ") + error.what();
        }
    });
    if (!wrong.empty()) {
        m_misbehaviour = QString::fromStdString(wrong);
        m_process->child.kill();
    } else if (!done) {
        Q_EMIT problemArose(QString::fromStdString(done.reason()));
    }
    return wrong.empty();
}

bool IsolatedSimulation::readMessages()
{
    const std::string bytes = m_process->child.readOutput();
    if (m_process->child.output() < 0)
        m_process->output.setEnabled(false); // it ends
    m_process->messagesIn.append(bytes);
    bool more = true;
    bool understood = true;
    while (more && understood) {
        more = false;
        understood = understand([&] {
            if (const auto message = m_process->messagesIn.next()) {
                more = true;
                handle(*message);
            }
        });
    }
    return understood && !bytes.empty();
}

void IsolatedSimulation::handle(const link::Message &message)
{
    m_sinceAnswer.start();
    if (m_state == State::Silent)
        setState(m_hasStarted ? State::Running : State::Starting);
    const BackEndMessage type = typeOf(message);
    if (type == BackEndMessage::Reading) {
        takeReading(readingFrom(message));
        return;
    }
    const lab::Json payload = payloadOf(message);
    lab::JsonReader reader(payload, "");
    switch (type) {
    case BackEndMessage::Hello:
        checkHello(message);
        break;
    case BackEndMessage::Pong:
        break;
    case BackEndMessage::Uncaught: {
        std::string exception;
        std::string text;
        reader.required("type", exception);
        reader.required("text", text);
        if (!text.empty())
            exception += ": " + text;
        m_uncaught = QString::fromStdString(exception);
        break;
    }
    case BackEndMessage::Log: {
        std::string severity;
        std::string text;
        reader.required("severity", severity);
        reader.required("text", text);
        m_log.append(severity + ": " + text + '\n');
        break;
    }
    case BackEndMessage::Refused:
    case BackEndMessage::Problem: {
        std::string sentence;
        reader.required("message", sentence);
        Q_EMIT problemArose(QString::fromStdString(sentence));
        break;
    }
    case BackEndMessage::NeedsSpace: {
        std::uint64_t bytes = 0;
        reader.required("bytes", bytes);
        passChannel(bytes);
        break;
    }
    case BackEndMessage::UsesChannel:
        takeFrames(); // the last ones of the old channel
        if (m_process->nextInlet) {
            m_process->inlet = std::move(m_process->nextInlet);
            connect(&m_process->inlet->notifier, &QSocketNotifier::activated, this,
                    &IsolatedSimulation::takeFrames);
            m_process->inlet->notifier.setEnabled(true);
            takeFrames();
        }
        break;
    case BackEndMessage::State:
        reader.required("switching", m_switching);
        Q_EMIT stateChanged();
        break;
    case BackEndMessage::Changed: {
        std::uint64_t number = 0;
        lab::Json json;
        reader.required("number", number);
        reader.required("configuration", json);
        const LiveConfiguration configuration = configurationFrom(json);
        if (!validate(configuration))
            throw link::ProtocolError("sent an invalid configuration");
        m_changesAnswered = number;
        if (number != m_changes)
            break; // the next answer follows
        m_configuration = configuration;
        Q_EMIT stateChanged();
        Q_EMIT configurationChanged(); // now it is known whether it needs a switch
        break;
    }
    case BackEndMessage::Starving:
        Q_EMIT starvationChanged(starvationFrom(payload));
        break;
    default:
        throw link::ProtocolError("sent a message of the unknown type "
                                  + std::to_string(message.type));
    }
}

void IsolatedSimulation::passChannel(std::uint64_t frameBytes)
{
    if (frameBytes > LargestFrame)
        throw link::ProtocolError("needs space for a frame of " + std::to_string(frameBytes)
                                  + " bytes");
    // Up to twice as much, so that a growing flock needs few channels.
    const std::uint64_t bytes = std::bit_ceil(std::max<std::uint64_t>(frameBytes, 1));
    const Outcome passed =
        attempt("Frames of this size cannot be shown", [&] { m_process->pass(bytes); });
    send(BackEndMessage::PassChannel, {{"frame_bytes", passed ? bytes : 0}});
    if (!passed)
        Q_EMIT problemArose(QString::fromStdString(passed.reason()));
}

void IsolatedSimulation::takeReading(BackEndReading all)
{
    using Event = BackEndReading::Event;
    m_reading = std::move(all.reading);
    m_peak.depth = std::max(m_peak.depth, all.peak.depth);
    m_peak.age = std::max(m_peak.age, all.peak.age);
    switch (all.event) {
    case Event::None:
        break;
    case Event::Started:
        m_hasStarted = true;
        setState(State::Running);
        Q_EMIT workloadChanged();
        break;
    case Event::AboutToSwitch:
        Q_EMIT aboutToSwitch();
        break;
    case Event::WorkloadChanged:
        // A hidden view keeps the credit of a frame that it has not drawn.
        takeFrames();
        m_credits = FrameCredits(FramesOnTheirWay);
        resumeDrawing();
        Q_EMIT workloadChanged();
        break;
    }
}

void IsolatedSimulation::takeFrames()
{
    link::Receiver *const receiver = m_process->inlet->receiver.get();
    bool more = true;
    bool understood = true;
    while (understood && (more || !receiver->prepareToSleep())) {
        more = false;
        understood = understand([&] {
            std::optional<link::Item> item = receiver->take();
            if (!item)
                return;
            more = true;
            ++m_framesReceived;
            std::optional<FrameCredit> credit = m_credits.spend();
            const auto &all = lab::workloads();
            if (!credit || item->tag() >= all.size())
                return;
            if (LiveWorkload *workload = findLive(m_ports.workloads, *all[item->tag()]))
                workload->show(std::make_shared<link::Item>(std::move(*item)), std::move(*credit));
        });
    }
    if (receiver->hasPeerEnded())
        m_process->inlet->notifier.setEnabled(false);
}

void IsolatedSimulation::ended(const QString &how)
{
    takeFrames();
    while (readMessages()) {
    }
    for (std::string lines = m_process->child.readErrors(); !lines.empty();
         lines = m_process->child.readErrors())
        m_log.append(lines);
    // The notifier that has called this is a part of the process.
    for (QSocketNotifier *notifier : {&m_process->inlet->notifier, &m_process->output,
                                      &m_process->errors, &m_process->end, &m_process->writable})
        notifier->setEnabled(false);
    QTimer::singleShot(0, this, [old = std::shared_ptr(std::move(m_process))] {});
    m_ending = Ending{m_misbehaviour.isEmpty() ? how : m_misbehaviour, m_uncaught, m_reading.steps,
                      lastLines(), QDateTime::currentDateTime()};
    const auto now = std::chrono::steady_clock::now();
    std::erase_if(m_deaths, [now](const auto &time) { return now - time > DeathsRemembered; });
    if (!m_endIsWanted)
        m_deaths.push_back(now);
    m_switching = false;
    Q_EMIT starvationChanged({});
    Q_EMIT aboutToSwitch(); // its counters end
    if (m_deaths.size() < DeathsInARow)
        m_restart.start(); // the window first shows that it has ended
    setState(State::Ended);
}

void IsolatedSimulation::watch()
{
    if (!m_process)
        return;
    readMessages(); // the window may have been busy itself
    sendView();
    send(BackEndMessage::Ping);
    if (m_sinceAnswer.hasExpired(SilencePatience))
        setState(State::Silent);
}

lab::Json IsolatedSimulation::viewJson() const
{
    const lab::Workload &workload = m_configuration.workload();
    const bool seen = m_ports.seen && m_ports.seen(workload);
    return {{"seen", seen ? workload.about().name : std::string()},
            {"space", !m_ports.hasSpace || m_ports.hasSpace()}};
}

void IsolatedSimulation::sendView()
{
    lab::Json view = viewJson();
    if (view == m_viewTold)
        return;
    m_viewTold = std::move(view);
    send(BackEndMessage::View, m_viewTold);
}

void IsolatedSimulation::send(BackEndMessage type, const lab::Json &payload)
{
    if (!m_process)
        return; // it is told with the next start
    m_process->messagesOut.send(messageOf(type, payload));
    m_process->writable.setEnabled(m_process->messagesOut.isWaiting());
}

void IsolatedSimulation::setState(State state)
{
    if (std::exchange(m_state, state) == state)
        return;
    Q_EMIT backEndChanged();
    Q_EMIT stateChanged();
}

Simulation::Health IsolatedSimulation::health() const
{
    if (m_state == State::Ended)
        return Health::Ended;
    return m_state == State::Silent ? Health::Silent : Health::Well;
}

void IsolatedSimulation::setPaused(bool paused)
{
    if (m_paused == paused)
        return;
    m_paused = paused;
    send(BackEndMessage::SetPaused, {{"paused", paused}});
    Q_EMIT stateChanged();
}

void IsolatedSimulation::step()
{
    if (m_paused && !isSwitching())
        send(BackEndMessage::Step);
}

Outcome IsolatedSimulation::reset()
{
    if (!m_process)
        return restart();
    send(BackEndMessage::Reset);
    return {};
}

Outcome IsolatedSimulation::apply(const LiveConfiguration &configuration, const lab::Json &action)
{
    if (Outcome valid = validate(configuration); !valid)
        return valid;
    if (configuration == m_configuration)
        return {};
    m_configuration = configuration;
    send(BackEndMessage::Apply,
         {{"number", ++m_changes}, {"configuration", toJson(configuration)}, {"action", action}});
    sendView();
    Q_EMIT configurationChanged();
    return {};
}

void IsolatedSimulation::performAction(const lab::Workload &workload, const lab::Json &action)
{
    send(BackEndMessage::Action, {{"workload", workload.about().name}, {"action", action}});
}

void IsolatedSimulation::requestFrame()
{
    sendView();
    send(BackEndMessage::RequestFrame);
}

void IsolatedSimulation::resumeDrawing()
{
    sendView();
    send(BackEndMessage::Resume, {{"frames_done", m_framesReceived - m_credits.spent()}});
}

Simulation::Reading IsolatedSimulation::read() const
{
    Reading reading = m_reading;
    reading.framesPainted = m_ports.framesPainted ? m_ports.framesPainted() : 0;
    return reading;
}

Simulation::PinnedPeak IsolatedSimulation::takePinnedPeak()
{
    return std::exchange(m_peak, {});
}

} // namespace cownscope::ui
