// SPDX-License-Identifier: GPL-3.0-or-later
// Kills one side of a transport after another at random moments, and checks that the other side
// notices and that nothing is left behind: no descriptor, process, mapping or file.
//
//   transport_soak [--kills N] [--seed S]     prints counts and times; exit code 1 for a fault
//
// Started again by itself as the side that is killed: `child` sends or receives; `front` starts
// such a child, and is killed itself.
#include "link/transport/transport.h"
#include "stamp.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace cownscope;
using namespace cownscope::link;
using namespace std::chrono_literals;

namespace {

using Clock = std::chrono::steady_clock;

constexpr int first = 3;
constexpr std::size_t bytes = 20'000;
constexpr auto longestWait = 20s;

struct Settings
{
    std::uint64_t kills = 60;
    std::uint64_t seed = 1;
};

TransportOptions optionsFor(std::uint64_t number)
{
    const auto transport = static_cast<Transport>(number % 3);
    const bool newest = transport == Transport::Pool && number % 2 == 0;
    return {.transport = transport,
            .itemBytes = bytes,
            .slots = 3,
            .whenFull = newest ? WhenFull::KeepNewest : WhenFull::Wait};
}

std::string self()
{
    return std::filesystem::read_symlink("/proc/self/exe");
}

// Sends until the other side has ended.
void sendAll(Sender &sender)
{
    for (std::uint64_t i = 1;;) {
        const auto space = sender.space(bytes);
        if (!space) {
            if (sender.waitForSpace(bytes, longestWait) == WaitResult::Ended)
                return;
            continue;
        }
        test::stamp(*space, i);
        if (!sender.send(bytes, i++))
            return;
    }
}

// Receives until the other side has ended. False if an item is wrong.
bool receiveAll(Receiver &receiver)
{
    std::uint64_t last = 0;
    for (;;) {
        const auto item = receiver.take();
        if (item) {
            if (item->generation() <= last || item->tag() != item->generation()
                || !test::isStamped(item->bytes(), item->tag()))
                return false;
            last = item->generation();
        } else if (const WaitResult result = receiver.wait(longestWait);
                   result != WaitResult::Ready) {
            return result == WaitResult::Ended;
        }
    }
}

int beChild(bool sends)
{
    if (!sends)
        return receiveAll(*connectReceiver(first)) ? 0 : 1;
    sendAll(*connectSender(first));
    return 0;
}

// One side here, the other one in a child.
class Connection
{
public:
    Connection(const TransportOptions &options, bool childSends)
        : m_channel(options)
        , m_child({self(), "child", childSends ? "send" : "receive"}, m_channel.handed(first))
    {
        if (childSends)
            m_receiver = m_channel.receiver(m_child.ended());
        else
            m_sender = m_channel.sender(m_child.ended());
    }

    Child &child() { return m_child; }

    // Until the child has ended; false if an item is wrong.
    bool run()
    {
        if (m_receiver)
            return receiveAll(*m_receiver);
        sendAll(*m_sender);
        return true;
    }

private:
    Channel m_channel;
    Child m_child;
    std::unique_ptr<Receiver> m_receiver;
    std::unique_ptr<Sender> m_sender;
};

int beFront(std::uint64_t number)
{
    Connection connection(optionsFor(number), number % 2 == 0);
    return connection.run() ? 0 : 1;
}

struct Leftovers
{
    std::size_t descriptors = 0;
    std::size_t mappings = 0;
    std::size_t files = 0;

    bool operator==(const Leftovers &) const = default;
};

std::size_t entriesOf(const std::filesystem::path &folder)
{
    std::error_code error;
    return static_cast<std::size_t>(
        std::distance(std::filesystem::directory_iterator(folder, error), {}));
}

Leftovers leftovers()
{
    Leftovers found;
    found.descriptors = entriesOf("/proc/self/fd");
    std::ifstream maps("/proc/self/maps");
    for (std::string line; std::getline(maps, line);)
        found.mappings += line.find("memfd:") != std::string::npos ? 1u : 0u;
    found.files = entriesOf("/dev/shm");
    return found;
}

class Soak
{
public:
    explicit Soak(const Settings &settings)
        : m_settings(settings)
        , m_random(settings.seed)
    { }

    int run()
    {
        ::prctl(PR_SET_CHILD_SUBREAPER, 1); // orphans become children of this process
        const Leftovers before = leftovers();
        for (std::uint64_t i = 0; i < m_settings.kills; ++i) {
            const bool good = i % 4 == 3 ? killFront(i) : killChild(i);
            if (!good) {
                std::printf("fault at kill %llu\n", static_cast<unsigned long long>(i));
                return 1;
            }
        }
        if (::waitpid(-1, nullptr, WNOHANG) >= 0 || errno != ECHILD) {
            std::printf("a process is left\n");
            return 1;
        }
        const Leftovers after = leftovers();
        std::ranges::sort(m_times);
        const auto at = [this](double share) {
            return m_times[static_cast<std::size_t>(share
                                                    * static_cast<double>(m_times.size() - 1))];
        };
        std::printf("%zu kills; known after p50 %.2f ms, p99 %.2f ms, at most %.2f ms; left: %zu "
                    "descriptors, %zu mappings, %zu files\n",
                    m_times.size(), at(0.5), at(0.99), at(1),
                    after.descriptors - before.descriptors, after.mappings - before.mappings,
                    after.files - before.files);
        return after == before ? 0 : 1;
    }

private:
    std::chrono::microseconds moment(int most = 3000)
    {
        return std::chrono::microseconds(std::uniform_int_distribution(0, most)(m_random));
    }

    // This process is the other side. Every tenth child is stopped before it is killed.
    bool killChild(std::uint64_t number)
    {
        Connection connection(optionsFor(number), number % 2 == 0);
        Clock::time_point killed;
        std::thread killer([&, wait = moment(), isStopped = number % 10 == 0] {
            std::this_thread::sleep_for(wait);
            if (isStopped) {
                connection.child().signal(SIGSTOP);
                std::this_thread::sleep_for(1ms);
            }
            killed = Clock::now();
            connection.child().signal(SIGKILL);
        });
        const bool good = connection.run();
        const auto known = Clock::now();
        killer.join();
        if (!connection.child().wait(longestWait))
            return false;
        note(known - killed);
        return good;
    }

    // The other side is a grandchild, whose death is waited for here.
    bool killFront(std::uint64_t number)
    {
        Child front({self(), "front", std::to_string(number)});
        std::this_thread::sleep_for(moment(8000));
        const auto killed = Clock::now();
        front.signal(SIGKILL);
        if (!front.wait(longestWait))
            return false;
        bool good = true;
        int status = 0;
        while (::waitpid(-1, &status, 0) > 0)
            good = good && !(WIFEXITED(status) && WEXITSTATUS(status) == 1); // a wrong item
        note(Clock::now() - killed);
        return good;
    }

    void note(Clock::duration time)
    {
        m_times.push_back(std::chrono::duration<double, std::milli>(time).count());
    }

    Settings m_settings;
    std::mt19937_64 m_random;
    std::vector<double> m_times; // from a kill until the other side knows it
};

} // namespace

int main(int argc, char **argv)
{
    const auto number = [&](int i) { return std::strtoull(argv[i], nullptr, 10); };
    if (argc == 3 && std::strcmp(argv[1], "child") == 0)
        return beChild(std::strcmp(argv[2], "send") == 0);
    if (argc == 3 && std::strcmp(argv[1], "front") == 0)
        return beFront(number(2));
    Settings settings;
    for (int i = 1; i + 1 < argc; i += 2) {
        if (std::strcmp(argv[i], "--kills") == 0)
            settings.kills = number(i + 1);
        else if (std::strcmp(argv[i], "--seed") == 0)
            settings.seed = number(i + 1);
        else
            return 2;
    }
    return Soak(settings).run();
}
