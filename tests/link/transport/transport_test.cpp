// SPDX-License-Identifier: GPL-3.0-or-later
#include "both_ends.h"
#include "link/transport/transport.h"
#include "link/transport/transport_error.h"
#include "stamp.h"
#include "support/address_space_limit.h"
#include "support/descriptor_limit.h"
#include "support/program.h"
#include "support/scale.h"

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <stdexcept>
#include <system_error>
#include <thread>
#include <vector>

#include <poll.h>

using namespace cownscope::link;
using namespace cownscope::test;
using namespace std::chrono_literals;
using cownscope::tests::repeats;

namespace {

constexpr int first = 3;

int openDescriptors()
{
    int count = 0;
    for ([[maybe_unused]] const auto &entry : std::filesystem::directory_iterator("/proc/self/fd"))
        ++count;
    return count;
}

class Peer : public Child
{
public:
    Peer(const Channel &channel, const std::string &what, std::uint64_t count, std::size_t bytes)
        : Child({COWNSCOPE_TRANSPORT_PEER, what, std::to_string(count), std::to_string(bytes)},
                channel.handed(first))
    { }
};

// The next item, which must come.
Item next(Receiver &receiver)
{
    for (;;) {
        if (std::optional<Item> item = receiver.take())
            return std::move(*item);
        if (receiver.wait(60s) != WaitResult::Ready)
            throw std::runtime_error("no item has come");
    }
}

void fill(Sender &sender, std::size_t bytes, std::uint64_t number)
{
    const auto space = sender.space(bytes);
    ASSERT_TRUE(space);
    stamp(*space, number);
    ASSERT_TRUE(sender.send(bytes, number));
}

class Transports : public testing::TestWithParam<Transport>
{
protected:
    static TransportOptions options(std::size_t bytes)
    {
        return {.transport = GetParam(), .itemBytes = bytes, .slots = 3};
    }
};

std::string nameOf(const testing::TestParamInfo<Transport> &one)
{
    switch (one.param) {
    case Transport::Pipe:
        return "Pipe";
    case Transport::Ring:
        return "Ring";
    case Transport::Pool:
        break;
    }
    return "Pool";
}

INSTANTIATE_TEST_SUITE_P(, Transports,
                         testing::Values(Transport::Pipe, Transport::Ring, Transport::Pool),
                         nameOf);

TEST_P(Transports, ItemsOfAChildArriveWhole)
{
    for (const std::size_t bytes : {std::size_t{1}, std::size_t{4096}, std::size_t{300'001}}) {
        const auto count = static_cast<std::uint64_t>(repeats(2000, 200));
        Channel channel(options(bytes));
        Peer peer(channel, "send", count, bytes);
        const auto receiver = channel.receiver(peer.ended());
        for (std::uint64_t i = 1; i <= count; ++i) {
            const Item item = next(*receiver);
            ASSERT_EQ(item.generation(), i);
            ASSERT_EQ(item.tag(), i);
            ASSERT_EQ(item.bytes().size(), bytes);
            ASSERT_TRUE(isStamped(item.bytes(), i)) << i;
        }
        EXPECT_EQ(receiver->wait(0ms), WaitResult::TimedOut);
        peer.closeInput();
        EXPECT_TRUE(peer.wait(60s)->isSuccess());
        EXPECT_EQ(receiver->wait(60s), WaitResult::Ended);
        EXPECT_TRUE(receiver->hasPeerEnded());
    }
}

TEST_P(Transports, ItemsReachAChild)
{
    constexpr std::size_t bytes = 70'000;
    const auto count = static_cast<std::uint64_t>(repeats(500, 50));
    Channel channel(options(bytes));
    Peer peer(channel, "receive", count, bytes);
    const auto sender = channel.sender(peer.ended());
    for (std::uint64_t i = 1; i <= count; ++i) {
        if (!sender->space(bytes)) {
            ASSERT_EQ(sender->waitForSpace(bytes, 60s), WaitResult::Ready);
        }
        fill(*sender, bytes, i);
    }
    const auto status = peer.wait(60s);
    ASSERT_TRUE(status);
    EXPECT_TRUE(status->isSuccess()) << status->clause() << ": " << peer.readErrors();
    EXPECT_EQ(sender->waitForSpace(bytes, 60s), WaitResult::Ended);
    EXPECT_TRUE(sender->hasPeerEnded());
}

TEST_P(Transports, ItemsHaveTheirOwnSizes)
{
    BothEnds ends(options(1000));
    for (const std::size_t bytes :
         {std::size_t{0}, std::size_t{1}, std::size_t{999}, std::size_t{1000}}) {
        fill(*ends.sender, bytes, bytes);
        const Item item = next(*ends.receiver);
        EXPECT_EQ(item.bytes().size(), bytes);
        EXPECT_TRUE(isStamped(item.bytes(), bytes));
    }
    EXPECT_FALSE(ends.sender->space(1001)) << "larger than an item may be";
}

TEST_P(Transports, LessThanTheSpaceCanBeSent)
{
    BothEnds ends(options(1000));
    ASSERT_TRUE(ends.sender->space(1000));
    ASSERT_TRUE(ends.sender->send(10));
    EXPECT_EQ(next(*ends.receiver).bytes().size(), 10u);
    fill(*ends.sender, 1000, 2);
    EXPECT_TRUE(isStamped(next(*ends.receiver).bytes(), 2));
}

TEST_P(Transports, ASleepingReceiverIsWoken)
{
    BothEnds ends(options(64));
    for (std::uint64_t i = 1; i <= 20; ++i) {
        std::thread thread([&] {
            std::this_thread::sleep_for(1ms);
            fill(*ends.sender, 64, i);
        });
        EXPECT_EQ(ends.receiver->wait(60s), WaitResult::Ready);
        EXPECT_TRUE(isStamped(next(*ends.receiver).bytes(), i));
        thread.join();
    }
    EXPECT_EQ(ends.receiver->wait(5ms), WaitResult::TimedOut);
}

TEST_P(Transports, AnEventLoopSleepsOnOneDescriptor)
{
    BothEnds ends(options(64));
    const auto isReadable = [&](int milliseconds) {
        pollfd event{.fd = ends.receiver->descriptor(), .events = POLLIN, .revents = 0};
        return ::poll(&event, 1, milliseconds) == 1;
    };
    EXPECT_TRUE(ends.receiver->prepareToSleep());
    EXPECT_FALSE(isReadable(0));
    for (std::uint64_t i = 1; i <= 3; ++i) {
        fill(*ends.sender, 64, i);
        EXPECT_TRUE(isReadable(60'000));
        EXPECT_TRUE(isStamped(next(*ends.receiver).bytes(), i));
        EXPECT_TRUE(ends.receiver->prepareToSleep());
        EXPECT_FALSE(isReadable(0));
    }
    ends.sender.reset();
    EXPECT_TRUE(isReadable(60'000)) << "the end is an event, too";
    EXPECT_EQ(ends.receiver->wait(60s), WaitResult::Ended);
}

TEST_P(Transports, AWakeDescriptorEndsAWait)
{
    BothEnds ends(options(64));
    const Pipe pipe;
    ASSERT_TRUE(writeAll(pipe.writing.get(), "x"));
    EXPECT_EQ(ends.receiver->wait(60s, pipe.reading.get()), WaitResult::Woken);
}

TEST_P(Transports, WhatWasSentBeforeADeathArrives)
{
    constexpr std::size_t bytes = 500;
    Channel channel(options(bytes));
    Peer peer(channel, "send", 3, bytes);
    const auto receiver = channel.receiver(peer.ended());
    const Item kept = next(*receiver);
    ASSERT_EQ(receiver->wait(60s), WaitResult::Ready);
    if (GetParam() != Transport::Pool) // where the others are in slots of their own
        std::this_thread::sleep_for(50ms);
    peer.kill();
    ASSERT_TRUE(peer.wait(60s));
    std::uint64_t last = 1;
    while (receiver->wait(60s) == WaitResult::Ready) {
        const std::optional<Item> item = receiver->take();
        if (item) {
            EXPECT_EQ(item->generation(), ++last);
        }
    }
    EXPECT_GE(last, 2u);
    EXPECT_TRUE(isStamped(kept.bytes(), 1)) << "views stay readable";
}

TEST_P(Transports, AClosedEndIsNotMistakenForSilence)
{
    Channel channel(options(64));
    Peer peer(channel, "close", 0, 0);
    const auto receiver = channel.receiver(peer.ended());
    EXPECT_EQ(receiver->wait(60s), WaitResult::Ended);
    EXPECT_FALSE(peer.wait(0ms)) << "the process lives on";
}

TEST_P(Transports, APeerThatIsStoppedHasNotEnded)
{
    Channel channel(options(64));
    Peer peer(channel, "send", 1, 64);
    const auto receiver = channel.receiver(peer.ended());
    next(*receiver);
    peer.signal(SIGSTOP);
    EXPECT_EQ(receiver->wait(50ms), WaitResult::TimedOut);
    EXPECT_FALSE(receiver->hasPeerEnded());
    peer.kill();
    EXPECT_EQ(receiver->wait(60s), WaitResult::Ended);
}

TEST_P(Transports, ItemsOutliveTheReceiver)
{
    BothEnds ends(options(64));
    fill(*ends.sender, 64, 7);
    const Item item = next(*ends.receiver);
    ends.receiver.reset();
    EXPECT_TRUE(isStamped(item.bytes(), 7));
    EXPECT_TRUE(ends.sender->hasPeerEnded());
    EXPECT_EQ(ends.sender->waitForSpace(64, 60s), WaitResult::Ended);
}

TEST_P(Transports, NoDescriptorIsLeftBehind)
{
    const int before = openDescriptors();
    for (int i = 0; i < 3; ++i) {
        {
            BothEnds ends(options(64));
            EXPECT_LE(openDescriptors() - before, 2 * Channel::handedCount);
        }
        Channel channel(options(64));
        EXPECT_EQ(channel.handed(first).size(), std::size_t{Channel::handedCount});
    }
    EXPECT_EQ(openDescriptors(), before);
}

TEST_P(Transports, WithoutDescriptorsThereIsOneSentence)
{
    if (!runsWithoutDescriptors)
        GTEST_SKIP() << "the sanitizer needs descriptors itself";
    const int before = openDescriptors();
    const int lowest = Descriptor(::dup(STDERR_FILENO)).get();
    for (int spare = 0; spare < Channel::handedCount + 1; ++spare) {
        std::string what;
        {
            const DescriptorLimit limit(lowest + spare);
            try {
                const Channel channel(options(64));
            } catch (const std::system_error &error) {
                what = error.what();
            }
        }
        EXPECT_TRUE(what.starts_with("cannot ") && what.ends_with(": Too many open files"))
            << spare << ": " << what;
        EXPECT_EQ(openDescriptors(), before) << spare;
    }
}

TEST_P(Transports, WithoutMemoryThereIsOneSentence)
{
#ifdef COWNSCOPE_SANITIZED
    GTEST_SKIP() << "a sanitizer needs memory itself";
#endif
    if (GetParam() == Transport::Pipe)
        return; // shares no memory for its items
    constexpr std::size_t mebibyte = 1024 * 1024;
    const int before = openDescriptors();
    std::string what;
    {
        const AddressSpaceLimit memory(100 * mebibyte);
        try {
            const BothEnds ends({.transport = GetParam(), .itemBytes = 64 * mebibyte, .slots = 3});
        } catch (const std::system_error &error) {
            what = error.what();
        }
    }
    EXPECT_TRUE(what.starts_with("cannot have ")
                && what.ends_with(" MiB of shared memory: Cannot allocate memory"))
        << what;
    EXPECT_EQ(openDescriptors(), before);
}

TEST(TransportOptionsTest, AreRefusedOutsideTheirLimits)
{
    const TransportOptions good{.itemBytes = 1};
    EXPECT_NO_THROW(Channel{good});
    for (const auto &change : std::vector<void (*)(TransportOptions &)>{
             [](TransportOptions &options) { options.itemBytes = 0; },
             [](TransportOptions &options) { options.itemBytes = ~std::size_t{0}; },
             [](TransportOptions &options) { options.slots = 0; },
             [](TransportOptions &options) { options.slots = TransportOptions::mostSlots + 1; },
             [](TransportOptions &options) {
                 options.transport = Transport::Ring;
                 options.whenFull = WhenFull::KeepNewest;
             }}) {
        TransportOptions options = good;
        change(options);
        EXPECT_THROW(Channel{options}, std::invalid_argument);
    }
}

TEST(TransportOptionsTest, TooMuchMemoryIsOneSentence)
{
    try {
        const Channel channel({.itemBytes = std::size_t{1} << 36, .slots = 64});
        FAIL() << "this machine has 4 TiB of memory";
    } catch (const std::system_error &error) {
        EXPECT_NE(std::string(error.what()).find("cannot have 4194304 MiB of shared memory"),
                  std::string::npos)
            << error.what();
    }
}

} // namespace
