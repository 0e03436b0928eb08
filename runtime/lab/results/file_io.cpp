// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/results/file_io.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include "lab/results/result_error.h"
#include "link/descriptor.h"

namespace cownscope::lab {

namespace {

[[noreturn]] void fail(const char *verb, const std::filesystem::path &path, int error)
{
    throw ResultError(std::string("cannot ") + verb + ' ' + path.string() + ": "
                      + std::generic_category().message(error));
}

[[noreturn]] void failWriting(const std::filesystem::path &path, int error)
{
    fail("write", path, error);
}

// Beside the target, and no other writer's: neither another process's nor another thread's.
std::string temporaryName(const std::filesystem::path &target)
{
    static std::atomic<unsigned> count = 0;
    return target.string() + '.' + std::to_string(::getpid()) + '-' + std::to_string(++count)
        + ".tmp";
}

// The temporary file, removed unless it has taken its place.
class TemporaryFile
{
public:
    explicit TemporaryFile(const std::filesystem::path &target)
        : m_target(target)
        , m_name(temporaryName(target))
        , m_descriptor(
              ::open(m_name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666))
    {
        if (m_descriptor.get() < 0)
            failWriting(m_target, errno);
    }

    ~TemporaryFile()
    {
        if (!m_placed)
            ::unlink(m_name.c_str());
    }

    TemporaryFile(const TemporaryFile &) = delete;
    TemporaryFile &operator=(const TemporaryFile &) = delete;

    void write(std::string_view contents)
    {
        while (!contents.empty()) {
            const ssize_t written = ::write(m_descriptor.get(), contents.data(), contents.size());
            if (written < 0 && errno == EINTR)
                continue;
            if (written < 0)
                failWriting(m_target, errno);
            contents.remove_prefix(static_cast<std::size_t>(written));
        }
    }

    void place()
    {
        if (::fsync(m_descriptor.get()) != 0 || !m_descriptor.close()
            || ::rename(m_name.c_str(), m_target.c_str()) != 0)
            failWriting(m_target, errno);
        m_placed = true;
    }

private:
    std::filesystem::path m_target;
    std::string m_name;
    link::Descriptor m_descriptor;
    bool m_placed = false;
};

// A rename is on the disk when its folder is. Not every file system can do this.
void flushFolder(const std::filesystem::path &folder)
{
    const link::Descriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (descriptor.get() >= 0)
        ::fsync(descriptor.get());
}

} // namespace

void writeFileAtomically(const std::filesystem::path &path, std::string_view contents)
{
    std::error_code error;
    const auto folder = std::filesystem::absolute(path, error).parent_path();
    if (!error)
        std::filesystem::create_directories(folder, error);
    if (error)
        failWriting(path, error.value());

    TemporaryFile file(path);
    file.write(contents);
    file.place();
    flushFolder(folder);
}

std::string readFile(const std::filesystem::path &path, std::uint64_t mostBytes)
{
    const link::Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (descriptor.get() < 0)
        fail("read", path, errno);
    std::string contents;
    std::array<char, 65536> buffer;
    for (;;) {
        const ssize_t count = ::read(descriptor.get(), buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            fail("read", path, errno);
        if (count == 0)
            return contents;
        contents.append(buffer.data(), static_cast<std::size_t>(count));
        if (contents.size() > mostBytes)
            throw ResultError("cannot read " + path.string() + ": it is longer than "
                              + std::to_string(mostBytes >> 20)
                              + " MiB, the most that it may have");
    }
}

} // namespace cownscope::lab
