// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/files/standard_output.h"

#include "link/descriptor.h"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace cownscope::lab {

bool print(std::string_view text)
{
    bool written = link::writeAll(STDOUT_FILENO, text);
    if (written) // some file systems report a full disk only on close
        written = link::Descriptor(::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)).close();
    if (!written && errno != EPIPE)
        throw OutputLost(errno == EBADF ? "it is closed" : std::generic_category().message(errno));
    return written;
}

} // namespace cownscope::lab
