// SPDX-License-Identifier: MIT
#include "deadline.h"
#include "scheduler.h"

#include <boc/detail/thread_context.h>
#include <boc/errors.h>
#include <boc/runtime.h>

#include <chrono>
#include <cstdio>
#include <utility>

namespace boc {

Runtime::Runtime(RuntimeOptions options)
    : m_scheduler(std::make_unique<detail::Scheduler>(*this, std::move(options)))
{ }

Runtime::~Runtime()
{
    if (m_scheduler->context().isForked()) {
        detail::leaveToParent(std::move(m_scheduler));
        return;
    }
    if (!m_scheduler->context().onMainThread()) {
        std::fputs("boc: a runtime must be destroyed on the thread that made it\n", stderr);
        std::terminate();
    }
    try {
        wait();
    } catch (const UsageError &error) {
        std::fprintf(stderr, "boc: a runtime must not be destroyed here: %s\n", error.what());
        std::terminate();
    }
}

PumpResult Runtime::pump(const PumpOptions &options)
{
    return m_scheduler->mainLoop().pump(options);
}

bool Runtime::quiesce(std::optional<std::chrono::nanoseconds> timeout)
{
    m_scheduler->context().requireOutside("quiesce");
    return m_scheduler->inFlight().awaitQuiescence(detail::deadlineAfter(timeout));
}

bool Runtime::waitForRoom(std::uint64_t limit, std::optional<std::chrono::nanoseconds> timeout)
{
    m_scheduler->context().requireOutside("waitForRoom");
    return m_scheduler->inFlight().awaitRoom(limit, detail::deadlineAfter(timeout));
}

bool Runtime::wait(std::optional<std::chrono::nanoseconds> timeout)
{
    m_scheduler->context().requireEnding("wait", "may end it; use quiesce elsewhere");
    if (m_scheduler->workers().joined())
        return true;
    if (!m_scheduler->inFlight().awaitEnd(detail::deadlineAfter(timeout)))
        return false;
    m_scheduler->stop();
    return true;
}

void Runtime::requestStop() noexcept
{
    m_scheduler->requestStop();
}

StopReport Runtime::stop()
{
    return m_scheduler->stop();
}

bool Runtime::stopped() const noexcept
{
    return m_scheduler->context().flags().stopping();
}

Statistics Runtime::statistics() const
{
    return m_scheduler->statistics();
}

PinnedQueueStatus Runtime::pinnedQueue() const
{
    return m_scheduler->mainLoop().queueStatus();
}

Noticeboard &Runtime::noticeboard() noexcept
{
    return m_scheduler->noticeboard();
}

const Noticeboard &Runtime::noticeboard() const noexcept
{
    return m_scheduler->noticeboard();
}

Messages &Runtime::messages() noexcept
{
    return m_scheduler->messages();
}

unsigned Runtime::workers() const noexcept
{
    return m_scheduler->workers().count();
}

std::uint64_t Runtime::inFlight() const noexcept
{
    return m_scheduler->inFlight().count();
}

Runtime *Runtime::current() noexcept
{
    detail::Scheduler *scheduler = detail::threadContext().scheduler;
    return scheduler ? &scheduler->runtime() : nullptr;
}

} // namespace boc
