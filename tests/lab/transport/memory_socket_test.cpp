// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/transport/memory_socket.h"
#include "link/transport/transport_error.h"

#include <gtest/gtest.h>

#include <array>
#include <cstring>
#include <string>
#include <vector>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace cownscope;
using namespace cownscope::lab::transport;
using namespace std::chrono_literals;
using link::WaitResult;

namespace {

constexpr std::size_t largestItem = 10'000;

struct SocketEnds
{
    explicit SocketEnds(SocketPair sockets = {})
        : sender(std::move(sockets.sender), 2)
        , receiver(std::make_optional<MemoryReceiver>(std::move(sockets.receiver), largestItem))
    { }

    bool send(std::uint64_t tag)
    {
        const auto space = sender.space(largestItem);
        if (!space)
            return false;
        std::memset(space->data(), static_cast<int>(tag), space->size());
        return sender.send(largestItem, tag);
    }

    MemorySender sender;
    std::optional<MemoryReceiver> receiver;
};

std::size_t openDescriptors()
{
    std::size_t count = 0;
    for (int number = 0; number < 1'000; ++number)
        count += ::fcntl(number, F_GETFD) >= 0 ? 1u : 0u;
    return count;
}

// Sends these bytes and, if there is one, a descriptor, without a MemorySender.
void sendRaw(int socket, const std::vector<std::uint64_t> &words, const std::vector<int> &handed)
{
    iovec part{const_cast<std::uint64_t *>(words.data()), words.size() * sizeof(std::uint64_t)};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(4 * sizeof(int))> control{};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    if (!handed.empty()) {
        message.msg_control = control.data();
        message.msg_controllen = CMSG_SPACE(handed.size() * sizeof(int));
        cmsghdr *const header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(handed.size() * sizeof(int));
        std::memcpy(CMSG_DATA(header), handed.data(), handed.size() * sizeof(int));
    }
    ASSERT_GE(::sendmsg(socket, &message, 0), 0);
}

std::string socketProblem(const std::vector<std::uint64_t> &words, const std::vector<int> &handed)
{
    SocketPair sockets;
    MemoryReceiver receiver(std::move(sockets.receiver), largestItem);
    sendRaw(sockets.sender.get(), words, handed);
    const std::size_t before = openDescriptors();
    try {
        EXPECT_FALSE(receiver.take());
        return "nothing arrived";
    } catch (const link::TransportError &error) {
        EXPECT_EQ(openDescriptors(), before); // none is left over
        return error.what();
    }
}

} // namespace

TEST(MemorySocket, SendsItemsInOrderWithoutACopy)
{
    SocketEnds ends;
    ASSERT_TRUE(ends.send(1));
    ASSERT_TRUE(ends.send(2));
    EXPECT_EQ(ends.receiver->wait(1s), WaitResult::Ready);
    const auto first = ends.receiver->take();
    const auto second = ends.receiver->take();
    ASSERT_TRUE(first && second);
    EXPECT_EQ(first->tag(), 1u);
    EXPECT_EQ(second->tag(), 2u);
    EXPECT_EQ(second->generation(), 2u);
    EXPECT_EQ(first->bytes().size(), largestItem);
    EXPECT_EQ(first->bytes().back(), std::byte{1});
    EXPECT_EQ(second->bytes().front(), std::byte{2});
    EXPECT_FALSE(ends.receiver->take());
    EXPECT_EQ(ends.receiver->wait(0ms), WaitResult::TimedOut);
}

TEST(MemorySocket, NeverHasMoreItemsThanSlots)
{
    SocketEnds ends;
    ASSERT_TRUE(ends.send(1));
    ASSERT_TRUE(ends.send(2));
    EXPECT_FALSE(ends.send(3));
    EXPECT_EQ(ends.sender.waitForSpace(largestItem, 0ms), WaitResult::TimedOut);
    auto first = ends.receiver->take();
    EXPECT_FALSE(ends.send(3)); // not before it is given back
    first.reset();
    EXPECT_EQ(ends.sender.waitForSpace(largestItem, 10s), WaitResult::Ready);
    EXPECT_TRUE(ends.send(3));
    EXPECT_EQ(ends.sender.mostMemory(), 2 * link::SharedMemory::wholePages(largestItem));
}

TEST(MemorySocket, ItemsOutliveBothEnds)
{
    std::optional<link::Item> item;
    const std::size_t before = openDescriptors();
    {
        SocketEnds ends;
        ASSERT_TRUE(ends.send(9));
        item = ends.receiver->take();
    }
    ASSERT_TRUE(item);
    EXPECT_EQ(item->bytes().back(), std::byte{9});
    item.reset();
    EXPECT_EQ(openDescriptors(), before);
}

TEST(MemorySocket, NoticesTheEndOfTheOtherSide)
{
    SocketEnds ends;
    ASSERT_TRUE(ends.send(1));
    EXPECT_FALSE(ends.sender.hasPeerEnded());
    ends.receiver.reset();
    EXPECT_TRUE(ends.sender.hasPeerEnded());
    EXPECT_EQ(ends.sender.waitForSpace(largestItem, 10s), WaitResult::Ended);
    EXPECT_FALSE(ends.send(2));

    std::optional<SocketEnds> others(std::in_place);
    ASSERT_TRUE(others->send(1));
    MemoryReceiver receiver = std::move(*others->receiver);
    others.reset();
    EXPECT_EQ(receiver.wait(10s), WaitResult::Ready); // sent before the end
    EXPECT_TRUE(receiver.take());
    EXPECT_EQ(receiver.wait(10s), WaitResult::Ended);
}

TEST(MemorySocket, RefusesWhatIsNoItem)
{
    const link::SharedMemory memory("test", link::SharedMemory::wholePages(largestItem));
    const int sealed = memory.descriptor();
    const link::Descriptor unsealed(::memfd_create("test", MFD_CLOEXEC));
    ASSERT_EQ(::ftruncate(unsealed.get(), static_cast<off_t>(memory.bytes())), 0);
    const std::string noItem = "sent a message that does not announce an item";
    EXPECT_EQ(socketProblem({largestItem, 0}, {}), noItem);
    EXPECT_EQ(socketProblem({largestItem}, {sealed}), noItem);
    EXPECT_EQ(socketProblem({largestItem, 0, 0}, {sealed}), noItem);
    EXPECT_EQ(socketProblem({largestItem + 1, 0}, {sealed}),
              "sent an item of 10001 bytes, but at most 10000 fit");
    EXPECT_EQ(socketProblem({0, 0}, {sealed}), "sent an item of 0 bytes, but at most 10000 fit");
    EXPECT_EQ(socketProblem({100, 0}, {sealed}), "sent memory of another size than it says");
    EXPECT_EQ(socketProblem({largestItem, 0}, {unsealed.get()}),
              "sent memory whose size is not sealed");
}

TEST(MemorySocket, LeavesNoDescriptorOpenIfThereAreTooMany)
{
    const link::SharedMemory memory("test", link::SharedMemory::wholePages(largestItem));
    const int one = memory.descriptor();
    EXPECT_EQ(socketProblem({largestItem, 0}, {one, one, one, one}),
              "sent a message that does not announce an item");
}
