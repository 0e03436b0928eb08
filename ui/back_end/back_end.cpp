// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/back_end/back_end.h"

#include "base/attempt.h"
#include "lab/results/json_reader.h"
#include "link/transport/transport_error.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>
#include <typeinfo>
#include <utility>

#include <cxxabi.h>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace cownscope::ui {
namespace {

using lab::Json;
using lab::JsonReader;

constexpr std::chrono::milliseconds Patience{100}; // of a process that is about to end
constexpr int ReadingInterval = 50;                // ms; the window samples ten times per second

link::Descriptor takeOverOutput()
{
    link::Descriptor output(::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3));
    if (!output.isOpen() || ::dup2(STDERR_FILENO, STDOUT_FILENO) != STDOUT_FILENO)
        throw std::system_error(errno, std::generic_category(),
                                "cannot take over the standard output");
    link::makeNonBlocking(output);
    // What is printed while the window does not read is lost; printing must not wait for it.
    ::fcntl(STDERR_FILENO, F_SETFL, ::fcntl(STDERR_FILENO, F_GETFL) | O_NONBLOCK);
    return output;
}

// Handlers are functions, so the one back end of this process is found here.
BackEnd *running = nullptr;
std::terminate_handler previousTerminate = nullptr;
QtMessageHandler previousLog = nullptr;

std::string nameOf(const std::type_info &type)
{
    int status = 0;
    const std::unique_ptr<char, void (*)(void *)> name(
        abi::__cxa_demangle(type.name(), nullptr, nullptr, &status), std::free);
    return name ? name.get() : type.name();
}

[[noreturn]] void tellAndTerminate()
{
    if (const std::exception_ptr exception = std::current_exception(); exception && running)
        running->tellUncaught(exception);
    previousTerminate();
    std::abort();
}

void logToWindow(QtMsgType severity, const QMessageLogContext &, const QString &text)
{
    constexpr std::array names{"debug", "warning", "critical", "fatal", "info"};
    running->log(names.at(severity), text);
}

// Ends this process on purpose, or makes it silent.
void crash(CrashKind kind)
{
    switch (kind) {
    case CrashKind::Segfault:
        std::signal(SIGSEGV, SIG_DFL); // a sanitizer's handler would exit instead
        std::raise(SIGSEGV);
        break;
    case CrashKind::Abort:
        std::abort();
    case CrashKind::Exception:
        std::thread([] { throw std::runtime_error("crash on purpose"); }).join();
        break;
    case CrashKind::Hang:
        for (;;)
            ::pause();
    }
}

} // namespace

BackEnd::BackEnd(const MakeBackEndWorkloads &makeWorkloads)
    : m_output(takeOverOutput())
    , m_messagesOut(m_output.get())
    , m_readable(STDIN_FILENO, QSocketNotifier::Read)
    , m_writable(m_output.get(), QSocketNotifier::Write)
    , m_passing(PassingDescriptor)
    , m_outlet(link::connectSender(ChannelDescriptor), FirstFrameBytes,
               [this](std::size_t bytes) { needSpace(bytes); })
    , m_workloads(makeWorkloads(m_outlet))
{
    m_writable.setEnabled(false);
    connect(&m_readable, &QSocketNotifier::activated, this, &BackEnd::readMessages);
    connect(&m_writable, &QSocketNotifier::activated, this, &BackEnd::flush);
    m_readings.setInterval(ReadingInterval);
    connect(&m_readings, &QTimer::timeout, this,
            [this] { sendReading(BackEndReading::Event::None); });
    send(helloMessage());
    running = this;
    previousTerminate = std::set_terminate(tellAndTerminate);
    previousLog = qInstallMessageHandler(logToWindow);
}

BackEnd::~BackEnd()
{
    qInstallMessageHandler(previousLog);
    std::set_terminate(previousTerminate);
    running = nullptr;
}

void BackEnd::tellUncaught(const std::exception_ptr &exception)
{
    std::string type = "an unknown exception";
    std::string text;
    try {
        std::rethrow_exception(exception);
    } catch (const std::exception &error) {
        type = nameOf(typeid(error));
        text = error.what();
    } catch (...) {
        if (const std::type_info *thrown = abi::__cxa_current_exception_type())
            type = nameOf(*thrown);
    }
    // Another thread may be sending, or this one, if sending has failed.
    const std::unique_lock lock(m_sending, Patience);
    if (!lock)
        return;
    m_messagesOut.send(messageOf(BackEndMessage::Uncaught, {{"type", type}, {"text", text}}));
    pollfd window{.fd = m_output.get(), .events = POLLOUT, .revents = 0};
    if (m_messagesOut.isWaiting() && ::poll(&window, 1, Patience.count()) == 1)
        m_messagesOut.flush();
}

void BackEnd::log(const char *severity, const QString &text)
{
    QMetaObject::invokeMethod(
        this,
        [this, severity, line = text.toStdString()] {
            if (m_messagesOut.isWaiting())
                return; // a window that does not read must not let this process grow
            send(messageOf(BackEndMessage::Log, {{"severity", severity}, {"text", line}}));
        },
        Qt::AutoConnection);
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
    if (type == BackEndMessage::Crash) {
        std::string how;
        reader.required("how", how);
        const auto named = std::ranges::find(namedCrashes, how, &NamedCrash::name);
        if (named != namedCrashes.end())
            crash(named->kind);
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
    case BackEndMessage::PassChannel: {
        std::uint64_t frameBytes = 0;
        reader.required("frame_bytes", frameBytes);
        takeChannel(frameBytes);
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
    unsigned interval = 0;
    reader.required("configuration", configuration);
    reader.required("frame_interval_ms", interval);
    reader.required("paused", paused);
    reader.required("seen", m_seen);
    reader.required("space", m_hasSpace);
    SimulationPorts ports;
    ports.frameInterval = std::chrono::milliseconds(std::clamp(interval, 1u, 1000u));
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
    connect(m_simulation.get(), &Simulation::aboutToSwitch, this,
            [this] { sendReading(BackEndReading::Event::AboutToSwitch); });
    connect(m_simulation.get(), &Simulation::workloadChanged, this,
            [this] { sendReading(BackEndReading::Event::WorkloadChanged); });
    connect(m_simulation.get(), &Simulation::starvationChanged, this,
            [this](const Starvation &starvation) {
                send(messageOf(BackEndMessage::Starving, toJson(starvation)));
            });
    connect(m_simulation.get(), &Simulation::problemArose, this, [this](const QString &sentence) {
        send(messageOf(BackEndMessage::Problem, {{"message", sentence.toStdString()}}));
    });
    sendReading(BackEndReading::Event::Started);
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

void BackEnd::needSpace(std::size_t bytes)
{
    send(messageOf(BackEndMessage::NeedsSpace, {{"bytes", bytes}}));
}

void BackEnd::takeChannel(std::size_t frameBytes)
{
    if (frameBytes == 0) {
        m_outlet.refuse();
        return;
    }
    try {
        if (auto sender = link::receiveSender(m_passing.get()))
            m_outlet.use(std::move(sender), frameBytes);
    } catch (const link::TransportError &error) {
        throw link::ProtocolError(error.what());
    }
    send(messageOf(BackEndMessage::UsesChannel));
    m_simulation->requestFrame(); // instead of the one that was dropped
}

void BackEnd::refuse(const Outcome &outcome)
{
    if (!outcome)
        send(messageOf(BackEndMessage::Refused, {{"message", outcome.reason()}}));
}

void BackEnd::send(const link::Message &message)
{
    {
        const std::lock_guard lock(m_sending);
        m_messagesOut.send(message);
    }
    m_writable.setEnabled(m_messagesOut.isWaiting());
}

void BackEnd::flush()
{
    {
        const std::lock_guard lock(m_sending);
        m_messagesOut.flush();
    }
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

void BackEnd::sendReading(BackEndReading::Event event)
{
    // A window that does not read gets the next regular one instead.
    if (event != BackEndReading::Event::None || !m_messagesOut.isWaiting())
        send(
            messageOf(BackEndReading{event, m_simulation->read(), m_simulation->takePinnedPeak()}));
}

int runBackEnd(int argc, char **argv, const MakeBackEndWorkloads &makeWorkloads)
{
    // The window gets these signals, too, and decides.
    for (const int signal : {SIGINT, SIGTERM, SIGHUP})
        std::signal(signal, SIG_IGN);
    const QCoreApplication application(argc, argv);
    std::optional<BackEnd> backEnd;
    const Outcome made = attempt<std::runtime_error>("the back end cannot begin",
                                                     [&] { backEnd.emplace(makeWorkloads); });
    if (!made) {
        std::fprintf(stderr, "%s\n", made.reason().c_str());
        return 1;
    }
    try {
        return QCoreApplication::exec();
    } catch (...) {
        backEnd->tellUncaught(std::current_exception());
        throw;
    }
}

} // namespace cownscope::ui
