// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/files/write_file.h"

#include "lab/files/file_error.h"
#include "lab/files/replacement.h"
#include "lab/files/target.h"
#include "link/descriptor.h"

#include <array>
#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace cownscope::lab {

namespace {

using Kind = Target::Kind;

// Errors after which the file cannot be replaced but may still be writable.
bool forbidsReplacing(const std::error_code &error)
{
    switch (error.value()) {
    case EACCES: // the folder cannot be written to
    case EPERM:  // or this file cannot be renamed or given to its owner
    case EROFS:
    case EBUSY: // it is a mount point
    case EXDEV:
        return true;
    default:
        return false;
    }
}

void makeFolderOf(const std::filesystem::path &path)
{
    std::error_code error;
    if (const auto folder = path.parent_path(); !folder.empty())
        std::filesystem::create_directories(folder, error);
    if (error)
        failWriting(path, error.value());
}

// Fails before it changes anything if there is not enough space.
link::Descriptor openToOverwrite(const Target &target, off_t size)
{
    link::Descriptor file(::open(target.place.c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC));
    if (!file.isOpen())
        throwErrno();
    rlimit most{};
    if (::getrlimit(RLIMIT_FSIZE, &most) == 0 && static_cast<rlim_t>(size) > most.rlim_cur)
        throw std::system_error(EFBIG, std::generic_category());
    const int failed = ::fallocate(file.get(), FALLOC_FL_KEEP_SIZE, 0, size > 0 ? size : 1);
    if (failed != 0 && (errno == ENOSPC || errno == EDQUOT || errno == EFBIG))
        throwErrno();
    return file;
}

void finishOverwriting(link::Descriptor &file, off_t size)
{
    if (::ftruncate(file.get(), size) != 0 || ::fsync(file.get()) != 0 || !file.close())
        throwErrno();
}

void overwrite(const Target &target, std::string_view contents)
{
    const auto size = static_cast<off_t>(contents.size());
    link::Descriptor file = openToOverwrite(target, size);
    if (!link::writeAll(file.get(), contents))
        throwErrno();
    finishOverwriting(file, size);
}

void overwriteWithFile(const Target &target, const std::filesystem::path &made)
{
    const link::Descriptor source(::open(made.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat status
    { };
    if (!source.isOpen() || ::fstat(source.get(), &status) != 0)
        throwErrno();
    link::Descriptor file = openToOverwrite(target, status.st_size);
    std::array<char, 65536> buffer;
    for (;;) {
        const ssize_t count = ::read(source.get(), buffer.data(), buffer.size());
        if (count < 0 && errno != EINTR)
            throwErrno();
        if (count == 0)
            break;
        if (count > 0
            && !link::writeAll(file.get(), {buffer.data(), static_cast<std::size_t>(count)}))
            throwErrno();
    }
    finishOverwriting(file, status.st_size);
}

bool hasOtherLinks(const Target &target)
{
    struct stat status
    { };
    return ::stat(target.place.c_str(), &status) == 0 && status.st_nlink > 1;
}

// Replaces the file or, if that is not possible, overwrites it.
template <typename Replace, typename Overwrite>
void replaceOrOverwrite(const std::filesystem::path &path, const Target &target, Replace &&replace,
                        Overwrite &&overwrite)
{
    const bool exists = target.kind == Kind::File;
    // A rename would not check this.
    if (exists && ::faccessat(AT_FDCWD, target.place.c_str(), W_OK, AT_EACCESS) != 0)
        failWriting(path, errno);
    try {
        if (exists && hasOtherLinks(target))
            return overwrite();
        try {
            replace();
        } catch (const std::system_error &error) {
            if (!exists || !forbidsReplacing(error.code()))
                throw;
            overwrite();
        }
    } catch (const std::system_error &error) {
        failWriting(path, error.code().value());
    }
}

} // namespace

void writeFile(const std::filesystem::path &path, std::string_view contents,
               OutputStream::Patience patience)
{
    const Target target = targetOf(path);
    refuseUnlessWritable(path, target);
    if (target.isStream())
        return OutputStream(path, patience).write(contents, patience);
    if (target.kind == Kind::Nothing && !target.throughLink)
        makeFolderOf(path);
    replaceOrOverwrite(
        path, target,
        [&] {
            Replacement file(target.place);
            file.write(contents);
            file.place();
        },
        [&] { overwrite(target, contents); });
}

void placeFile(const std::filesystem::path &made, const std::filesystem::path &path)
{
    const Target target = targetOf(path);
    refuseUnlessWritable(path, target);
    if (target.isStream())
        failWriting(path, "it is not a regular file");
    replaceOrOverwrite(
        path, target, [&] { Replacement(made, target.place).place(); },
        [&] {
            overwriteWithFile(target, made);
            ::unlink(made.c_str());
        });
}

void checkWritable(const std::filesystem::path &path)
{
    const Target target = targetOf(path);
    refuseUnlessWritable(path, target);
    if (target.isStream()) {
        // Opening and closing a pipe would end its reader.
        if (::faccessat(AT_FDCWD, target.place.c_str(), W_OK, AT_EACCESS) != 0)
            failWriting(path, errno);
        return;
    }
    // Only trying detects full disks and read-only mounts.
    replaceOrOverwrite(
        path, target, [&] { Replacement file(target.place); },
        [&] {
            if (!link::Descriptor(::open(target.place.c_str(), O_WRONLY | O_CLOEXEC)).isOpen())
                throwErrno();
        });
}

} // namespace cownscope::lab
