// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/files/read_file.h"

#include "lab/files/file_error.h"
#include "lab/files/target.h"
#include "link/descriptor.h"

#include <array>
#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace cownscope::lab {

namespace {

[[noreturn]] void failByLength(const std::filesystem::path &path, std::uint64_t mostBytes)
{
    failReading(path, "it is larger than the limit of " + std::to_string(mostBytes >> 20) + " MiB");
}

void refuseUnlessFile(const std::filesystem::path &path, const struct stat &status,
                      std::uint64_t mostBytes)
{
    if (S_ISDIR(status.st_mode))
        failReading(path, EISDIR);
    if (!S_ISREG(status.st_mode))
        failReading(path, std::string("it is ") + nameOfKind(status.st_mode) + ", not a file");
    if (static_cast<std::uint64_t>(status.st_size) > mostBytes)
        failByLength(path, mostBytes);
}

} // namespace

std::string readFile(const std::filesystem::path &path, std::uint64_t mostBytes)
{
    struct stat status
    { };
    // Checked before opening, which already has an effect on a pipe or a device.
    if (::stat(path.c_str(), &status) != 0)
        failReading(path, errno);
    refuseUnlessFile(path, status, mostBytes);
    const link::Descriptor descriptor(
        ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
    if (!descriptor.isOpen() || ::fstat(descriptor.get(), &status) != 0)
        failReading(path, errno);
    refuseUnlessFile(path, status, mostBytes); // the path may lead to another file by now

    std::string contents;
    std::array<char, 65536> buffer;
    for (;;) {
        const ssize_t count = ::read(descriptor.get(), buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            failReading(path, errno);
        if (count == 0)
            return contents;
        contents.append(buffer.data(), static_cast<std::size_t>(count));
        if (contents.size() > mostBytes)
            failByLength(path, mostBytes);
    }
}

} // namespace cownscope::lab
