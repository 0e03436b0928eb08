// SPDX-License-Identifier: GPL-3.0-or-later
// A process that does not keep to the protocol of a transport. The input says what both sides do
// and what else is written in the memory that they share: any word, at any moment between two
// steps. In other inputs it is the description of the memory that a child receives.
#include "fuzz_target.h"
#include "link/transport/control_words.h"
#include "link/transport/shared_memory.h"
#include "link/transport/transport.h"
#include "link/transport/transport_error.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <deque>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace cownscope;
using namespace cownscope::link;
using namespace std::chrono_literals;

namespace {

constexpr int firstHanded = 200;
constexpr std::size_t itemBytes = 5000;

// Reads the input from its beginning.
class Input
{
public:
    explicit Input(std::span<const std::uint8_t> bytes)
        : m_bytes(bytes)
    { }

    bool isEmpty() const { return m_bytes.empty(); }

    std::size_t byte()
    {
        if (m_bytes.empty())
            return 0;
        const std::uint8_t value = m_bytes.front();
        m_bytes = m_bytes.subspan(1);
        return value;
    }

    std::size_t twoBytes()
    {
        const std::size_t low = byte();
        return low + 256 * byte();
    }

    // Values at the limits of what is valid are the interesting ones.
    std::uint64_t word()
    {
        const std::size_t kind = byte();
        switch (kind % 8) {
        case 0:
            return 0;
        case 1:
            return std::numeric_limits<std::uint64_t>::max() - kind / 8;
        case 2:
            return itemBytes + kind / 8;
        case 3:
            return itemBytes - kind / 8;
        case 4:
            return std::uint64_t{1} << byte() % 64;
        case 5:
            return 64 * byte();
        default:
            return kind / 8;
        }
    }

private:
    std::span<const std::uint8_t> m_bytes;
};

int duplicate(int descriptor)
{
    return ::fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
}

class Attack
{
public:
    explicit Attack(Input &input)
        : Attack(input, optionsOf(input))
    { }

    void run()
    {
        try {
            while (!m_input.isEmpty())
                step();
        } catch (const TransportError &) {
            return; // found, and nothing else happens with such a process
        }
    }

private:
    static TransportOptions optionsOf(Input &input)
    {
        const std::size_t byte = input.byte();
        const auto transport = static_cast<Transport>(byte % 3);
        const bool newest = transport == Transport::Pool && (byte & 4) != 0;
        return {.transport = transport,
                .itemBytes = itemBytes,
                .slots = 1 + byte / 8 % 4,
                .whenFull = newest ? WhenFull::KeepNewest : WhenFull::Wait};
    }

    Attack(Input &input, const TransportOptions &options)
        : Attack(input, options, Channel(options))
    { }

    Attack(Input &input, const TransportOptions &options, Channel channel)
        : m_input(input)
        , m_isPipe(options.transport == Transport::Pipe)
        , m_handed(channel.handed(firstHanded))
        , m_control(memoryOf(m_handed[0].own), Mapping::Access::ReadAndWrite)
        , m_data(memoryOf(m_handed[1].own), Mapping::Access::ReadAndWrite)
        , m_dataBytes(static_cast<std::size_t>(::lseek(m_handed[1].own, 0, SEEK_END)))
        , m_socket(duplicate(m_handed[4].own))
    {
        for (const HandedDescriptor &one : m_handed)
            ::dup2(one.own, one.number);
        m_receiver = channel.receiver(-1);
        m_sender = connectSender(firstHanded);
    }

    static SharedMemory memoryOf(int descriptor)
    {
        const auto bytes = static_cast<std::size_t>(::lseek(descriptor, 0, SEEK_END));
        return SharedMemory(Descriptor(duplicate(descriptor)), bytes);
    }

    void step()
    {
        switch (m_input.byte() % 9) {
        case 0:
        case 1:
            writeWord(m_control.data(), sizeof(ControlWords));
            break;
        case 2:
            writeWord(m_data.data(), m_dataBytes);
            break;
        case 3:
            take();
            break;
        case 4:
            if (!m_held.empty())
                m_held.pop_front();
            break;
        case 5:
            (void)m_receiver->prepareToSleep();
            break;
        case 6:
            (void)m_receiver->wait(0ms);
            break;
        case 7:
            send();
            break;
        case 8:
            sendBytes();
            break;
        }
    }

    void writeWord(std::byte *memory, std::size_t bytes)
    {
        constexpr std::size_t wordBytes = sizeof(std::uint64_t);
        const std::size_t index = m_input.twoBytes() % (bytes / wordBytes);
        const std::uint64_t word = m_input.word();
        std::memcpy(memory + index * wordBytes, &word, wordBytes);
    }

    void take()
    {
        std::optional<Item> item = m_receiver->take();
        if (!item)
            return;
        if (item->bytes().size() > itemBytes)
            std::abort();
        unsigned sum = 0;
        for (const std::byte byte : item->bytes())
            sum += std::to_integer<unsigned>(byte);
        m_sum = m_sum + sum;
        m_held.push_back(std::move(*item));
        if (m_held.size() > 2 * TransportOptions::mostSlots)
            m_held.pop_front();
    }

    void send()
    {
        const std::size_t bytes = m_input.twoBytes() % (itemBytes + 1);
        // A pipe waits for its reader, which is this thread.
        if (m_isPipe && m_sent + bytes > 50'000)
            return;
        if (const auto space = m_sender->space(bytes)) {
            std::ranges::fill(*space, std::byte{0x5A});
            m_sender->send(bytes, m_input.word());
            m_sent += bytes;
        } else {
            (void)m_sender->waitForSpace(bytes, 0ms);
        }
    }

    void sendBytes()
    {
        const std::array<std::uint64_t, 2> header{m_input.word(), m_input.word()};
        if (m_isPipe)
            (void)::send(m_socket.get(), header.data(), sizeof header, MSG_DONTWAIT | MSG_NOSIGNAL);
    }

    Input &m_input;
    bool m_isPipe;
    std::vector<HandedDescriptor> m_handed;
    Mapping m_control;
    Mapping m_data;
    std::size_t m_dataBytes;
    Descriptor m_socket; // of the sender
    std::unique_ptr<Receiver> m_receiver;
    std::unique_ptr<Sender> m_sender;
    std::deque<Item> m_held;
    std::size_t m_sent = 0;
    volatile unsigned m_sum = 0; // so that all bytes are read
};

// What a child receives, with any contents and of any size.
void connectTo(Input &input)
{
    const std::size_t kind = input.byte();
    const auto memory = [](std::size_t bytes) {
        return SharedMemory("fuzz", SharedMemory::wholePages(std::max<std::size_t>(bytes, 1)));
    };
    const SharedMemory control = memory(kind % 4 == 0 ? input.twoBytes() : sizeof(ControlWords));
    {
        ControlHeader header;
        header.transport = input.word();
        header.whenFull = input.word();
        header.slots = input.word();
        header.itemBytes = input.word();
        if (kind % 8 == 1)
            header.magic = input.word();
        const Mapping mapping(control, Mapping::Access::ReadAndWrite);
        std::memcpy(mapping.data(), &header, sizeof header);
    }
    const SharedMemory data = memory(4096 * (input.byte() % 16));
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return;
    const Descriptor socket(ends[0]);
    const Descriptor peerSocket(ends[1]);
    const std::array<int, Channel::handedCount> handed{control.descriptor(), data.descriptor(),
                                                       socket.get(),         socket.get(),
                                                       peerSocket.get(),     socket.get()};
    for (std::size_t i = 0; i < handed.size(); ++i)
        ::dup2(handed[i], firstHanded + static_cast<int>(i));
    try {
        if (kind & 128)
            (void)connectReceiver(firstHanded)->take();
        else
            (void)connectSender(firstHanded)->space(1);
    } catch (const TransportError &) {
    } catch (const std::system_error &) {
    }
    for (std::size_t i = 0; i < handed.size(); ++i) // those that were not taken over
        ::close(firstHanded + static_cast<int>(i));
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    constexpr std::size_t longest = 600;
    Input input(std::span(data, std::min(size, longest)));
    if (input.byte() < 32)
        connectTo(input);
    else
        Attack(input).run();
    return 0;
}
