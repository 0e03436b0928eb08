// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/ordinary_process.h"

#include <cerrno>
#include <csignal>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace cownscope::link {

void makeProcessOrdinary()
{
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        // open() returns the lowest free number, which is this one.
        if (::fcntl(stream, F_GETFD) < 0 && ::open("/dev/null", O_RDONLY | O_CLOEXEC) != stream)
            throw std::system_error(errno, std::generic_category(),
                                    "cannot open /dev/null for a closed standard stream");
    }
    std::signal(SIGCHLD, SIG_DFL);
    std::signal(SIGXFSZ, SIG_IGN);
    std::signal(SIGPIPE, SIG_IGN);
}

} // namespace cownscope::link
