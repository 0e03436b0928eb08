// SPDX-License-Identifier: MIT
#pragma once

#include <boc/detail/counter.h>
#include <boc/detail/sync.h>
#include <boc/slow_body.h>

#include <atomic>
#include <cstdint>
#include <optional>

namespace boc::detail {

/// The body that one thread is running, for another thread to sample.
///
/// | operation  | who                | order                                                      |
/// |------------|--------------------|------------------------------------------------------------|
/// | begin, end | the running thread | release stores, pair with the acquire loads in sample      |
/// | sample     | the detector       | acquire loads: sequence, place, sequence again             |
///
/// Invariant: m_sequence is odd exactly while a body runs, and differs for each run. A sample that
/// reads the same odd sequence twice has read the location of that run: if it had read part of a
/// later one, the end of this run would have happened before, and the second load would have seen
/// another sequence.
class alignas(cacheLineSize) RunningBody
{
public:
    struct Sample
    {
        std::uint64_t sequence;
        SourceLocation location;
    };

    void begin(const SourceLocation &location) noexcept
    {
        m_file.store(location.file, std::memory_order_release);
        m_line.store(location.line, std::memory_order_release);
        m_sequence.addRelease();
    }

    void end() noexcept { m_sequence.addRelease(); }

    /// Empty if no body runs.
    std::optional<Sample> sample() const noexcept
    {
        const std::uint64_t sequence = m_sequence.valueAcquire();
        const SourceLocation location{m_file.load(std::memory_order_acquire),
                                      m_line.load(std::memory_order_acquire)};
        if (sequence % 2 == 0 || m_sequence.valueAcquire() != sequence)
            return {};
        return Sample{sequence, location};
    }

private:
    Counter m_sequence;
    Atomic<const char *> m_file{nullptr};
    Atomic<std::uint32_t> m_line{0};
};

} // namespace boc::detail
