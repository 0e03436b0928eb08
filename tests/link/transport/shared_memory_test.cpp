// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/transport/shared_memory.h"
#include "link/transport/transport_error.h"

#include <gtest/gtest.h>

#include <cstring>

#include <fcntl.h>
#include <sys/mman.h>

using namespace cownscope::link;

namespace {

constexpr std::size_t page = 4096;

Descriptor memory(std::size_t bytes, int seals)
{
    Descriptor descriptor(::memfd_create("test", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    EXPECT_EQ(::ftruncate(descriptor.get(), static_cast<off_t>(bytes)), 0);
    EXPECT_EQ(::fcntl(descriptor.get(), F_ADD_SEALS, seals), 0);
    return descriptor;
}

TEST(SharedMemory, IsZeroedAndKeepsItsSize)
{
    const SharedMemory shared("test", 3 * page);
    const Mapping writable(shared, Mapping::Access::ReadAndWrite);
    const Mapping readable(shared, Mapping::Access::Read);
    EXPECT_EQ(readable.data()[3 * page - 1], std::byte{0});
    writable.data()[3 * page - 1] = std::byte{7};
    EXPECT_EQ(readable.data()[3 * page - 1], std::byte{7});
    EXPECT_NE(::ftruncate(shared.descriptor(), page), 0);
    EXPECT_NE(::ftruncate(shared.descriptor(), 4 * page), 0);
}

TEST(SharedMemory, CanBeMappedTwiceInARow)
{
    const SharedMemory shared("test", page);
    const Mapping mapping(shared, Mapping::Access::ReadAndWrite, 2);
    std::memcpy(mapping.data() + page - 2, "abcd", 4);
    EXPECT_EQ(std::memcmp(mapping.data(), "cd", 2), 0);
    EXPECT_EQ(std::memcmp(mapping.data() + 2 * page - 2, "ab", 2), 0);
}

TEST(SharedMemoryDeathTest, CannotBeWrittenThroughAReadableMapping)
{
    const SharedMemory shared("test", page);
    const Mapping readable(shared, Mapping::Access::Read);
    EXPECT_DEATH(*const_cast<volatile std::byte *>(readable.data()) = std::byte{1}, "");
}

TEST(SharedMemory, OfAnotherProcessMustBeSealedAndOfItsSize)
{
    EXPECT_NO_THROW(SharedMemory(memory(page, F_SEAL_SHRINK | F_SEAL_GROW), page));
    EXPECT_THROW(SharedMemory(memory(page, F_SEAL_SHRINK | F_SEAL_GROW), 2 * page), TransportError);
    EXPECT_THROW(SharedMemory(memory(2 * page, F_SEAL_SHRINK | F_SEAL_GROW), page), TransportError);
    EXPECT_THROW(SharedMemory(memory(page, F_SEAL_SHRINK), page), TransportError);
    EXPECT_THROW(SharedMemory(memory(page, F_SEAL_GROW), page), TransportError);
    EXPECT_THROW(SharedMemory(Descriptor(::open("/dev/null", O_RDWR | O_CLOEXEC)), page),
                 TransportError);
}

} // namespace
