// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/files/target.h"

#include "lab/files/file_error.h"
#include "link/descriptor.h"

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/vfs.h>

namespace cownscope::lab {

namespace {

using Kind = Target::Kind;

constexpr int MostLinks = 40;           // the limit of Linux
constexpr long ProcFileSystem = 0x9fa0; // PROC_SUPER_MAGIC of statfs(2)

Kind kindOf(mode_t mode)
{
    switch (mode & S_IFMT) {
    case S_IFREG:
        return Kind::File;
    case S_IFDIR:
        return Kind::Folder;
    case S_IFSOCK:
        return Kind::Socket;
    case S_IFBLK:
        return Kind::BlockDevice;
    default:
        return Kind::Stream;
    }
}

// The content of such a link need not be a path.
bool isLinkOfProc(const std::filesystem::path &link)
{
    const link::Descriptor descriptor(::open(link.c_str(), O_PATH | O_NOFOLLOW | O_CLOEXEC));
    struct statfs system
    { };
    return descriptor.isOpen() && ::fstatfs(descriptor.get(), &system) == 0
        && system.f_type == ProcFileSystem;
}

} // namespace

Target targetOf(const std::filesystem::path &path)
{
    // The system may refuse to follow another user's link in a shared folder.
    struct stat end
    { };
    const bool exists = ::stat(path.c_str(), &end) == 0;
    if (!exists && errno != ENOENT)
        failWriting(path, errno);

    Target target{.kind = exists ? kindOf(end.st_mode) : Kind::Nothing, .place = path};
    for (int links = 0; links <= MostLinks; ++links) {
        struct stat status
        { };
        if (::lstat(target.place.c_str(), &status) != 0) {
            if (errno != ENOENT)
                failWriting(path, errno);
            return target;
        }
        if (!S_ISLNK(status.st_mode))
            return target;
        if (isLinkOfProc(target.place)) {
            target.isOpenFile = true;
            return target;
        }
        std::error_code error;
        const auto next = std::filesystem::read_symlink(target.place, error);
        if (error)
            failWriting(path, error.value());
        target.place = target.place.parent_path() / next;
        target.throughLink = true;
    }
    failWriting(path, ELOOP);
}

const char *nameOfKind(mode_t mode)
{
    switch (mode & S_IFMT) {
    case S_IFDIR:
        return "a folder";
    case S_IFIFO:
        return "a pipe";
    case S_IFSOCK:
        return "a socket";
    default:
        return "a device";
    }
}

void refuseUnlessWritable(const std::filesystem::path &path, const Target &target)
{
    if (target.kind == Kind::Folder)
        failWriting(path, EISDIR);
    if (target.kind == Kind::Socket && !target.isStream())
        failWriting(path, "it is a socket; name a file");
    if (target.kind == Kind::BlockDevice)
        failWriting(path, "it is a disk; name a file");
    if (target.kind == Kind::Nothing && !target.place.has_filename())
        failWriting(path, target.place.empty() ? ENOENT : EISDIR);
}

} // namespace cownscope::lab
