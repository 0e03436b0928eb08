// SPDX-License-Identifier: MIT
#include "slow_body_detector.h"

#include "runtime_context.h"
#include "threads.h"

#include <algorithm>
#include <cstdio>
#include <mutex>
#include <string>
#include <utility>

namespace boc::detail {

namespace {

void printSlowBody(const SlowBody &body)
{
    const std::string where =
        body.worker < 0 ? "the main thread" : "worker " + std::to_string(body.worker);
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(body.duration).count();
    std::fprintf(stderr, "boc: a body has been running for %lld ms on %s: %s:%u\n",
                 static_cast<long long>(ms), where.c_str(), body.location.file,
                 static_cast<unsigned>(body.location.line));
}

SlowBodyOptions withDefault(SlowBodyOptions options)
{
    if (!options.onSlow)
        options.onSlow = printSlowBody;
    return options;
}

} // namespace

SlowBodyDetector::SlowBodyDetector(const RuntimeContext &context,
                                   const std::vector<const RunningBody *> &places,
                                   SlowBodyOptions options)
    : m_context(context)
    , m_options(withDefault(std::move(options)))
{
    for (const RunningBody *place : places)
        m_watched.push_back({place});
    m_thread = startThread("boc slow bodies", [this] { run(); });
}

SlowBodyDetector::~SlowBodyDetector()
{
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

void SlowBodyDetector::run()
{
    using namespace std::chrono_literals;
    const auto period = std::max<std::chrono::nanoseconds>(m_options.threshold / 4, 1ms);
    std::unique_lock lock(m_mutex);
    while (!m_wake.wait_for(lock, period, [this] { return m_ending; })) {
        lock.unlock();
        int worker = -1;
        for (Watched &watched : m_watched)
            check(watched, worker++);
        lock.lock();
    }
}

void SlowBodyDetector::check(Watched &watched, int worker) noexcept
{
    const std::optional<RunningBody::Sample> sample = watched.place->sample();
    if (!sample)
        return;
    const auto now = steadyNow();
    if (sample->sequence != watched.sequence) {
        watched.sequence = sample->sequence;
        watched.since = now;
        watched.reportAt = m_options.threshold;
        return;
    }
    const std::chrono::nanoseconds duration = now - watched.since;
    if (duration < watched.reportAt)
        return;
    while (watched.reportAt <= duration)
        watched.reportAt *= 2;
    m_context.callHook(m_options.onSlow, SlowBody{sample->location, worker, duration});
}

} // namespace boc::detail
