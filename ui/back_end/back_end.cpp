// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/back_end/back_end.h"

#include "base/attempt.h"
#include "lab/machine/build_info.h"
#include "lab/results/json_reader.h"
#include "link/transport/transport_error.h"

#include <QCoreApplication>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <stdexcept>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace cownscope::ui {
namespace {

using lab::Json;
using lab::JsonReader;

constexpr int ReadingInterval = 50; // ms; the window samples ten times per second

link::Descriptor takeOverOutput()
{
    link::Descriptor output(::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3));
    if (!output.isOpen() || ::dup2(STDERR_FILENO, STDOUT_FILENO) != STDOUT_FILENO)
        throw std::system_error(errno, std::generic_category(),
                                "cannot take over the standard output");
    link::makeNonBlocking(output);
    return output;
}

} // namespace

BackEnd::BackEnd(const MakeBackEndWorkloads &makeWorkloads)
    : m_output(takeOverOutput())
    , m_messagesOut(m_output.get())
    , m_readable(STDIN_FILENO, QSocketNotifier::Read)
    , m_writable(m_output.get(), QSocketNotifier::Write)
    , m_outlet(link::connectSender(FirstDescriptor))
    , m_workloads(makeWorkloads(m_outlet))
{
    m_writable.setEnabled(false);
    connect(&m_readable, &QSocketNotifier::activated, this, &BackEnd::readMessages);
    connect(&m_writable, &QSocketNotifier::activated, this, [this] {
        m_messagesOut.flush();
        m_writable.setEnabled(m_messagesOut.isWaiting());
    });
    m_readings.setInterval(ReadingInterval);
    connect(&m_readings, &QTimer::timeout, this, &BackEnd::sendReading);
    send(messageOf(BackEndMessage::Hello, {{"build", lab::buildText()}}));
}

void BackEnd::readMessages()
{
    const link::ReadResult result = link::readSome(STDIN_FILENO);
    m_messagesIn.append(result.bytes);
    try {
        while (const auto message = m_messagesIn.next())
            handle(*message);
    } catch (const link::ProtocolError &error) {
        std::fprintf(stderr, "the window %s\n", error.what());
        QCoreApplication::exit(1);
        return;
    }
    if (result.ended)
        QCoreApplication::exit();
}

void BackEnd::handle(const link::Message &message)
{
    const BackEndMessage type = typeOf(message);
    const Json payload = payloadOf(message);
    JsonReader reader(payload, "");
    if (type == BackEndMessage::Ping) {
        send(messageOf(BackEndMessage::Pong, payload));
        return;
    }
    if (type == BackEndMessage::Start) {
        start(payload);
        return;
    }
    if (!m_simulation)
        throw link::ProtocolError("sent a message before the start");
    switch (type) {
    case BackEndMessage::SetPaused: {
        bool paused = true;
        reader.required("paused", paused);
        m_simulation->setPaused(paused);
        break;
    }
    case BackEndMessage::Step:
        m_simulation->step();
        break;
    case BackEndMessage::Reset:
        refuse(m_simulation->reset());
        break;
    case BackEndMessage::Apply:
        apply(payload);
        break;
    case BackEndMessage::Action: {
        std::string workload;
        Json action;
        reader.required("workload", workload);
        reader.required("action", action);
        m_simulation->performAction(lab::workloadNamed(workload), action);
        break;
    }
    case BackEndMessage::RequestFrame:
        m_simulation->requestFrame();
        break;
    case BackEndMessage::Resume: {
        std::uint64_t framesDone = 0;
        reader.required("frames_done", framesDone);
        m_outlet.framesDone(framesDone);
        m_simulation->resumeDrawing();
        break;
    }
    case BackEndMessage::View:
        reader.required("seen", m_seen);
        reader.required("space", m_hasSpace);
        m_simulation->resumeDrawing();
        break;
    default:
        throw link::ProtocolError("sent a message of the unknown type "
                                  + std::to_string(message.type));
    }
}

void BackEnd::start(const Json &payload)
{
    JsonReader reader(payload, "");
    Json configuration;
    bool paused = true;
    reader.required("configuration", configuration);
    reader.required("paused", paused);
    reader.required("seen", m_seen);
    reader.required("space", m_hasSpace);
    SimulationPorts ports;
    for (const BackEndWorkload &workload : m_workloads)
        ports.workloads.push_back(workload.live.get());
    ports.seen = [this](const lab::Workload &workload) { return workload.about().name == m_seen; };
    ports.hasSpace = [this] { return m_hasSpace; };
    const Outcome started =
        attempt<std::invalid_argument, std::runtime_error>("The simulation cannot be started", [&] {
            m_simulation = std::make_unique<LocalSimulation>(configurationFrom(configuration),
                                                             std::move(ports));
        });
    if (!started) {
        refuse(started);
        QCoreApplication::exit(1);
        return;
    }
    connect(m_simulation.get(), &Simulation::stateChanged, this, &BackEnd::sendState);
    connect(m_simulation.get(), &Simulation::aboutToSwitch, this, [this] {
        sendReading();
        send(messageOf(BackEndMessage::AboutToSwitch));
    });
    connect(m_simulation.get(), &Simulation::workloadChanged, this, [this] {
        sendReading();
        send(messageOf(BackEndMessage::WorkloadChanged));
    });
    connect(m_simulation.get(), &Simulation::starvationChanged, this,
            [this](const Starvation &starvation) {
                send(messageOf(BackEndMessage::Starving, toJson(starvation)));
            });
    connect(m_simulation.get(), &Simulation::problemArose, this, [this](const QString &sentence) {
        send(messageOf(BackEndMessage::Problem, {{"message", sentence.toStdString()}}));
    });
    send(messageOf(BackEndMessage::Started));
    sendReading();
    m_readings.start();
    m_simulation->setPaused(paused);
}

void BackEnd::apply(const Json &payload)
{
    JsonReader reader(payload, "");
    Json configuration;
    std::optional<Json> action;
    reader.required("number", m_changesHeard);
    reader.required("configuration", configuration);
    reader.required("action", action);
    refuse(m_simulation->apply(configurationFrom(configuration), action.value_or(Json())));
    sendChange();
}

void BackEnd::refuse(const Outcome &outcome)
{
    if (!outcome)
        send(messageOf(BackEndMessage::Refused, {{"message", outcome.reason()}}));
}

void BackEnd::send(const link::Message &message)
{
    m_messagesOut.send(message);
    m_writable.setEnabled(m_messagesOut.isWaiting());
}

void BackEnd::sendChange()
{
    send(messageOf(
        BackEndMessage::Changed,
        {{"number", m_changesHeard}, {"configuration", toJson(m_simulation->configuration())}}));
}

void BackEnd::sendState()
{
    send(messageOf(BackEndMessage::State, {{"switching", m_simulation->isSwitching()}}));
}

void BackEnd::sendReading()
{
    // A window that does not read gets the next one instead.
    if (!m_messagesOut.isWaiting())
        send(readingMessage(m_simulation->read(), m_simulation->takePinnedPeak()));
}

int runBackEnd(int argc, char **argv, const MakeBackEndWorkloads &makeWorkloads)
{
    // The window gets these signals, too, and decides.
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        std::signal(signal, SIG_IGN);
    const QCoreApplication application(argc, argv);
    int exitCode = 1;
    const Outcome outcome = attempt<std::runtime_error>("the back end cannot continue", [&] {
        const BackEnd backEnd(makeWorkloads);
        exitCode = QCoreApplication::exec();
    });
    if (!outcome)
        std::fprintf(stderr, "%s\n", outcome.reason().c_str());
    return exitCode;
}

} // namespace cownscope::ui
