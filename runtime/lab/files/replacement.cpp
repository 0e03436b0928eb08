// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/files/replacement.h"

#include "lab/files/file_error.h"
#include "link/descriptor.h"

#include <atomic>
#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstring>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

namespace cownscope::lab {

namespace {

std::filesystem::path folderOf(const std::filesystem::path &place)
{
    return place.has_parent_path() ? place.parent_path() : std::filesystem::path(".");
}

// Unique among processes and threads. Short, so that it is valid even beside a file whose name has
// the maximum length.
std::string temporaryName()
{
    static std::atomic<unsigned> count = 0;
    return ".cownscope-" + std::to_string(::getpid()) + '-' + std::to_string(++count) + ".tmp";
}

// If an attribute cannot be kept, the old file is not replaced.
[[noreturn]] void throwNotPermitted()
{
    throw std::system_error(EPERM, std::generic_category());
}

std::string attributeOf(const char *path, const char *name)
{
    std::string value(std::size_t(XATTR_SIZE_MAX), '\0');
    const ssize_t size = ::getxattr(path, name, value.data(), value.size());
    if (size < 0)
        throwNotPermitted();
    value.resize(static_cast<std::size_t>(size));
    return value;
}

// These include access control lists.
void copyAttributes(const char *from, int to)
{
    const ssize_t size = ::listxattr(from, nullptr, 0);
    if (size <= 0) // none, or not supported by the file system
        return;
    std::vector<char> names(static_cast<std::size_t>(size));
    const ssize_t got = ::listxattr(from, names.data(), names.size());
    for (ssize_t at = 0; at < got;) {
        const char *name = names.data() + at;
        at += static_cast<ssize_t>(std::strlen(name)) + 1;
        const std::string value = attributeOf(from, name);
        std::string present(value.size() + 1, '\0');
        const ssize_t length = ::fgetxattr(to, name, present.data(), present.size());
        const bool same =
            length >= 0 && present.substr(0, static_cast<std::size_t>(length)) == value;
        if (!same && ::fsetxattr(to, name, value.data(), value.size(), 0) != 0)
            throwNotPermitted();
    }
}

} // namespace

Replacement::Replacement(const std::filesystem::path &place)
    : m_place(place)
    , m_folder(::open(folderOf(place).c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC))
{
    if (!m_folder.isOpen())
        throwErrno();
    create();
    try {
        takeRights();
    } catch (...) {
        ::unlinkat(m_folder.get(), m_name.c_str(), 0);
        throw;
    }
}

Replacement::Replacement(const std::filesystem::path &made, const std::filesystem::path &place)
    : m_place(place)
    , m_folder(::open(folderOf(place).c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC))
    , m_made(made)
    , m_file(::open(made.c_str(), O_RDONLY | O_CLOEXEC))
{
    if (!m_folder.isOpen() || !m_file.isOpen())
        throwErrno();
    takeRights();
}

Replacement::~Replacement()
{
    if (!m_name.empty())
        ::unlinkat(m_folder.get(), m_name.c_str(), 0);
}

void Replacement::create()
{
    do {
        m_name = temporaryName();
        m_file =
            link::Descriptor(::openat(m_folder.get(), m_name.c_str(),
                                      O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666));
    } while (!m_file.isOpen() && errno == EEXIST); // left by another machine or a dead process
    if (!m_file.isOpen())
        throwErrno();
}

void Replacement::takeRights()
{
    struct stat old
    { };
    if (::lstat(m_place.c_str(), &old) != 0)
        return; // a new file keeps the default mode
    struct stat own
    { };
    if (::fstat(m_file.get(), &own) != 0)
        throwErrno();
    const bool sameOwner = own.st_uid == old.st_uid && own.st_gid == old.st_gid;
    if (!sameOwner && ::fchown(m_file.get(), old.st_uid, old.st_gid) != 0)
        throwErrno();
    if (::fchmod(m_file.get(), old.st_mode & 07777u) != 0)
        throwErrno();
    copyAttributes(m_place.c_str(), m_file.get());
}

void Replacement::write(std::string_view contents)
{
    if (!link::writeAll(m_file.get(), contents))
        throwErrno();
}

void Replacement::place()
{
    if (::fsync(m_file.get()) != 0 || !m_file.close())
        throwErrno();
    const bool isMade = m_name.empty();
    if (::renameat(isMade ? AT_FDCWD : m_folder.get(), isMade ? m_made.c_str() : m_name.c_str(),
                   m_folder.get(), m_place.filename().c_str())
        != 0)
        throwErrno();
    m_name.clear();
    // A rename is durable once the folder is synced. Not all file systems support this.
    const link::Descriptor folder(
        ::open(folderOf(m_place).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.isOpen())
        ::fsync(folder.get());
}

} // namespace cownscope::lab
