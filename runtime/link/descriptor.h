// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <unistd.h>

namespace cownscope::link {

// Owns a file descriptor; -1 means none.
class Descriptor
{
public:
    explicit Descriptor(int fd = -1)
        : m_fd(fd)
    { }

    ~Descriptor() { close(); }

    Descriptor(Descriptor &&other) noexcept
        : m_fd(std::exchange(other.m_fd, -1))
    { }

    Descriptor &operator=(Descriptor &&other) noexcept
    {
        if (this != &other) {
            close();
            m_fd = std::exchange(other.m_fd, -1);
        }
        return *this;
    }

    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;

    int get() const { return m_fd; }
    bool isOpen() const { return m_fd >= 0; }

    // False with errno set on an error, such as a delayed write error. True if there was no
    // descriptor.
    bool close() { return m_fd < 0 || ::close(std::exchange(m_fd, -1)) == 0; }

private:
    int m_fd;
};

// Both ends have numbers of at least `lowest`, by default above the standard streams even if those
// are closed. They are closed on exec. Throws std::system_error.
struct Pipe
{
    explicit Pipe(int lowest = 3);

    Descriptor reading, writing;
};

// Two connected Unix sockets of a type such as SOCK_STREAM, closed on exec. Throws
// std::system_error.
struct SocketPair
{
    explicit SocketPair(int type);

    Descriptor first, second;
};

void makeNonBlocking(const Descriptor &descriptor); // throws std::system_error

// These functions raise no SIGPIPE when the reader of a pipe is gone.

// As write(), but repeated on EINTR.
ssize_t writeSome(int descriptor, std::string_view bytes);

// Writes everything, and waits if necessary; false with errno set on an error: EPIPE if the reader
// is gone.
[[nodiscard]] bool writeAll(int descriptor, std::string_view bytes);

// The result of one read() of a non-blocking descriptor.
struct ReadResult
{
    std::string bytes; // empty if nothing was available
    bool ended = false;
};
ReadResult readSome(int descriptor);

} // namespace cownscope::link
