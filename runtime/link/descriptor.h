// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <unistd.h>

namespace cownscope::link {

// Owns a file descriptor; -1 stands for none.
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

    // False with errno set: errors of delayed writing show up here. True if there was none.
    bool close() { return m_fd < 0 || ::close(std::exchange(m_fd, -1)) == 0; }

private:
    int m_fd;
};

// Both ends have numbers from `lowest` on, by default above the standard streams even where those
// are closed, and are closed in programs that this one becomes or starts. Throws std::system_error.
struct Pipe
{
    explicit Pipe(int lowest = 3);

    Descriptor reading, writing;
};

void makeNonBlocking(const Descriptor &descriptor); // throws std::system_error

// What is written here to a pipe that nobody reads any more is lost without a signal.

// As write(), but repeated where a signal came in between.
ssize_t writeSome(int descriptor, std::string_view bytes);

// Writes all of it and waits where that takes long; false with errno set if it cannot: EPIPE if
// nobody reads any more.
[[nodiscard]] bool writeAll(int descriptor, std::string_view bytes);

// What one read() of a non-blocking descriptor gave.
struct ReadResult
{
    std::string bytes; // empty if there was nothing at the moment
    bool ended = false;
};
ReadResult readSome(int descriptor);

} // namespace cownscope::link
