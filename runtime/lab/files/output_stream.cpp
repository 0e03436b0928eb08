// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/files/output_stream.h"

#include "lab/files/file_error.h"
#include "lab/files/target.h"
#include "link/descriptor.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <climits>
#include <string>
#include <thread>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace cownscope::lab {

namespace {

using Clock = std::chrono::steady_clock;

// A duplicate of this process's own descriptor if the path leads to one, such as /dev/stdout.
// Opening it again would start at the beginning of a file, and fails for a socket.
link::Descriptor ownDescriptor(const Target &target)
{
    const std::string name = target.place.filename();
    int number = -1;
    const char *end = name.data() + name.size();
    if (!target.isOpenFile || std::from_chars(name.data(), end, number).ptr != end)
        return link::Descriptor();
    struct stat wanted
    { };
    struct stat own
    { };
    const bool same = ::stat(target.place.c_str(), &wanted) == 0 && ::fstat(number, &own) == 0
        && own.st_dev == wanted.st_dev && own.st_ino == wanted.st_ino;
    return link::Descriptor(same ? ::fcntl(number, F_DUPFD_CLOEXEC, 3) : -1);
}

bool isPipe(const std::filesystem::path &path)
{
    struct stat status
    { };
    return ::stat(path.c_str(), &status) == 0 && S_ISFIFO(status.st_mode);
}

link::Descriptor opened(const std::filesystem::path &path, OutputStream::Patience patience)
{
    link::Descriptor descriptor = ownDescriptor(targetOf(path));
    const auto end = Clock::now() + patience;
    while (!descriptor.isOpen()) {
        descriptor =
            link::Descriptor(::open(path.c_str(), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
        if (descriptor.isOpen() || errno == EINTR)
            continue;
        const int error = errno;
        if (error != ENXIO || !isPipe(path))
            failWriting(path, error);
        if (Clock::now() >= end)
            failWriting(path, "no program reads from this pipe; start the reader first");
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return descriptor;
}

} // namespace

OutputStream::OutputStream(const std::filesystem::path &path, Patience patience)
    : m_path(path)
    , m_descriptor(opened(path, patience))
{ }

void OutputStream::write(std::string_view contents, Patience patience)
{
    while (!contents.empty()) {
        pollfd room{.fd = m_descriptor.get(), .events = POLLOUT, .revents = 0};
        const int ready = ::poll(&room, 1, static_cast<int>(patience.count()));
        if (ready < 0 && errno == EINTR)
            continue;
        if (ready == 0)
            failWriting(m_path,
                        "nothing was read from it for " + std::to_string(patience.count() / 1000)
                            + " s");
        // At most PIPE_BUF bytes, which fit after POLLOUT: an inherited stream may be blocking.
        const ssize_t written = link::writeSome(m_descriptor.get(), contents.substr(0, PIPE_BUF));
        if (written < 0 && errno != EAGAIN)
            failWriting(m_path, errno);
        contents.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(written, 0)));
    }
}

} // namespace cownscope::lab
