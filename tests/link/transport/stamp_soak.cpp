// SPDX-License-Identifier: GPL-3.0-or-later
// Sends stamped items through transports and checks each of them when it is taken and again when it
// is given back, while items are held and given back in any order, the sender is stopped and
// continued, and senders are killed and replaced.
//
//   transport_stamps [--items N] [--seed S]     prints counts; exit code 1 for a mismatch
//
// Started again by itself as the sender.
#include "link/transport/transport.h"
#include "stamp.h"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

using namespace cownscope;
using namespace cownscope::link;
using namespace std::chrono_literals;

namespace {

constexpr int first = 3;
constexpr auto longestWait = 20s;

// Mostly small, so that there are many; sometimes as large as possible.
std::size_t sizeOf(std::uint64_t number, std::size_t most)
{
    const std::uint64_t mixed = number * 0x9E3779B97F4A7C15u >> 20;
    return mixed % 64 == 0 ? most : 16 + mixed % 500;
}

int beSender(std::size_t most)
{
    const auto sender = connectSender(first);
    for (std::uint64_t i = 1;;) {
        const std::size_t bytes = sizeOf(i, most);
        const auto space = sender->space(bytes);
        if (!space) {
            if (sender->waitForSpace(bytes, longestWait) == WaitResult::Ended)
                return 0;
            continue;
        }
        test::stamp(*space, i);
        if (!sender->send(bytes, i++))
            return 0;
    }
}

struct Counts
{
    std::uint64_t items = 0;
    std::uint64_t heldAcrossADeath = 0;
    std::uint64_t senders = 0;
    std::uint64_t pauses = 0;
};

class Soak
{
public:
    Soak(std::uint64_t items, std::uint64_t seed)
        : m_wanted(items)
        , m_random(seed)
    { }

    int run()
    {
        while (m_counts.items < m_wanted) {
            if (!receiveFromOne()) {
                std::printf("mismatch after %llu items\n",
                            static_cast<unsigned long long>(m_counts.items));
                return 1;
            }
        }
        std::printf("%llu items, each as it was sent; %llu senders, %llu pauses, %llu items held "
                    "across the death of their sender\n",
                    static_cast<unsigned long long>(m_counts.items),
                    static_cast<unsigned long long>(m_counts.senders),
                    static_cast<unsigned long long>(m_counts.pauses),
                    static_cast<unsigned long long>(m_counts.heldAcrossADeath));
        return 0;
    }

private:
    std::uint64_t upTo(std::uint64_t most)
    {
        return std::uniform_int_distribution<std::uint64_t>(0, most)(m_random);
    }

    static bool isRight(const Item &item, std::size_t most)
    {
        return item.bytes().size() == sizeOf(item.tag(), most)
            && test::isStamped(item.bytes(), item.tag());
    }

    bool giveBackOne(std::vector<Item> &held, std::size_t most)
    {
        std::swap(held[upTo(held.size() - 1)], held.back());
        const bool right = isRight(held.back(), most);
        held.pop_back();
        return right;
    }

    // From a new sender, until it is killed.
    bool receiveFromOne()
    {
        const TransportOptions options{.transport = static_cast<Transport>(m_counts.senders % 3),
                                       .itemBytes = std::size_t{1024} << upTo(6),
                                       .slots = 2 + upTo(6),
                                       .whenFull = m_counts.senders % 6 == 2 ? WhenFull::KeepNewest
                                                                             : WhenFull::Wait};
        Channel channel(options);
        Child child(
            {std::filesystem::read_symlink("/proc/self/exe"), std::to_string(options.itemBytes)},
            channel.handed(first));
        std::unique_ptr<Receiver> receiver = channel.receiver(child.ended());
        ++m_counts.senders;
        const std::uint64_t lifetime = 10 + upTo(100'000);
        const bool drains = upTo(1) == 0; // takes what a dead sender has left
        std::vector<Item> held;
        std::uint64_t last = 0;
        bool isAlive = true;
        for (std::uint64_t i = 0;; ++i) {
            if (isAlive && i == lifetime) {
                child.signal(SIGKILL);
                if (!child.wait(longestWait))
                    return false;
                isAlive = false;
                if (!drains)
                    break;
            }
            if (isAlive && i % 1024 == 0 && upTo(7) == 0) {
                child.signal(SIGSTOP);
                std::this_thread::sleep_for(200us); // otherwise SIGCONT may come first
                child.signal(SIGCONT);
                ++m_counts.pauses;
            }
            std::optional<Item> item = receiver->take();
            if (!item) {
                // Otherwise, the sender may wait for an item that is held here.
                const auto patience = held.empty() ? longestWait : 1ms;
                const WaitResult result = receiver->wait(patience);
                if (result == WaitResult::Ended && isAlive)
                    return false; // by itself
                if (result == WaitResult::Ended)
                    break;
                if (result != WaitResult::Ready
                    && (held.empty() || !giveBackOne(held, options.itemBytes)))
                    return false;
                continue;
            }
            ++m_counts.items;
            if (item->tag() <= last || item->tag() != item->generation()
                || (options.whenFull == WhenFull::Wait && item->tag() != last + 1)
                || !isRight(*item, options.itemBytes))
                return false;
            last = item->tag();
            held.push_back(std::move(*item));
            while (!held.empty() && (held.size() >= options.slots || upTo(3) == 0)) {
                if (!giveBackOne(held, options.itemBytes))
                    return false;
            }
        }
        // Views outlive the sender and the receiver.
        receiver.reset();
        m_counts.heldAcrossADeath += held.size();
        while (!held.empty()) {
            if (!giveBackOne(held, options.itemBytes))
                return false;
        }
        return true;
    }

    std::uint64_t m_wanted;
    std::mt19937_64 m_random;
    Counts m_counts;
};

} // namespace

int main(int argc, char **argv)
{
    const auto number = [&](int i) { return std::strtoull(argv[i], nullptr, 10); };
    if (argc == 2)
        return beSender(number(1));
    std::uint64_t items = 100'000;
    std::uint64_t seed = 1;
    for (int i = 1; i + 1 < argc; i += 2) {
        if (std::strcmp(argv[i], "--items") == 0)
            items = number(i + 1);
        else if (std::strcmp(argv[i], "--seed") == 0)
            seed = number(i + 1);
        else
            return 2;
    }
    return Soak(items, seed).run();
}
