// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/descriptor_passing.h"
#include "link/transport/endpoint.h"
#include "link/transport/transport_error.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <new>
#include <optional>
#include <stdexcept>
#include <system_error>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/syscall.h>

namespace cownscope::link {

namespace {

// The order in which the descriptors are passed on.
enum Handed { Control, Data, Published, Released, Socket, Peer };
static_assert(Peer + 1 == Channel::handedCount);

// The bytes that come with passed descriptors.
constexpr std::array passedMessage{std::byte{'C'}, std::byte{'h'}};

SharedMemory makeControl(const TransportOptions &options)
{
    SharedMemory memory("cownscope-control", SharedMemory::wholePages(sizeof(ControlWords)));
    const Mapping mapping(memory, Mapping::Access::ReadAndWrite);
    auto *const words = new (mapping.data()) ControlWords;
    words->header.transport = static_cast<std::uint64_t>(options.transport);
    words->header.whenFull = static_cast<std::uint64_t>(options.whenFull);
    words->header.slots = options.slots;
    words->header.itemBytes = options.itemBytes;
    return memory;
}

Descriptor duplicate(int descriptor)
{
    Descriptor copy(::fcntl(descriptor, F_DUPFD_CLOEXEC, 3));
    if (!copy.isOpen())
        throw std::system_error(errno, std::generic_category(), "cannot duplicate a descriptor");
    return copy;
}

const TransportOptions &validated(const TransportOptions &options)
{
    validate(options);
    return options;
}

using HandedDescriptors = std::array<Descriptor, Channel::handedCount>;

// Takes over the descriptors that were passed on at the start of this process.
HandedDescriptors handedFrom(int first)
{
    HandedDescriptors handed;
    for (int i = 0; i < Channel::handedCount; ++i) {
        Descriptor &descriptor = handed.at(static_cast<std::size_t>(i));
        descriptor = Descriptor(first + i);
        if (::fcntl(descriptor.get(), F_SETFD, FD_CLOEXEC) != 0)
            throw std::system_error(errno, std::generic_category(),
                                    "cannot use the passed descriptor "
                                        + std::to_string(first + i));
    }
    return handed;
}

Endpoint connect(HandedDescriptors descriptors)
{
    const auto handed = [&descriptors](Handed which) {
        return std::move(descriptors.at(static_cast<std::size_t>(which)));
    };
    const SharedMemory memory(handed(Control), SharedMemory::wholePages(sizeof(ControlWords)));
    auto control = std::make_shared<const Mapping>(memory, Mapping::Access::ReadAndWrite);
    const ControlHeader header = reinterpret_cast<const ControlWords *>(control->data())->header;
    const TransportOptions options = readHeader(header);
    SharedMemory data(handed(Data), dataBytes(options));
    return {options,          std::move(control), std::move(data), handed(Published),
            handed(Released), handed(Socket),     handed(Peer)};
}

} // namespace

struct Channel::Parts
{
    explicit Parts(const TransportOptions &wanted)
        : options(validated(wanted))
        , control(makeControl(options))
        , data("cownscope-data", dataBytes(options))
        , published(makeEvent())
        , released(makeEvent())
        , self(static_cast<int>(::syscall(SYS_pidfd_open, ::getpid(), 0u)))
    {
        if (!self.isOpen())
            throw std::system_error(errno, std::generic_category(), "cannot make a pidfd");
        SocketPair sockets(SOCK_STREAM);
        socket = std::move(sockets.first);
        peerSocket = std::move(sockets.second);
        // The sockets of a pipe hold as much as the system allows: the sides then wait less often.
        constexpr int most = 1024 * 1024;
        for (const Descriptor *end : {&socket, &peerSocket})
            ::setsockopt(end->get(), SOL_SOCKET, SO_SNDBUF, &most, sizeof most);
    }

    Endpoint endpoint(int peer)
    {
        peerSocket.close(); // otherwise its hang-up is never seen
        return {options,
                std::make_shared<const Mapping>(control, Mapping::Access::ReadAndWrite),
                std::move(data),
                std::move(published),
                std::move(released),
                std::move(socket),
                peer < 0 ? Descriptor() : duplicate(peer)};
    }

    TransportOptions options;
    SharedMemory control;
    SharedMemory data;
    Descriptor published;
    Descriptor released;
    Descriptor self; // a pidfd of this process
    Descriptor socket;
    Descriptor peerSocket;
};

Channel::Channel(const TransportOptions &options)
    : m_parts(std::make_unique<Parts>(options))
{ }

Channel::~Channel() = default;
Channel::Channel(Channel &&) noexcept = default;
Channel &Channel::operator=(Channel &&) noexcept = default;

std::vector<HandedDescriptor> Channel::handed(int first) const
{
    return {{m_parts->control.descriptor(), first + Control},
            {m_parts->data.descriptor(), first + Data},
            {m_parts->published.get(), first + Published},
            {m_parts->released.get(), first + Released},
            {m_parts->peerSocket.get(), first + Socket},
            {m_parts->self.get(), first + Peer}};
}

bool Channel::pass(int socket) const
{
    std::array<int, handedCount> descriptors{};
    for (const HandedDescriptor &each : handed(0))
        descriptors.at(static_cast<std::size_t>(each.number)) = each.own;
    return sendDescriptors(socket, passedMessage, descriptors);
}

std::unique_ptr<Receiver> Channel::receiver(int peer)
{
    return makeReceiver(std::exchange(m_parts, nullptr)->endpoint(peer));
}

std::unique_ptr<Sender> Channel::sender(int peer)
{
    return makeSender(std::exchange(m_parts, nullptr)->endpoint(peer));
}

std::unique_ptr<Sender> connectSender(int first)
{
    return makeSender(connect(handedFrom(first)));
}

std::unique_ptr<Receiver> connectReceiver(int first)
{
    return makeReceiver(connect(handedFrom(first)));
}

std::unique_ptr<Sender> receiveSender(int socket)
{
    std::array<std::byte, sizeof passedMessage> message{};
    std::optional<PassedDescriptors> passed = receiveDescriptors(socket, message);
    if (!passed)
        return nullptr;
    HandedDescriptors handed;
    if (!passed->isWhole || message != passedMessage || passed->descriptors.size() != handed.size())
        throw TransportError("passed something else than a channel");
    std::ranges::move(passed->descriptors, handed.begin());
    return makeSender(connect(std::move(handed)));
}

} // namespace cownscope::link
