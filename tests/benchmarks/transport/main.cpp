// SPDX-License-Identifier: GPL-3.0-or-later
// Items between two processes, compared with the limits of the machine. README.md has the rows.
#include "benchmarks/driver/ratio.h"
#include "lab/transport/peers/peer_channel.h"
#include "link/child.h"
#include "link/transport/shared_memory.h"
#include "link/transport/transport.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <exception>
#include <filesystem>
#include <functional>
#include <new>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace cownscope;
using namespace cownscope::benchmark;
using namespace cownscope::link;
using lab::peers::Peer;
using namespace std::chrono_literals;

namespace {

using Clock = std::chrono::steady_clock;

constexpr int firstDescriptor = 3;
constexpr std::size_t slots = 3;
constexpr std::size_t kibibyte = 1024;
constexpr std::size_t mebibyte = 1024 * kibibyte;

// What the sender does with each item.
enum class Work {
    Anew,      // writes all of it
    Prefilled, // writes it only the first time that it gets the slot
    Polled,    // likewise; then waits for a moment, so that the receiver polls an empty pool
    Paced,     // likewise; then sleeps, so that the receiver sleeps, too
};

std::uint64_t nanoseconds()
{
    return static_cast<std::uint64_t>(
        std::chrono::nanoseconds(Clock::now().time_since_epoch()).count());
}

std::string self()
{
    return std::filesystem::read_symlink("/proc/self/exe");
}

void spinFor(Clock::duration time)
{
    for (const auto end = Clock::now() + time; Clock::now() < end;) {
    }
}

void pause(Work work)
{
    if (work == Work::Polled)
        spinFor(5us);
    else if (work == Work::Paced)
        std::this_thread::sleep_for(200us);
}

// A transport of link, or that of another library.
using Route = std::variant<Transport, Peer>;

// The tag of an item is the time at which it was sent.
int sendItems(bool isPeer, Work work, std::uint64_t count, std::size_t bytes)
{
    const auto sender =
        isPeer ? lab::peers::connectPeerSender(firstDescriptor) : connectSender(firstDescriptor);
    std::vector<std::byte *> filled;
    for (std::uint64_t i = 0; i < count; ++i) {
        pause(work);
        auto space = sender->space(bytes);
        while (!space) {
            if (work != Work::Polled && sender->waitForSpace(bytes, 60s) != WaitResult::Ready)
                return 1;
            space = sender->space(bytes);
        }
        if (work == Work::Anew || std::ranges::count(filled, space->data()) == 0) {
            std::memset(space->data(), static_cast<int>(i), bytes);
            filled.push_back(space->data());
        }
        if (!sender->send(bytes, nanoseconds()))
            return 1;
    }
    char byte = 0; // stays until the receiver has everything
    [[maybe_unused]] const ssize_t end = ::read(STDIN_FILENO, &byte, 1);
    return 0;
}

struct Figures
{
    double bytesPerSecond = 0;
    double p50 = 0; // microseconds from sending to receiving
    double p99 = 0;
    double cpu = 0; // microseconds of the receiver for an item
};

double percentile(std::vector<double> &sorted, double share)
{
    std::ranges::sort(sorted);
    return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))];
}

double cpuMicroseconds()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto of = [](const timeval &time) {
        return 1e6 * static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec);
    };
    return of(usage.ru_utime) + of(usage.ru_stime);
}

// The first tenth of the items warms up.
Figures receiveItems(Receiver &receiver, Work work, std::uint64_t count, std::size_t bytes)
{
    const std::uint64_t warmUp = count / 10;
    std::vector<double> delays;
    delays.reserve(count);
    Clock::time_point begin;
    double cpu = 0;
    for (std::uint64_t i = 0; i < count;) {
        if (const auto item = receiver.take()) {
            delays.push_back(static_cast<double>(nanoseconds() - item->tag()) / 1e3);
            if (++i == warmUp) {
                begin = Clock::now();
                cpu = cpuMicroseconds();
                delays.clear();
            }
        } else if (work != Work::Polled && receiver.wait(60s) != WaitResult::Ready) {
            throw std::runtime_error("the sender has ended");
        }
    }
    const std::chrono::duration<double> elapsed = Clock::now() - begin;
    const auto measured = static_cast<double>(count - warmUp);
    return {.bytesPerSecond = static_cast<double>(bytes) * measured / elapsed.count(),
            .p50 = percentile(delays, 0.5),
            .p99 = percentile(delays, 0.99),
            .cpu = (cpuMicroseconds() - cpu) / measured};
}

Figures measureItems(Route route, Work work, std::uint64_t count, std::size_t bytes)
{
    const auto command = [&](const char *name) {
        return std::vector<std::string>{self(), name, std::to_string(static_cast<int>(work)),
                                        std::to_string(count), std::to_string(bytes)};
    };
    if (const Peer *const peer = std::get_if<Peer>(&route)) {
        lab::peers::PeerChannel channel({.peer = *peer, .itemBytes = bytes, .slots = slots});
        Child child(command("send-peer"), {{channel.senderDescriptor(), firstDescriptor}});
        const Figures figures = receiveItems(*channel.receiver(), work, count, bytes);
        child.closeInput(); // when killed, it would leave files behind
        (void)child.wait(10s);
        return figures;
    }
    Channel channel({.transport = std::get<Transport>(route), .itemBytes = bytes, .slots = slots});
    const Child child(command("send"), channel.handed(firstDescriptor));
    return receiveItems(*channel.receiver(child.ended()), work, count, bytes);
}

// The slots of a pool are written in turn, and nobody receives them.
Figures fill(std::uint64_t count, std::size_t bytes)
{
    const SharedMemory memory("fill", slots * SharedMemory::wholePages(bytes));
    const Mapping mapping(memory, Mapping::Access::ReadAndWrite);
    const std::uint64_t warmUp = count / 10;
    Clock::time_point begin;
    for (std::uint64_t i = 0; i < count; ++i) {
        if (i == warmUp)
            begin = Clock::now();
        std::memset(mapping.data() + i % slots * SharedMemory::wholePages(bytes),
                    static_cast<int>(i), bytes);
    }
    const std::chrono::duration<double> elapsed = Clock::now() - begin;
    return {.bytesPerSecond =
                static_cast<double>(bytes) * static_cast<double>(count - warmUp) / elapsed.count()};
}

Figures copy(std::uint64_t count, std::size_t bytes)
{
    const std::vector<std::byte> from(bytes, std::byte{1});
    std::vector<std::byte> to(bytes);
    const auto begin = Clock::now();
    for (std::uint64_t i = 0; i < count; ++i) {
        std::memcpy(to.data(), from.data(), bytes);
        asm volatile("" : : "r"(to.data()) : "memory");
    }
    const std::chrono::duration<double> elapsed = Clock::now() - begin;
    return {.bytesPerSecond =
                static_cast<double>(bytes) * static_cast<double>(count) / elapsed.count()};
}

// A process writes the time in shared memory and wakes the other one with an eventfd.
int ringEvents(std::uint64_t count)
{
    const SharedMemory memory(Descriptor(firstDescriptor), SharedMemory::wholePages(1));
    const Mapping mapping(memory, Mapping::Access::ReadAndWrite);
    auto *const sent = reinterpret_cast<std::atomic<std::uint64_t> *>(mapping.data());
    for (std::uint64_t i = 0; i < count; ++i) {
        pause(Work::Paced);
        sent->store(nanoseconds());
        const std::uint64_t one = 1;
        if (::write(firstDescriptor + 1, &one, sizeof one) < 0)
            return 1;
    }
    return 0;
}

Figures bareEvent(std::uint64_t count)
{
    const SharedMemory memory("event", SharedMemory::wholePages(1));
    const Mapping mapping(memory, Mapping::Access::ReadAndWrite);
    auto *const sent = new (mapping.data()) std::atomic<std::uint64_t>(0);
    const Descriptor event(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    Child child({self(), "event", std::to_string(count)},
                {{memory.descriptor(), firstDescriptor}, {event.get(), firstDescriptor + 1}});
    std::vector<double> delays;
    delays.reserve(count);
    for (std::uint64_t received = 0; received < count;) {
        pollfd polled{.fd = event.get(), .events = POLLIN, .revents = 0};
        ::poll(&polled, 1, 10'000);
        std::uint64_t rung = 0;
        if (::read(event.get(), &rung, sizeof rung) < 0)
            continue;
        received += rung;
        delays.push_back(static_cast<double>(nanoseconds() - sent->load()) / 1e3);
    }
    child.wait(10s);
    return {.p50 = percentile(delays, 0.5), .p99 = percentile(delays, 0.99)};
}

using Measure = std::function<Figures()>;
using Number = double Figures::*;

// One line: ours by the other's.
struct Comparison
{
    std::string name;
    Measure ours;
    Measure other;
    Number number;
    const char *target;
};

void compare(const Comparison &comparison, unsigned pairs)
{
    std::vector<double> ratios;
    std::vector<double> ours;
    std::vector<double> others;
    for (unsigned i = 0; i < pairs; ++i) {
        const bool first = i % 2 == 0;
        if (first)
            ours.push_back(comparison.ours().*comparison.number);
        others.push_back(comparison.other().*comparison.number);
        if (!first)
            ours.push_back(comparison.ours().*comparison.number);
        ratios.push_back(ours.back() / others.back());
    }
    const Spread spread = spreadOf(ratios);
    const bool isRate = comparison.number == &Figures::bytesPerSecond;
    const double scale = isRate ? 1e-9 : 1;
    std::printf("%-44s %9.2f %9.2f %-4s  ratio %6.3f  (%.3f to %.3f)  target %s\n",
                comparison.name.c_str(), scale * median(ours), scale * median(others),
                isRate ? "GB/s" : "us", spread.median, spread.low, spread.high, comparison.target);
    std::fflush(stdout);
}

std::string sizeText(std::size_t bytes)
{
    return bytes < mebibyte ? std::to_string(bytes / kibibyte) + " KiB"
                            : std::to_string(bytes / mebibyte) + " MiB";
}

struct Row
{
    std::string name;
    std::vector<Comparison> comparisons;
};

std::vector<Row> rows()
{
    const auto items = [](Route route, Work work, std::uint64_t count, std::size_t bytes) {
        return [=] { return measureItems(route, work, count, bytes); };
    };
    std::vector<Row> all{{"hand-over", {}}, {"sleeping", {}}};
    for (const std::size_t bytes : {64 * kibibyte, 2 * mebibyte, 32 * mebibyte}) {
        all[0].comparisons.push_back({"polled, p50, " + sizeText(bytes) + " by 4 KiB",
                                      items(Transport::Pool, Work::Polled, 20'000, bytes),
                                      items(Transport::Pool, Work::Polled, 20'000, 4 * kibibyte),
                                      &Figures::p50, "0.9 to 1.1"});
    }
    for (const auto &[peer, name] : {std::pair(Peer::Boost, "boost"), {Peer::Iceoryx, "iceoryx"}}) {
        for (const std::size_t bytes : {4 * kibibyte, 64 * kibibyte, 2 * mebibyte, 32 * mebibyte}) {
            if (lab::peers::isBuiltIn(peer))
                all[0].comparisons.push_back(
                    {"polled, p50, " + sizeText(bytes) + ", pool by " + name,
                     items(Transport::Pool, Work::Polled, 20'000, bytes),
                     items(peer, Work::Polled, 20'000, bytes), &Figures::p50, "at most 1"});
        }
    }
    for (const std::size_t bytes : {4 * kibibyte, 32 * mebibyte}) {
        const Measure pool = items(Transport::Pool, Work::Paced, 3'000, bytes);
        const Measure event = [] { return bareEvent(3'000); };
        const std::string name = "sleeping, " + sizeText(bytes) + " by a bare eventfd, ";
        all[1].comparisons.push_back({name + "p50", pool, event, &Figures::p50, "at most 1.2"});
        all[1].comparisons.push_back({name + "p99", pool, event, &Figures::p99, "at most 1.5"});
    }
    const auto anew = [&](std::size_t bytes, std::uint64_t count, const char *byPipe,
                          const char *byMemcpy) {
        const std::string text = sizeText(bytes) + " anew, ";
        const Measure pool = items(Transport::Pool, Work::Anew, count, bytes);
        const Measure ring = items(Transport::Ring, Work::Anew, count, bytes);
        const Measure pipe = items(Transport::Pipe, Work::Anew, count, bytes);
        const auto rate = &Figures::bytesPerSecond;
        return std::vector<Comparison>{{text + "pool by pipe", pool, pipe, rate, byPipe},
                                       {text + "pool by a bare fill", pool,
                                        [=] { return fill(count, bytes); }, rate, "at least 0.95"},
                                       {text + "ring by one memcpy", ring,
                                        [=] { return copy(count, bytes); }, rate, byMemcpy}};
    };
    all.push_back({"anew-2", anew(2 * mebibyte, 1'000, "at least 1.8", "-")});
    all.push_back({"anew-32", anew(32 * mebibyte, 100, "-", "at least 0.9")});
    const Measure pool = items(Transport::Pool, Work::Prefilled, 1'000, 32 * mebibyte);
    const Measure pipe = items(Transport::Pipe, Work::Prefilled, 100, 32 * mebibyte);
    all.push_back(
        {"prefilled-32",
         {{"32 MiB prefilled, pool by pipe", pool, pipe, &Figures::bytesPerSecond, "at least 6"}}});
    all.push_back({"cpu-32",
                   {{"CPU of the receiver, 32 MiB, pool by pipe",
                     items(Transport::Pool, Work::Anew, 300, 32 * mebibyte),
                     items(Transport::Pipe, Work::Anew, 100, 32 * mebibyte), &Figures::cpu,
                     "at most 0.01"}}});
    return all;
}

int run(int argc, char **argv)
{
    const bool isPeer = argc == 5 && std::strcmp(argv[1], "send-peer") == 0;
    if (isPeer || (argc == 5 && std::strcmp(argv[1], "send") == 0))
        return sendItems(isPeer, static_cast<Work>(std::stoi(argv[2])), std::stoull(argv[3]),
                         std::stoull(argv[4]));
    if (argc == 3 && std::strcmp(argv[1], "event") == 0)
        return ringEvents(std::stoull(argv[2]));
    const std::vector<Row> all = rows();
    std::vector<std::string> names(all.size());
    std::ranges::transform(all, names.begin(), &Row::name);
    std::vector<std::string> wanted;
    unsigned pairs = 5;
    CLI::App app{"Measures how large items travel between two processes.", "transport_bench"};
    app.add_option("rows", wanted, "Rows to measure; all unless given")
        ->check(CLI::IsMember(names));
    app.add_option("--pairs", pairs, "Pairs of samples for each ratio")
        ->check(CLI::Range(1u, 1000u));
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    for (const Row &row : all) {
        if (!wanted.empty() && std::ranges::count(wanted, row.name) == 0)
            continue;
        for (const Comparison &comparison : row.comparisons) {
            try {
                compare(comparison, pairs);
            } catch (const std::runtime_error &error) { // a peer without its daemon
                std::printf("%-44s skipped: %s\n", comparison.name.c_str(), error.what());
            }
        }
    }
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    try {
        return run(argc, argv);
    } catch (const std::exception &error) {
        std::fprintf(stderr, "transport_bench: %s\n", error.what());
        return 1;
    }
}
