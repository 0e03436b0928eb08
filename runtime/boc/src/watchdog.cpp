// SPDX-License-Identifier: MIT
#include "watchdog.h"

#include "runtime_context.h"
#include "threads.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace boc::detail {

Watchdog::Watchdog(const RuntimeContext &context, const PinnedQueue &queue, WatchdogOptions options)
    : m_context(context)
    , m_queue(queue)
    , m_options(std::move(options))
    , m_thread(startThread("boc watchdog", [this] { run(); }))
{ }

Watchdog::~Watchdog()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void Watchdog::run()
{
    using namespace std::chrono_literals;
    const std::chrono::nanoseconds threshold = m_options.threshold;
    const std::chrono::nanoseconds period = std::max<std::chrono::nanoseconds>(threshold / 4, 1ms);
    std::chrono::nanoseconds reportAt = threshold;
    std::unique_lock lock(m_mutex);
    while (!m_wake.wait_for(lock, period, [this] { return m_ending; })) {
        const PinnedQueueStatus status = m_queue.status();
        if (status.age < threshold) {
            reportAt = threshold;
        } else if (status.age >= reportAt) {
            reportAt = status.age + threshold;
            lock.unlock();
            m_context.callHook(m_options.onStarved, status);
            lock.lock();
        }
    }
}

} // namespace boc::detail
