// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/transport/isolated.h"
#include "lab/transport/message_child.h"
#include "lab/transport/payload.h"
#include "lab/transport/transport_sweep.h"
#include "small_clip.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <string>
#include <thread>

#include <unistd.h>

using namespace cownscope;
using namespace cownscope::lab::transport;

namespace {

struct Case
{
    Kind kind;
    Transport transport;
};

// Every kind over every transport.
class EveryTransport : public testing::TestWithParam<Case>
{
protected:
    Configuration configuration() const
    {
        return {.sizeMb = 1,
                .kind = GetParam().kind,
                .transport = GetParam().transport,
                .numItems = 7,
                .bufferSize = 2,
                .runs = 2};
    }

    const Clip *clip() const { return GetParam().kind == Kind::Packets ? &m_clip : nullptr; }

    Clip m_clip = inSharedMemory(test::smallClip());
    lab::RunControl m_control;
};

std::vector<Case> everyCase()
{
    std::vector<Case> cases;
    for (const Kind kind : allKinds) {
        for (const Transport transport : ownTransports)
            cases.push_back({kind, transport});
    }
    return cases;
}

// The child of a process whose main thread has one.
pid_t onlyChild(pid_t parent = ::getpid())
{
    const std::string number = std::to_string(parent);
    std::ifstream children("/proc/" + number + "/task/" + number + "/children");
    pid_t child = 0;
    if (!(children >> child))
        throw std::runtime_error("there is no child");
    return child;
}

// More passes than anyone waits for.
Configuration longConfiguration()
{
    return {.sizeMb = 1, .transport = Transport::Pool, .numItems = 2, .runs = 1'000'000};
}

std::string measuringProblem(const Configuration &configuration, const std::string &program,
                             lab::RunControl &control)
{
    try {
        measure(configuration, nullptr, program, control);
        return {};
    } catch (const std::exception &error) {
        return error.what();
    }
}

} // namespace

TEST_P(EveryTransport, IsMeasured)
{
    for (const bool prefilled : {false, true}) {
        Configuration one = configuration();
        one.prefilled = prefilled;
        const auto measurement = measure(one, clip(), COWNSCOPE_COWNBENCH, m_control);
        ASSERT_TRUE(measurement);
        EXPECT_EQ(measurement->itemsPerSecond.size(), 2u);
        for (const double sample : measurement->itemsPerSecond)
            EXPECT_GT(sample, 0);
        EXPECT_EQ(measurement->payloadBytes,
                  clip() != nullptr ? m_clip.bytes : std::size_t{1} << 20);
    }
}

TEST_P(EveryTransport, IsMeasuredInANewProcess)
{
    const auto measurement =
        measureIsolated(configuration(), clip(), COWNSCOPE_COWNBENCH, m_control);
    ASSERT_TRUE(measurement);
    EXPECT_EQ(measurement->itemsPerSecond.size(), 2u);
    EXPECT_GT(measurement->cpuSeconds, 0);
    EXPECT_LT(measurement->cpuSeconds, 60);
    EXPECT_GT(measurement->peakBytes, 0u);
}

INSTANTIATE_TEST_SUITE_P(TransportMeasurement, EveryTransport, testing::ValuesIn(everyCase()),
                         [](const auto &info) {
                             return nameOf(info.param.kind) + "_" + nameOf(info.param.transport);
                         });

#ifndef COWNSCOPE_SANITIZED // which has memory of its own
// Shared memory counts once, and the payload and copies once for each process that has one.
TEST(TransportMeasurement, CountsMemory)
{
    lab::RunControl control;
    const auto peakMb = [&control](Kind kind, Transport transport) {
        const Configuration configuration{.sizeMb = 16,
                                          .kind = kind,
                                          .transport = transport,
                                          .numItems = 4,
                                          .bufferSize = 2,
                                          .runs = 1};
        const auto measurement =
            measureIsolated(configuration, nullptr, COWNSCOPE_COWNBENCH, control);
        return static_cast<double>(measurement.value().peakBytes) / (1 << 20);
    };
    EXPECT_NEAR(peakMb(Kind::Bytes, Transport::Pool), 3 * 16, 3);       // two slots, the payload
    EXPECT_NEAR(peakMb(Kind::Tensor, Transport::Pool), 2 * 16, 3);      // two slots
    EXPECT_NEAR(peakMb(Kind::Bytes, Transport::Ring), 4 * 16, 3);       // also the receiver's copy
    EXPECT_NEAR(peakMb(Kind::Bytes, Transport::Pipe), 3 * 16, 3);       // payload, and both copies
    EXPECT_NEAR(peakMb(Kind::Tensor, Transport::Pipe), 2 * 16, 16 + 3); // one or two
}
#endif

TEST(TransportMeasurement, GoesOnForTheAskedTime)
{
    lab::RunControl control;
    const Configuration configuration{
        .sizeMb = 1, .numItems = 1, .runs = 1, .durationSeconds = 0.2};
    const auto begin = std::chrono::steady_clock::now();
    const auto measurement = measure(configuration, nullptr, COWNSCOPE_COWNBENCH, control);
    EXPECT_GE(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(200));
    EXPECT_GT(measurement.value().itemsPerSecond.size(), 1u);
}

TEST(TransportMeasurement, IsStoppedFromOutside)
{
    for (const bool isolated : {false, true}) {
        lab::RunControl control;
        const Configuration configuration{
            .sizeMb = 1, .transport = Transport::Pool, .numItems = 1'000'000'000};
        std::thread stopper([&control] {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            control.stop();
        });
        const auto measurement = isolated
            ? measureIsolated(configuration, nullptr, COWNSCOPE_COWNBENCH, control)
            : measure(configuration, nullptr, COWNSCOPE_COWNBENCH, control);
        stopper.join();
        EXPECT_FALSE(measurement);
    }
}

TEST(TransportMeasurement, KeepsTheCompletePassesWhenStopped)
{
    for (const bool isolated : {false, true}) {
        lab::RunControl control;
        const auto stopAfterTwo = [&control](const Measurement &soFar) {
            if (soFar.itemsPerSecond.size() == 2)
                control.stop();
        };
        const auto measurement = (isolated ? measureIsolated : measure)(
            longConfiguration(), nullptr, COWNSCOPE_COWNBENCH, control, stopAfterTwo);
        ASSERT_TRUE(measurement);
        EXPECT_EQ(measurement->itemsPerSecond.size(), 2u);
        EXPECT_EQ(measurement->payloadBytes, 1u << 20);
        EXPECT_GT(measurement->peakBytes, 0u);
        EXPECT_EQ(measurement->interruption, "the run was stopped");
    }
}

TEST(TransportMeasurement, KeepsTheCompletePassesWhenAProcessDies)
{
    for (const bool isolated : {false, true}) {
        lab::RunControl control;
        const auto killAfterTwo = [](const Measurement &soFar) {
            if (soFar.itemsPerSecond.size() == 2)
                ::kill(onlyChild(), SIGKILL);
        };
        const auto measurement = (isolated ? measureIsolated : measure)(
            longConfiguration(), nullptr, COWNSCOPE_COWNBENCH, control, killAfterTwo);
        ASSERT_TRUE(measurement);
        // The receiver may have reported more until it was killed.
        EXPECT_GE(measurement->itemsPerSecond.size(), 2u);
        EXPECT_EQ(measurement->interruption,
                  std::string(isolated ? "the receiver" : "the sender")
                      + " was ended by signal 9 (Killed)");
        if (!isolated) {
            EXPECT_EQ(measurement->itemsPerSecond.size(), 2u);
        }
    }
}

// The receiver, a new process, reports it.
TEST(TransportMeasurement, AnIsolatedReceiverKeepsThePassesOfASenderThatDies)
{
    lab::RunControl control;
    const auto killAfterTwo = [](const Measurement &soFar) {
        if (soFar.itemsPerSecond.size() == 2)
            ::kill(onlyChild(onlyChild()), SIGKILL);
    };
    const auto measurement =
        measureIsolated(longConfiguration(), nullptr, COWNSCOPE_COWNBENCH, control, killAfterTwo);
    ASSERT_TRUE(measurement);
    EXPECT_GE(measurement->itemsPerSecond.size(), 2u);
    EXPECT_EQ(measurement->interruption, "the sender was ended by signal 9 (Killed)");
}

TEST(TransportMeasurement, SaysWhyTheSenderFailed)
{
    lab::RunControl control;
    const Configuration configuration{.sizeMb = 1};
    EXPECT_EQ(measuringProblem(configuration, "/bin/false", control),
              "the sender exited with code 1");
    EXPECT_EQ(measuringProblem(configuration, "/no/program", control),
              "cannot start /no/program: No such file or directory");
    EXPECT_EQ(measuringProblem({.sizeMb = 1, .bufferSize = 65}, COWNSCOPE_COWNBENCH, control),
              "a transport needs items of at least one byte, 1 to 64 slots, and keeps only the "
              "newest item only in a pool");
    // Packets without a clip.
    EXPECT_NE(measuringProblem({.sizeMb = 1, .kind = Kind::Packets}, COWNSCOPE_COWNBENCH, control),
              "");
}

// At any moment, also in the middle of an item.
TEST(TransportMeasurement, NoticesThatTheSenderDies)
{
    for (const auto &[kind, transport] :
         {Case{Kind::Bytes, Transport::Pipe}, Case{Kind::Bytes, Transport::Ring},
          Case{Kind::Bytes, Transport::Pool}, Case{Kind::Tensor, Transport::Pipe}}) {
        lab::RunControl control;
        std::thread killer([] {
            std::this_thread::sleep_for(std::chrono::milliseconds(150));
            ::kill(onlyChild(), SIGKILL);
        });
        EXPECT_EQ(
            measuringProblem(
                {.sizeMb = 4, .kind = kind, .transport = transport, .numItems = 1'000'000'000},
                COWNSCOPE_COWNBENCH, control),
            "the sender was ended by signal 9 (Killed)");
        killer.join();
    }
}

TEST(TransportMeasurement, SaysWhatASenderDoesWrong)
{
    const auto sentence = [](const char *hostility, Kind kind = Kind::Bytes) {
        lab::RunControl control;
        ::setenv("COWNSCOPE_HOSTILITY", hostility, 1);
        return measuringProblem(
            {.sizeMb = 1, .kind = kind, .transport = Transport::Pool, .numItems = 1},
            COWNSCOPE_HOSTILE_SENDER, control);
    };
    EXPECT_EQ(sentence("fails"), "there is no payload");
    EXPECT_EQ(sentence("sends another message"),
              "the sender sent a message of type 202 instead of 201");
    EXPECT_EQ(sentence("ends"), "the sender exited with code 7: the reason in two lines");
    EXPECT_EQ(sentence("sends in the wrong order"), "the item 5 has arrived instead of the item 0");
    EXPECT_EQ(sentence("sends a short item"),
              "the sender has sent an item of 1048575 bytes instead of 1048576");
    EXPECT_EQ(sentence("sends no matrix", Kind::Matrix), "the received bytes are not a matrix");
    EXPECT_EQ(sentence("sends an invalid report"),
              "the sender sent an invalid message: cpu_s must be a number");
}

TEST(TransportMeasurement, PrefilledSlotsAreNotFilledAgain)
{
    const auto itemsPerSecond = [](bool prefilled) {
        lab::RunControl control;
        const Configuration configuration{
            .sizeMb = 16, .transport = Transport::Pool, .numItems = 20, .prefilled = prefilled};
        const auto measurement =
            measure(configuration, nullptr, COWNSCOPE_COWNBENCH, control).value();
        return std::ranges::max(measurement.itemsPerSecond);
    };
    EXPECT_GT(itemsPerSecond(true), 3 * itemsPerSecond(false));
}

TEST(TransportSweep, GoesOnAfterAFailure)
{
    lab::RunControl control;
    SweepOptions options;
    options.sizesMb = {1};
    options.kinds = {Kind::Packets, Kind::Bytes};
    options.transports = {Transport::Ring, Transport::Pool};
    options.common = {.numItems = 2, .runs = 1};
    int kept = 0;
    SweepHooks hooks;
    hooks.keep = [&kept](const SweepResult &result) {
        ++kept;
        EXPECT_EQ(result.interrupted, kept < 4);
    };
    options.pictureWidth = 0;
    const SweepResult result = runSweep(options, COWNSCOPE_COWNBENCH, hooks, control);
    EXPECT_EQ(kept, 4);
    EXPECT_FALSE(result.interrupted);
    ASSERT_EQ(result.rows.size(), 2u);
    EXPECT_EQ(result.rows[0].kind, Kind::Bytes);
    ASSERT_EQ(result.skipped.size(), 2u);
    EXPECT_EQ(result.skipped[1].configuration.transport, Transport::Pool);
    EXPECT_NE(result.skipped[1].reason.find("cannot be encoded"), std::string::npos);
}

TEST(TransportSweep, ListsWhatWasStopped)
{
    for (const std::uint32_t numItems : {2u, 1'000'000'000u}) {
        lab::RunControl control;
        SweepOptions options;
        options.sizesMb = {1};
        options.kinds = {Kind::Bytes};
        options.transports = {Transport::Pool, Transport::Ring};
        options.common = {.numItems = numItems, .runs = 1'000'000'000};
        SweepHooks hooks;
        std::thread stopper;
        hooks.begun = [&](const Configuration &) {
            stopper = std::thread([&control] {
                std::this_thread::sleep_for(std::chrono::milliseconds(1'000));
                control.stop();
            });
        };
        const SweepResult result = runSweep(options, COWNSCOPE_COWNBENCH, hooks, control);
        stopper.join();
        EXPECT_TRUE(result.interrupted);
        if (numItems == 2) {
            ASSERT_EQ(result.rows.size(), 1u);
            EXPECT_EQ(result.rows[0].interruption, "the run was stopped");
            EXPECT_TRUE(result.skipped.empty());
        } else {
            EXPECT_TRUE(result.rows.empty());
            ASSERT_EQ(result.skipped.size(), 1u);
            EXPECT_EQ(result.skipped[0].reason,
                      "the run was stopped before a timed pass was complete");
        }
    }
}

TEST(TransportSweep, WaitsBetweenTransports)
{
    lab::RunControl control;
    SweepOptions options;
    options.sizesMb = {1};
    options.kinds = {Kind::Bytes};
    options.transports = {Transport::Pipe, Transport::Pool};
    options.common = {.numItems = 1, .runs = 1};
    options.gapSeconds = 0.3;
    std::chrono::steady_clock::time_point ended;
    double gap = -1;
    SweepHooks hooks;
    hooks.ended = [&](const Configuration &) { ended = std::chrono::steady_clock::now(); };
    hooks.begun = [&](const Configuration &one) {
        if (one.transport == Transport::Pool)
            gap = std::chrono::duration<double>(std::chrono::steady_clock::now() - ended).count();
    };
    EXPECT_EQ(runSweep(options, COWNSCOPE_COWNBENCH, hooks, control).rows.size(), 2u);
    EXPECT_GE(gap, 0.3);
}
