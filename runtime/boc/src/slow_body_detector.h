// SPDX-License-Identifier: MIT
#pragma once

#include "running_body.h"

#include <boc/detail/sync.h>
#include <boc/slow_body.h>

#include <chrono>
#include <cstdint>
#include <vector>

namespace boc::detail {

class RuntimeContext;

/// Samples, on its own thread, what all threads of a runtime run; see SlowBodyOptions.
class SlowBodyDetector
{
public:
    /// `places`: the running bodies of the main thread and then of the workers; they must outlive
    /// this.
    SlowBodyDetector(const RuntimeContext &context, const std::vector<const RunningBody *> &places,
                     SlowBodyOptions options);
    ~SlowBodyDetector();
    SlowBodyDetector(const SlowBodyDetector &) = delete;
    SlowBodyDetector &operator=(const SlowBodyDetector &) = delete;

private:
    /// The last sample of one place.
    struct Watched
    {
        const RunningBody *place;
        std::uint64_t sequence = 0;
        std::chrono::steady_clock::time_point since{};
        std::chrono::nanoseconds reportAt{0};
    };

    void run();
    void check(Watched &watched, int worker) noexcept;

    const RuntimeContext &m_context;
    const SlowBodyOptions m_options;
    std::vector<Watched> m_watched;
    Mutex m_mutex;
    ConditionVariable m_wake;
    bool m_ending = false;
    Thread m_thread;
};

} // namespace boc::detail
