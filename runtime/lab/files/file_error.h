// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <stdexcept>

namespace cownscope::lab {

// what() is one sentence for people: which file or field is wrong and what is expected.
class FileError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

// "cannot write r.json: Permission denied" for an errno, or with a given reason.
[[noreturn]] void failWriting(const std::filesystem::path &path, int error);
[[noreturn]] void failWriting(const std::filesystem::path &path, const std::string &reason);
[[noreturn]] void failReading(const std::filesystem::path &path, int error);
[[noreturn]] void failReading(const std::filesystem::path &path, const std::string &reason);

// Throws errno as a std::system_error, to be caught and completed with a path.
[[noreturn]] void throwErrno();

} // namespace cownscope::lab
