// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace cownscope::link {

// How one producer and one consumer share a ring of bytes without a lock. The ring has the two
// words below and `capacity` bytes of memory, which both sides map twice in a row, so that every
// record is contiguous.
//
// | word    | writer   | meaning                                                     |
// |---------|----------|-------------------------------------------------------------|
// | written | producer | number of bytes written so far; never reset                 |
// | read    | consumer | number of bytes read so far; never reset, at most `written` |
//
// Invariant: the bytes from `read` to `written` belong to the consumer, all others to the producer.
// Each side checks the other one's word before it uses it.
template <template <class> class Atomic>
struct RingWords
{
    alignas(64) Atomic<std::uint64_t> written{0};
    alignas(64) Atomic<std::uint64_t> read{0};
};

// The producer's side; used by one thread.
template <template <class> class Atomic>
class RingProducer
{
public:
    RingProducer(RingWords<Atomic> &words, std::size_t capacity)
        : m_words(&words)
        , m_capacity(capacity)
    { }

    // The offset in the ring of so many bytes that belong to the producer, if there are as many.
    // Empty also if the consumer's word makes no sense.
    std::optional<std::size_t> reserve(std::size_t bytes)
    {
        if (bytes > m_capacity)
            return {};
        if (bytes > m_capacity - (m_written - m_read)) {
            // Pairs with the store in RingConsumer::release(): the consumer reads nothing of these
            // bytes afterwards. Sequentially consistent for a sleeping producer (see WaitSide).
            const std::uint64_t read = m_words->read.load(std::memory_order_seq_cst);
            if (read < m_read || read > m_written)
                return {};
            m_read = read;
            if (bytes > m_capacity - (m_written - m_read))
                return {};
        }
        return static_cast<std::size_t>(m_written % m_capacity);
    }

    // Hands over the first bytes of the reserved ones.
    void publish(std::size_t bytes)
    {
        m_written += bytes;
        // Release for the reader: pairs with the load in RingConsumer::available(). Sequentially
        // consistent for a sleeping consumer (see WakeSide).
        m_words->written.store(m_written, std::memory_order_seq_cst);
    }

private:
    RingWords<Atomic> *m_words;
    std::size_t m_capacity;
    std::uint64_t m_written = 0;
    std::uint64_t m_read = 0; // as seen last
};

// The consumer's side; used by one thread.
template <template <class> class Atomic>
class RingConsumer
{
public:
    RingConsumer(RingWords<Atomic> &words, std::size_t capacity)
        : m_words(&words)
        , m_capacity(capacity)
    { }

    // Number of bytes that can be read, from offset(). Empty if the producer's word makes no sense.
    std::optional<std::size_t> available()
    {
        // Sequentially consistent for a sleeping consumer (see WaitSide).
        const std::uint64_t written = m_words->written.load(std::memory_order_seq_cst);
        if (written < m_read || written - m_read > m_capacity)
            return {};
        return static_cast<std::size_t>(written - m_read);
    }

    std::size_t offset() const { return static_cast<std::size_t>(m_read % m_capacity); }

    // Gives so many of the available bytes back.
    void release(std::size_t bytes)
    {
        m_read += bytes;
        // Pairs with the load in RingProducer::reserve(). Sequentially consistent for a sleeping
        // producer (see WakeSide).
        m_words->read.store(m_read, std::memory_order_seq_cst);
    }

private:
    RingWords<Atomic> *m_words;
    std::size_t m_capacity;
    std::uint64_t m_read = 0;
};

} // namespace cownscope::link
