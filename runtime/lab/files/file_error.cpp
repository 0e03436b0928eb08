// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/files/file_error.h"

#include <cerrno>
#include <string>
#include <system_error>

namespace cownscope::lab {

void failWriting(const std::filesystem::path &path, const std::string &reason)
{
    throw FileError("cannot write " + path.string() + ": " + reason);
}

void failWriting(const std::filesystem::path &path, int error)
{
    failWriting(path, std::generic_category().message(error));
}

void failReading(const std::filesystem::path &path, const std::string &reason)
{
    throw FileError("cannot read " + path.string() + ": " + reason);
}

void failReading(const std::filesystem::path &path, int error)
{
    failReading(path, std::generic_category().message(error));
}

void throwErrno()
{
    throw std::system_error(errno, std::generic_category());
}

} // namespace cownscope::lab
