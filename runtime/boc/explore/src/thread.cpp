// SPDX-License-Identifier: MIT
#include <boc/explore/thread.h>

#include <stdexcept>

namespace boc::explore {

namespace {

/// Counts down to the thread that fails to start; 0: all start.
struct StartFailure
{
    unsigned in = 0;
    std::uint32_t epoch = 0;
};

StartFailure &startFailure() noexcept
{
    static StartFailure failure;
    return failure;
}

bool startFails(const Execution &execution) noexcept
{
    StartFailure &failure = startFailure();
    return failure.in != 0 && failure.epoch == execution.epoch() && --failure.in == 0;
}

} // namespace

ThreadId currentThread() noexcept
{
    Execution *execution = Execution::current();
    return execution ? ThreadId{execution->epoch(), execution->self()} : ThreadId{};
}

void yieldThread()
{
    if (Execution *execution = Execution::current())
        execution->yield();
}

void sleepFor(std::chrono::nanoseconds duration)
{
    if (Execution *execution = Execution::current())
        execution->block(execution, "sleeps", execution->now() + duration.count());
}

void failThreadStart(unsigned n)
{
    startFailure() = {n, Execution::current()->epoch()};
}

void Thread::start(std::function<void()> body)
{
    Execution *execution = Execution::current();
    if (!execution)
        throw std::logic_error("an exploring build starts threads only inside an execution");
    if (startFails(*execution))
        throw std::system_error(std::make_error_code(std::errc::resource_unavailable_try_again),
                                "a simulated failure to start a thread");
    m_index = execution->spawn(std::move(body));
    execution->point();
}

Thread &Thread::operator=(Thread &&other) noexcept
{
    if (joinable())
        Execution::current()->fail("a thread is overwritten before it is joined");
    m_index = std::exchange(other.m_index, 0);
    return *this;
}

Thread::~Thread()
{
    if (joinable())
        Execution::current()->fail("a thread is destroyed before it is joined");
}

void Thread::join()
{
    Execution::current()->join(std::exchange(m_index, 0));
}

} // namespace boc::explore
