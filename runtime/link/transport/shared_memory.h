// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/descriptor.h"

#include <cstddef>
#include <span>

namespace cownscope::link {

// Memory without a name that processes share through its descriptor (memfd_create). Its size is
// sealed: no process can change it, so that an access inside the mapping never raises SIGBUS.
class SharedMemory
{
public:
    // Makes zeroed memory of a whole number of pages, all of it present: a machine without so much
    // memory is an error here and not later. `name` is for people who look into /proc. Throws
    // std::system_error.
    SharedMemory(const char *name, std::size_t bytes);
    // Memory that another process made. Throws TransportError if its size is not sealed, or if it
    // has not this size.
    SharedMemory(Descriptor descriptor, std::size_t bytes);

    int descriptor() const { return m_descriptor.get(); }
    std::size_t bytes() const { return m_bytes; }
    void close() { m_descriptor.close(); } // mappings stay

    static std::size_t wholePages(std::size_t bytes); // the next multiple of the page size

private:
    Descriptor m_descriptor;
    std::size_t m_bytes;
};

// A mapping of shared memory; ends with this object. It outlives the SharedMemory and the other
// processes.
class Mapping
{
public:
    enum class Access { Read, ReadAndWrite };

    // Maps everything, and again behind itself as often as `copies` says. The page tables are
    // filled at once. Throws std::system_error.
    Mapping(const SharedMemory &memory, Access access, std::size_t copies = 1);
    ~Mapping();
    Mapping(const Mapping &) = delete;
    Mapping &operator=(const Mapping &) = delete;

    std::byte *data() const { return m_data; }

private:
    std::byte *m_data;
    std::size_t m_bytes;
};

} // namespace cownscope::link
