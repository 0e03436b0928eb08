// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/files/write_file.h"
#include "lab/transport/isolated.h"
#include "lab/transport/peers/peer_channel.h"
#include "lab/transport/transport_sweep.h"
#include "link/child.h"
#include "small_clip.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <string>
#include <thread>

#include <fcntl.h>
#include <unistd.h>

using namespace cownscope;
using namespace cownscope::lab::transport;
using namespace std::chrono_literals;
using lab::peers::Peer;

namespace {

constexpr std::size_t mostBytes = 100'000;

// Both ends in this process.
struct BothEnds
{
    explicit BothEnds(Peer peer)
        : channel({.peer = peer, .itemBytes = mostBytes, .slots = 2})
        , sender(lab::peers::connectPeerSender(
              ::fcntl(channel.senderDescriptor(), F_DUPFD_CLOEXEC, 0)))
        , receiver(channel.receiver())
    { }

    bool send(int value, std::uint64_t tag)
    {
        const auto space = sender->space(mostBytes);
        if (!space)
            return false;
        std::memset(space->data(), value, mostBytes);
        return sender->send(mostBytes, tag);
    }

    lab::peers::PeerChannel channel;
    std::unique_ptr<link::Sender> sender;
    std::unique_ptr<link::Receiver> receiver;
};

bool hasOnly(const link::Item &item, int value)
{
    return item.bytes().size() == mostBytes
        && std::ranges::count(item.bytes(), static_cast<std::byte>(value)) == mostBytes;
}

// Shared objects of this process, which have names.
std::size_t leftovers()
{
    const std::string start = "cownscope-" + std::to_string(::getpid()) + '-';
    std::size_t count = 0;
    for (const auto &entry : std::filesystem::directory_iterator("/dev/shm"))
        count += entry.path().filename().string().starts_with(start);
    return count;
}

void expectItemsArrive(BothEnds &ends)
{
    EXPECT_FALSE(ends.receiver->take());
    EXPECT_EQ(ends.receiver->wait(30ms), link::WaitResult::TimedOut);
    EXPECT_TRUE(ends.send(1, 11));
    EXPECT_EQ(ends.receiver->wait(10s), link::WaitResult::Ready);
    auto first = ends.receiver->take();
    ASSERT_TRUE(first);
    EXPECT_TRUE(ends.send(2, 22));
    EXPECT_EQ(first->tag(), 11u);
    EXPECT_TRUE(hasOnly(*first, 1));
    auto second = ends.receiver->take();
    ASSERT_TRUE(second);
    EXPECT_EQ(second->tag(), 22u);
    EXPECT_TRUE(hasOnly(*second, 2));
    EXPECT_TRUE(hasOnly(*first, 1)); // is not overwritten while it is held
}

void expectEndIsNoticed(BothEnds &ends)
{
    EXPECT_FALSE(ends.receiver->hasPeerEnded());
    EXPECT_TRUE(ends.send(3, 33));
    ends.sender.reset();
    EXPECT_TRUE(ends.receiver->hasPeerEnded());
    EXPECT_EQ(ends.receiver->wait(10s), link::WaitResult::Ready);
    EXPECT_TRUE(ends.receiver->take());
    EXPECT_EQ(ends.receiver->wait(10s), link::WaitResult::Ended);
}

// All kinds, as the sweep measures them.
SweepResult measured(Transport transport, bool prefilled)
{
    lab::RunControl control;
    SweepOptions options;
    options.sizesMb = {1};
    options.transports = {transport};
    options.common = {.numItems = 7, .bufferSize = 2, .runs = 2, .prefilled = prefilled};
    options.pictureWidth = 64;
    options.pictureHeight = 48;
    return runSweep(options, COWNSCOPE_COWNBENCH, {}, control);
}

void expectAllMeasured(Transport transport)
{
    for (const bool prefilled : {false, true}) {
        const SweepResult result = measured(transport, prefilled);
        EXPECT_EQ(result.rows.size(), allKinds.size());
        for (const Row &row : result.rows) {
            EXPECT_EQ(row.samples.size(), 2u);
            EXPECT_EQ(row.interruption, "");
        }
        for (const Skipped &skipped : result.skipped)
            ADD_FAILURE() << skipped.reason;
    }
}

std::string firstReason(Transport transport)
{
    const SweepResult result = measured(transport, false);
    return result.skipped.empty() ? "" : result.skipped[0].reason;
}

} // namespace

TEST(Peers, BoostSendsItems)
{
    if (!isBuiltIn(Peer::Boost))
        GTEST_SKIP() << "built without Boost.Interprocess";
    {
        BothEnds ends(Peer::Boost);
        expectItemsArrive(ends);
        EXPECT_EQ(leftovers(), 0u); // once both sides are connected
        const auto held = [&ends] {
            EXPECT_TRUE(ends.send(4, 44));
            return ends.receiver->take();
        };
        auto first = held();
        const auto second = held();
        EXPECT_FALSE(ends.sender->space(mostBytes));
        EXPECT_EQ(ends.sender->waitForSpace(mostBytes, 30ms), link::WaitResult::TimedOut);
        first.reset();
        EXPECT_EQ(ends.sender->waitForSpace(mostBytes, 10s), link::WaitResult::Ready);
        EXPECT_FALSE(ends.sender->space(mostBytes + 1));
    }
    {
        BothEnds ends(Peer::Boost);
        expectEndIsNoticed(ends);
    }
    {
        const BothEnds unused(Peer::Boost);
    }
    EXPECT_EQ(leftovers(), 0u);
}

TEST(Peers, BoostIsMeasured)
{
    if (!isBuiltIn(Peer::Boost))
        GTEST_SKIP() << "built without Boost.Interprocess";
    expectAllMeasured(Transport::Boost);
}

TEST(Peers, WithoutTheLibraryThereIsASentence)
{
    for (const auto &[peer, transport] :
         {std::pair(Peer::Boost, Transport::Boost), {Peer::Iceoryx, Transport::Iceoryx}}) {
        if (!isBuiltIn(peer)) {
            EXPECT_EQ(firstReason(transport), "this program was built without this transport");
        }
    }
}

// The machine can have only one daemon. If one runs already, it is used.
TEST(Peers, IceoryxIsMeasuredWithItsDaemon)
{
    if (!isBuiltIn(Peer::Iceoryx) || std::strlen(COWNSCOPE_IOX_ROUDI) == 0)
        GTEST_SKIP() << "built without iceoryx or its daemon";
    const std::string missing = "iceoryx needs its daemon, but iox-roudi does not run";
    const test::TemporaryFolder folder;
    std::unique_ptr<link::Child> daemon;
    if (firstReason(Transport::Iceoryx) == missing) {
        lab::writeFile(folder.path() / "pools.toml",
                       "[general]\nversion = 1\n[[segment]]\n[[segment.mempool]]\n"
                       "size = 1049600\ncount = 8\n");
        daemon = std::make_unique<link::Child>(std::vector<std::string>{
            COWNSCOPE_IOX_ROUDI, "--config-file", folder.path() / "pools.toml"});
        for (int i = 0; i < 100 && firstReason(Transport::Iceoryx) == missing; ++i)
            std::this_thread::sleep_for(100ms);
    }
    expectAllMeasured(Transport::Iceoryx);
    lab::RunControl control;
    try {
        measureIsolated({.sizeMb = 4'000, .kind = Kind::Tensor, .transport = Transport::Iceoryx},
                        nullptr, COWNSCOPE_COWNBENCH, control);
        ADD_FAILURE() << "the daemon has no such chunks";
    } catch (const std::runtime_error &error) {
        EXPECT_NE(std::string(error.what()).find("iox-roudi runs without chunks for items of"),
                  std::string::npos)
            << error.what();
    }
    if (daemon) {
        daemon->signal(SIGTERM); // so that it removes its shared memory
        EXPECT_TRUE(daemon->wait(30s));
    }
}
