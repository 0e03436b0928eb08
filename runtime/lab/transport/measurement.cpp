// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/transport/measurement.h"

#include "lab/machine/process_use.h"
#include "lab/transport/libav.h"
#include "lab/transport/memory_socket.h"
#include "lab/transport/message_child.h"
#include "lab/transport/payload.h"
#include "lab/transport/protocol.h"
#include "link/transport/transport.h"
#include "link/transport/transport_error.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <utility>

#include <sys/stat.h>

namespace cownscope::lab::transport {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

// For the next item, and for each answer. Even a large item takes less than a second.
constexpr milliseconds answerTimeout{60'000};
constexpr milliseconds longestWait{1'000};
constexpr milliseconds cleaningTimeout{5'000};

// The present bytes of the shared memories among these descriptors.
std::uint64_t sharedBytes(const std::vector<link::HandedDescriptor> &handed)
{
    std::uint64_t bytes = 0;
    for (const link::HandedDescriptor &one : handed) {
        struct stat status
        { };
        constexpr std::uint64_t unit = 512; // of st_blocks; see stat(2)
        if (::fstat(one.own, &status) == 0 && S_ISREG(status.st_mode))
            bytes += static_cast<std::uint64_t>(status.st_blocks) * unit;
    }
    return bytes;
}

// The sender, and the receiving end of its transport.
struct Connection
{
    ~Connection()
    {
        if (!isPeer || !sender)
            return;
        receiver.reset(); // before the sender, which notices it
        sender->finish(cleaningTimeout);
    }
    Connection() = default;
    Connection(Connection &&) = default;
    Connection &operator=(Connection &&) = delete;

    std::unique_ptr<MessageChild> sender;
    std::unique_ptr<link::Receiver> receiver;
    std::uint64_t sharedBytes = 0;
    bool isPeer = false; // a library that leaves files behind when it is killed
};

Connection connect(const Configuration &configuration, std::size_t mostItemBytes, const Clip *clip,
                   const std::string &program)
{
    Connection connection;
    std::vector<link::HandedDescriptor> handed;
    if (clip != nullptr)
        handed.push_back({clip->memory.descriptor(), clipNumber});
    const auto start = [&] {
        connection.sharedBytes = sharedBytes(handed);
        connection.sender = std::make_unique<MessageChild>(
            "the sender", std::vector<std::string>{program, senderCommand}, handed);
    };
    if (sendsDescriptors(configuration)) {
        SocketPair sockets;
        handed.push_back({sockets.sender.get(), transportNumber});
        start();
        connection.receiver =
            std::make_unique<MemoryReceiver>(std::move(sockets.receiver), mostItemBytes);
    } else if (const auto peer = peerOf(configuration.transport)) {
        peers::PeerChannel channel(
            {.peer = *peer, .itemBytes = mostItemBytes, .slots = configuration.bufferSize});
        handed.push_back({channel.senderDescriptor(), transportNumber});
        start();
        connection.isPeer = true;
        connection.receiver = channel.receiver();
        connection.sharedBytes += channel.sharedBytes();
    } else {
        link::Channel channel({.transport = linkTransport(configuration.transport).value(),
                               .itemBytes = mostItemBytes,
                               .slots = configuration.bufferSize});
        std::ranges::copy(channel.handed(transportNumber), std::back_inserter(handed));
        start();
        connection.receiver = channel.receiver(connection.sender->ended());
    }
    return connection;
}

class ReceivingSide
{
public:
    ReceivingSide(const Configuration &configuration, const Clip *clip, const std::string &program,
                  RunControl &control)
        : m_configuration(configuration)
        , m_clipBytes(clip != nullptr ? clip->bytes : 0)
        , m_itemBytes(itemBytes(configuration, m_clipBytes))
        , m_control(control)
        , m_connection(connect(configuration, m_itemBytes, clip, program))
    { }

    // Adds the timed passes. False after a request to stop.
    bool measure(Measurement &measurement, const PassHook &passed)
    {
        sender().send(
            messageOf(StartRequest{.configuration = m_configuration, .clipBytes = m_clipBytes}));
        if (const auto ready = sender().receive(m_control, answerTimeout))
            expect(MessageType::Ready, *ready);
        if (!runPass()) // what only happens once is not timed
            return false;
        m_isWarmUp = false;
        measurement.payloadBytes = payloadBytes(m_configuration, m_clipBytes);
        const double cpuBefore = cpuSeconds();
        const auto begin = Clock::now();
        do {
            const auto seconds = runPass();
            if (!seconds)
                return false;
            measurement.itemsPerSecond.push_back(m_configuration.numItems / *seconds);
            measurement.cpuSeconds = cpuSeconds() - cpuBefore;
            measurement.peakBytes = m_peak + m_sent.peakBytes + m_connection.sharedBytes;
            if (passed)
                passed(measurement);
        } while (!isEnough(measurement.itemsPerSecond.size(), Clock::now() - begin));
        return true;
    }

private:
    MessageChild &sender() { return *m_connection.sender; }

    bool isEnough(std::size_t passes, Clock::duration elapsed) const
    {
        return m_configuration.durationSeconds > 0
            ? std::chrono::duration<double>(elapsed).count() >= m_configuration.durationSeconds
            : passes >= m_configuration.runs;
    }

    // Of both sides; that of the sender is from the end of the last pass.
    double cpuSeconds() const { return ownCpuSeconds() + m_sent.cpuSeconds; }

    // The seconds from the request to the end of the last item. Nothing after a request to stop.
    std::optional<double> runPass()
    {
        const auto begin = Clock::now();
        sender().send(messageOf(MessageType::Pass));
        for (std::uint32_t i = 0; i < m_configuration.numItems; ++i) {
            auto item = nextItem();
            if (!item)
                return {};
            checkItem(*item);
            [[maybe_unused]] const Received received =
                restore(m_configuration.kind, *std::move(item));
            if (m_isWarmUp)
                lookAtMemory();
        }
        const std::chrono::duration<double> seconds = Clock::now() - begin;
        lookAtMemory();
        const auto sent = sender().receive(m_control, answerTimeout);
        if (!sent)
            return {};
        m_sent = sentReportOf(*sent);
        return seconds.count();
    }

    std::optional<link::Item> nextItem()
    {
        auto &receiver = *m_connection.receiver;
        auto deadline = Clock::time_point::max();
        while (!m_control.stopRequested()) {
            if (auto item = receiver.take())
                return item;
            const auto result = receiver.wait(longestWait, m_control.descriptor());
            if (result == link::WaitResult::Woken)
                m_control.clear();
            if (result == link::WaitResult::Ended)
                explainEnd();
            if (result == link::WaitResult::TimedOut) {
                sender().readAvailable();
                if (deadline == Clock::time_point::max())
                    deadline = Clock::now() + answerTimeout - longestWait;
                if (Clock::now() > deadline)
                    throw MeasuringError("the sender has sent nothing for a minute");
            }
        }
        return {};
    }

    // Returns only after a request to stop.
    void explainEnd()
    {
        if (sender().receive(m_control, answerTimeout))
            throw MeasuringError("the sender has ended the transport before its last item");
    }

    void checkItem(const link::Item &item)
    {
        if (item.tag() != m_received++)
            throw MeasuringError("the item " + std::to_string(item.tag())
                                 + " has arrived instead of the item "
                                 + std::to_string(m_received - 1));
        if (item.bytes().size() != m_itemBytes)
            throw MeasuringError("the sender has sent an item of "
                                 + std::to_string(item.bytes().size()) + " bytes instead of "
                                 + std::to_string(m_itemBytes));
    }

    void lookAtMemory() { m_peak = std::max(m_peak, anonymousBytesSince(m_memoryAtStart)); }

    std::uint64_t m_memoryAtStart = anonymousBytes(); // first
    const Configuration &m_configuration;
    std::size_t m_clipBytes;
    std::size_t m_itemBytes;
    RunControl &m_control;
    Connection m_connection;
    SentReport m_sent; // after the last pass
    std::uint64_t m_received = 0;
    std::uint64_t m_peak = 0;
    bool m_isWarmUp = true;
};

} // namespace

std::optional<Measurement> keepingPasses(const std::function<bool(Measurement &)> &run)
{
    Measurement measurement;
    try {
        if (!run(measurement))
            measurement.interruption = "the run was stopped";
    } catch (const std::runtime_error &error) {
        if (measurement.itemsPerSecond.empty())
            throw;
        measurement.interruption = error.what();
    }
    if (measurement.itemsPerSecond.empty())
        return {};
    return measurement;
}

std::optional<Measurement> measure(const Configuration &configuration, const Clip *clip,
                                   const std::string &program, RunControl &control,
                                   const PassHook &passed)
{
    if (configuration.kind == Kind::Packets)
        libav(); // before its memory would count
    return keepingPasses([&](Measurement &measurement) {
        try {
            return ReceivingSide(configuration, clip, program, control)
                .measure(measurement, passed);
        } catch (const link::TransportError &error) {
            throw MeasuringError(std::string("the sender ") + error.what());
        } catch (const link::ProtocolError &error) {
            throw MeasuringError(std::string("the sender ") + error.what());
        }
    });
}

} // namespace cownscope::lab::transport
