// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/files/new_file.h"

#include "lab/files/file_error.h"
#include "link/descriptor.h"

#include <algorithm>
#include <cerrno>
#include <climits>
#include <string>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace cownscope::lab {

namespace {

// At most this number of bytes, without splitting a character.
std::string shortened(std::string text, std::size_t most)
{
    if (text.size() <= most)
        return text;
    while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xc0u) == 0x80u)
        --most;
    text.resize(most);
    return text;
}

std::filesystem::path numbered(const std::filesystem::path &path, unsigned number)
{
    if (number == 1)
        return path;
    const std::string end = '-' + std::to_string(number) + path.extension().string();
    const std::size_t room = NAME_MAX - std::min<std::size_t>(NAME_MAX, end.size());
    return path.parent_path() / (shortened(path.stem().string(), room) + end);
}

template <typename IsFree>
std::filesystem::path firstFree(const std::filesystem::path &path, IsFree &&isFree)
{
    for (unsigned number = 1;; ++number) {
        const auto name = numbered(path, number);
        if (isFree(name))
            return name;
    }
}

} // namespace

bool claimFile(const std::filesystem::path &path)
{
    std::error_code error;
    if (const auto folder = path.parent_path(); !folder.empty())
        std::filesystem::create_directories(folder, error);
    if (error)
        failWriting(path, error.value());
    const link::Descriptor file(
        ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666));
    if (!file.isOpen() && errno != EEXIST)
        failWriting(path, errno);
    return file.isOpen();
}

std::filesystem::path claimNewFile(const std::filesystem::path &path)
{
    return firstFree(path, claimFile);
}

void removeFile(const std::filesystem::path &path) noexcept
{
    ::unlink(path.c_str());
}

std::filesystem::path freeName(const std::filesystem::path &path)
{
    return firstFree(path, [](const std::filesystem::path &name) {
        struct stat status
        { };
        return ::lstat(name.c_str(), &status) != 0; // dangling links count as existing
    });
}

} // namespace cownscope::lab
