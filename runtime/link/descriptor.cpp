// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/descriptor.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <ctime>
#include <system_error>

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>

namespace cownscope::link {

namespace {

[[noreturn]] void failMakingAPipe()
{
    throw std::system_error(errno, std::generic_category(), "cannot make a pipe");
}

// Suppresses the SIGPIPE of this thread's writes, whatever the process does with the signal.
class BrokenPipeSilence
{
public:
    BrokenPipeSilence()
    {
        ::sigemptyset(&m_pipe);
        ::sigaddset(&m_pipe, SIGPIPE);
        sigset_t pending;
        ::sigpending(&pending);
        m_wasPending = ::sigismember(&pending, SIGPIPE) == 1;
        ::pthread_sigmask(SIG_BLOCK, &m_pipe, &m_before);
    }

    ~BrokenPipeSilence()
    {
        const int error = errno; // set by the write
        const timespec now{};
        if (!m_wasPending)
            while (::sigtimedwait(&m_pipe, nullptr, &now) < 0 && errno == EINTR) {
            }
        ::pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
        errno = error;
    }

    BrokenPipeSilence(const BrokenPipeSilence &) = delete;
    BrokenPipeSilence &operator=(const BrokenPipeSilence &) = delete;

private:
    sigset_t m_pipe{};
    sigset_t m_before{};
    bool m_wasPending = false;
};

} // namespace

SocketPair::SocketPair(int type)
{
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, type | SOCK_CLOEXEC, 0, ends.data()) != 0)
        throw std::system_error(errno, std::generic_category(), "cannot make a socket pair");
    first = Descriptor(ends[0]);
    second = Descriptor(ends[1]);
}

Pipe::Pipe(int lowest)
{
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        failMakingAPipe();
    reading = Descriptor(ends[0]);
    writing = Descriptor(ends[1]);
    for (Descriptor *end : {&reading, &writing}) {
        if (end->get() < lowest)
            *end = Descriptor(::fcntl(end->get(), F_DUPFD_CLOEXEC, lowest));
        if (!end->isOpen())
            failMakingAPipe();
    }
}

void makeNonBlocking(const Descriptor &descriptor)
{
    const int flags = ::fcntl(descriptor.get(), F_GETFL);
    if (flags < 0 || ::fcntl(descriptor.get(), F_SETFL, flags | O_NONBLOCK) != 0)
        throw std::system_error(errno, std::generic_category(), "cannot make a pipe non-blocking");
}

ssize_t writeSome(int descriptor, std::string_view bytes)
{
    const BrokenPipeSilence silence;
    ssize_t written = 0;
    do
        written = ::write(descriptor, bytes.data(), bytes.size());
    while (written < 0 && errno == EINTR);
    return written;
}

bool writeAll(int descriptor, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = writeSome(descriptor, bytes);
        if (written < 0 && errno == EAGAIN) {
            pollfd event{.fd = descriptor, .events = POLLOUT, .revents = 0};
            ::poll(&event, 1, -1);
            continue;
        }
        if (written < 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

ReadResult readSome(int descriptor)
{
    ReadResult result;
    result.bytes.resize(65536);
    ssize_t count = 0;
    do
        count = ::read(descriptor, result.bytes.data(), result.bytes.size());
    while (count < 0 && errno == EINTR);
    result.ended = count == 0 || (count < 0 && errno != EAGAIN);
    result.bytes.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    return result;
}

} // namespace cownscope::link
