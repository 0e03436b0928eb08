// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/transport/shared_memory.h"

#include "link/transport/available_memory.h"
#include "link/transport/transport_error.h"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

// Since Linux 5.14; older kernels refuse it.
#ifndef MADV_POPULATE_READ
#define MADV_POPULATE_READ 22
#define MADV_POPULATE_WRITE 23
#endif

namespace cownscope::link {

namespace {

constexpr int sealsOfTheSize = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL;

[[noreturn]] void fail(int error, std::size_t bytes)
{
    constexpr std::size_t mebibyte = 1024 * 1024;
    const std::string size = bytes < mebibyte ? std::to_string(bytes / 1024) + " KiB"
                                              : std::to_string(bytes / mebibyte) + " MiB";
    throw std::system_error(error, std::generic_category(),
                            "cannot have " + size + " of shared memory");
}

} // namespace

std::size_t SharedMemory::wholePages(std::size_t bytes)
{
    static const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
    return (bytes + page - 1) / page * page;
}

SharedMemory::SharedMemory(const char *name, std::size_t bytes)
    : m_descriptor(::memfd_create(name, MFD_CLOEXEC | MFD_ALLOW_SEALING))
    , m_bytes(bytes)
{
    if (!m_descriptor.isOpen())
        fail(errno, bytes);
    // The kernel does not refuse memory that it does not have: it ends a process, perhaps this one.
    static MemoryAllowance allowance;
    if (!allowance.allows(bytes))
        fail(ENOMEM, bytes);
    // All pages now; a later first access without memory would be SIGBUS.
    int failed = 0;
    do
        failed = ::posix_fallocate(m_descriptor.get(), 0, static_cast<off_t>(bytes));
    while (failed == EINTR);
    if (failed != 0)
        fail(failed, bytes);
    if (::fcntl(m_descriptor.get(), F_ADD_SEALS, sealsOfTheSize) != 0)
        fail(errno, bytes);
}

SharedMemory::SharedMemory(Descriptor descriptor, std::size_t bytes)
    : m_descriptor(std::move(descriptor))
    , m_bytes(bytes)
{
    // The seals first: without them the size could change between the two checks.
    const int seals = ::fcntl(m_descriptor.get(), F_GET_SEALS);
    constexpr int needed = F_SEAL_SHRINK | F_SEAL_GROW;
    if (seals < 0 || (seals & needed) != needed)
        throw TransportError("sent memory whose size is not sealed");
    struct stat status
    { };
    if (::fstat(m_descriptor.get(), &status) != 0 || status.st_size < 0
        || static_cast<std::size_t>(status.st_size) != bytes)
        throw TransportError("sent memory of another size than it says");
}

Mapping::Mapping(const SharedMemory &memory, Access access, std::size_t copies)
    : m_data(nullptr)
    , m_bytes(memory.bytes() * copies)
{
    // Reserves the addresses for all copies.
    void *const place =
        ::mmap(nullptr, m_bytes, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (place == MAP_FAILED)
        fail(errno, m_bytes);
    m_data = static_cast<std::byte *>(place);
    const bool writes = access == Access::ReadAndWrite;
    for (std::size_t copy = 0; copy < copies; ++copy) {
        std::byte *const part = m_data + copy * memory.bytes();
        const bool isMapped = ::mmap(part, memory.bytes(), PROT_READ | (writes ? PROT_WRITE : 0),
                                     MAP_SHARED | MAP_FIXED, memory.descriptor(), 0)
            != MAP_FAILED;
        // An older kernel does not know it (EINVAL). The memory is present anyway.
        if (!isMapped
            || (::madvise(part, memory.bytes(), writes ? MADV_POPULATE_WRITE : MADV_POPULATE_READ)
                    != 0
                && errno != EINVAL)) {
            const int error = errno;
            ::munmap(m_data, m_bytes);
            fail(error, memory.bytes());
        }
    }
}

Mapping::~Mapping()
{
    ::munmap(m_data, m_bytes);
}

} // namespace cownscope::link
