// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <stdexcept>
#include <type_traits>

namespace cownscope::workloads {

/// Bytes are no frame. what() is a clause to append to the name of the sender.
class FrameError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

/// Arrays begin at multiples of this, from the beginning of the frame.
inline constexpr std::size_t frameAlignment = 64;

/// Writes the values of a frame one after the other, for another process of the same program.
/// Without memory, it only counts the bytes.
class FrameWriter
{
public:
    FrameWriter() = default;
    /// The memory must have room for everything, as counted before.
    explicit FrameWriter(std::span<std::byte> memory)
        : m_memory(memory)
    { }

    template <class T>
    void value(const T &value)
    {
        static_assert(std::is_trivially_copyable_v<T>);
        write(&value, sizeof value);
    }

    /// The number of elements, and then the elements.
    template <class T>
    void array(std::span<const T> elements)
    {
        static_assert(std::is_trivially_copyable_v<T>);
        value(std::uint64_t{elements.size()});
        m_bytes = (m_bytes + frameAlignment - 1) / frameAlignment * frameAlignment;
        write(elements.data(), elements.size_bytes());
    }

    std::size_t bytes() const { return m_bytes; } // written or counted so far

private:
    void write(const void *from, std::size_t count)
    {
        if (!m_memory.empty() && count > 0)
            std::memcpy(m_memory.subspan(m_bytes, count).data(), from, count);
        m_bytes += count;
    }

    std::span<std::byte> m_memory;
    std::size_t m_bytes = 0;
};

/// The number of bytes that a function writes with the given writer.
template <class Write>
std::size_t countBytes(const Write &write)
{
    FrameWriter counter;
    write(counter);
    return counter.bytes();
}

/// Reads what FrameWriter has written. The bytes may be in memory that another process changes at
/// any time, so every value is copied once; the caller checks the copy. Throws FrameError if the
/// bytes end too early.
class FrameReader
{
public:
    explicit FrameReader(std::span<const std::byte> memory)
        : m_memory(memory)
    { }

    /// For types without invalid values; others are read as numbers.
    template <class T>
    T value()
    {
        static_assert(std::is_trivially_copyable_v<T> && !std::is_enum_v<T>);
        T value;
        std::memcpy(&value, take(sizeof value), sizeof value);
        std::atomic_signal_fence(std::memory_order_seq_cst); // not read again
        return value;
    }

    /// Refers to the elements where they are, which must be at most so many.
    template <class T>
    std::span<const T> array(std::size_t most)
    {
        static_assert(std::is_trivially_copyable_v<T> && alignof(T) <= frameAlignment);
        const auto count = value<std::uint64_t>();
        if (count > most)
            throw FrameError("sent a frame with too many elements");
        skipTo((m_read + frameAlignment - 1) / frameAlignment * frameAlignment);
        const void *const elements = take(static_cast<std::size_t>(count) * sizeof(T));
        return {static_cast<const T *>(elements), static_cast<std::size_t>(count)};
    }

private:
    void skipTo(std::size_t position)
    {
        if (position > m_memory.size())
            throw FrameError("sent a frame that is not complete");
        m_read = position;
    }

    const std::byte *take(std::size_t count)
    {
        if (count > m_memory.size() - m_read)
            throw FrameError("sent a frame that is not complete");
        const std::byte *const at = m_memory.data() + m_read;
        m_read += count;
        return at;
    }

    std::span<const std::byte> m_memory;
    std::size_t m_read = 0;
};

} // namespace cownscope::workloads
