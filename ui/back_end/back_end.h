// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/descriptor.h"
#include "link/message.h"
#include "link/message_pipe.h"
#include "ui/back_end/back_end_protocol.h"
#include "ui/back_end/frame_outlet.h"
#include "ui/simulation/local_simulation.h"

#include <QObject>
#include <QSocketNotifier>
#include <QTimer>

#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace cownscope::ui {

// A workload that runs in a back end, and the sink that sends its frames.
struct BackEndWorkload
{
    std::shared_ptr<void> sink;
    std::unique_ptr<LiveWorkload> live;
};

template <class Live, class Frame>
BackEndWorkload backEndWorkload(FrameOutlet &outlet, std::uint64_t tag)
{
    auto sink = std::make_shared<FrameEncoder<Frame>>(outlet, tag);
    auto live = std::make_unique<Live>(sink.get());
    return {std::move(sink), std::move(live)};
}

// All workloads; the tag of a frame is the position of its workload in lab::workloads().
using BackEndWorkloads = std::vector<BackEndWorkload>;
using MakeBackEndWorkloads = std::function<BackEndWorkloads(FrameOutlet &outlet)>;

// The simulation of a window in a process of its own: a LocalSimulation that is controlled by
// messages on standard input, reports with messages on standard output, and sends its frames
// through shared memory. Ends the event loop at the end of standard input.
class BackEnd : public QObject
{
    Q_OBJECT

public:
    // Takes over standard output: anything printed from now on goes to standard error. Throws
    // std::system_error, and link::TransportError if there is no channel.
    explicit BackEnd(const MakeBackEndWorkloads &makeWorkloads);
    ~BackEnd() override;

    // Tells the window why this process is about to end. Any thread; waits at most a moment.
    void tellUncaught(const std::exception_ptr &exception);
    // A line for the log of the window. Any thread.
    void log(const char *severity, const QString &text);

private:
    void readMessages();
    void handle(const link::Message &message);
    void start(const lab::Json &payload);
    void apply(const lab::Json &payload);
    void refuse(const Outcome &outcome);
    void send(const link::Message &message);
    void flush();
    void sendChange();
    void sendState();
    void sendReading(BackEndReading::Event event);

    void needSpace(std::size_t bytes);
    void takeChannel(std::size_t frameBytes);

    link::Descriptor m_output;
    std::timed_mutex m_sending; // protects m_messagesOut
    link::MessagePipe m_messagesOut;
    link::MessageReader m_messagesIn;
    QSocketNotifier m_readable;
    QSocketNotifier m_writable;
    link::Descriptor m_passing;
    FrameOutlet m_outlet;
    BackEndWorkloads m_workloads;
    std::unique_ptr<LocalSimulation> m_simulation; // after Start
    QTimer m_readings;
    std::string m_seen;               // name of the workload whose view is seen; empty: none
    bool m_hasSpace = true;           // of the recording
    std::uint64_t m_changesHeard = 0; // number of the last Apply
};

// main() of a back end. Returns the exit code.
int runBackEnd(int argc, char **argv, const MakeBackEndWorkloads &makeWorkloads);

} // namespace cownscope::ui
