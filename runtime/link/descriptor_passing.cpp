// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/descriptor_passing.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <system_error>

#include <sys/socket.h>
#include <sys/uio.h>

namespace cownscope::link {

namespace {

struct ControlBuffer
{
    alignas(cmsghdr) std::array<char, CMSG_SPACE(mostPassedDescriptors * sizeof(int))> bytes{};
};

// There may be more than expected, and in several parts.
std::vector<Descriptor> descriptorsIn(msghdr &message)
{
    std::vector<Descriptor> descriptors;
    for (cmsghdr *header = CMSG_FIRSTHDR(&message); header != nullptr;
         header = CMSG_NXTHDR(&message, header)) {
        if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS)
            continue;
        const std::size_t count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
        for (std::size_t i = 0; i < count; ++i) {
            int number = -1;
            std::memcpy(&number, CMSG_DATA(header) + i * sizeof number, sizeof number);
            descriptors.emplace_back(number);
        }
    }
    return descriptors;
}

} // namespace

bool sendDescriptors(int socket, std::span<const std::byte> message,
                     std::span<const int> descriptors)
{
    if (descriptors.empty() || descriptors.size() > mostPassedDescriptors)
        throw std::invalid_argument("a message passes 1 to 8 descriptors");
    std::vector<std::byte> copy(message.begin(), message.end()); // sendmsg() takes no const bytes
    iovec part{.iov_base = copy.data(), .iov_len = copy.size()};
    ControlBuffer control;
    msghdr header{};
    header.msg_iov = &part;
    header.msg_iovlen = 1;
    header.msg_control = control.bytes.data();
    header.msg_controllen = CMSG_SPACE(descriptors.size_bytes());
    cmsghdr *const rights = CMSG_FIRSTHDR(&header);
    rights->cmsg_level = SOL_SOCKET;
    rights->cmsg_type = SCM_RIGHTS;
    rights->cmsg_len = CMSG_LEN(descriptors.size_bytes());
    std::memcpy(CMSG_DATA(rights), descriptors.data(), descriptors.size_bytes());
    ssize_t sent = 0;
    do
        sent = ::sendmsg(socket, &header, MSG_NOSIGNAL);
    while (sent < 0 && errno == EINTR);
    if (sent < 0 && errno != EPIPE && errno != ECONNRESET)
        throw std::system_error(errno, std::generic_category(), "cannot send a descriptor");
    return sent >= 0;
}

std::optional<PassedDescriptors> receiveDescriptors(int socket, std::span<std::byte> message)
{
    iovec part{.iov_base = message.data(), .iov_len = message.size()};
    ControlBuffer control;
    msghdr header{};
    header.msg_iov = &part;
    header.msg_iovlen = 1;
    header.msg_control = control.bytes.data();
    header.msg_controllen = control.bytes.size();
    const ssize_t got = ::recvmsg(socket, &header, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return {};
    if (got < 0)
        return PassedDescriptors{};
    return PassedDescriptors{.bytes = static_cast<std::size_t>(got),
                             .descriptors = descriptorsIn(header),
                             .isWhole = (header.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) == 0};
}

} // namespace cownscope::link
