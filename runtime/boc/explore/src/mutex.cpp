// SPDX-License-Identifier: MIT
#include <boc/explore/mutex.h>

namespace boc::explore {

TimePoint steadyNow() noexcept
{
    if (Execution *execution = Execution::current())
        return TimePoint(std::chrono::nanoseconds(execution->now()));
    return std::chrono::steady_clock::now();
}

Mutex::~Mutex()
{
    if (Execution *execution = Execution::current(); execution && m_held)
        execution->fail("a mutex is destroyed while it is held");
}

void Mutex::lock()
{
    Execution *execution = Execution::current();
    if (!execution)
        return;
    execution->point();
    while (m_held)
        execution->block(this, "waits for a mutex");
    m_held = true;
    execution->clock().join(m_released);
    execution->note("locks", this);
}

bool Mutex::try_lock()
{
    Execution *execution = Execution::current();
    if (!execution)
        return true;
    execution->point();
    if (m_held)
        return false;
    m_held = true;
    execution->clock().join(m_released);
    execution->note("locks", this);
    return true;
}

void Mutex::unlock()
{
    Execution *execution = Execution::current();
    if (!execution)
        return;
    execution->tick();
    m_released = execution->clock();
    m_held = false;
    execution->note("unlocks", this);
    execution->changed();
    execution->wakeAll(this);
}

void ConditionVariable::notify_one()
{
    if (Execution *execution = Execution::current()) {
        execution->point();
        execution->note("notifies one", this);
        execution->wakeOne(this);
    }
}

void ConditionVariable::notify_all()
{
    if (Execution *execution = Execution::current()) {
        execution->point();
        execution->note("notifies all", this);
        execution->wakeAll(this);
    }
}

bool ConditionVariable::sleep(std::unique_lock<Mutex> &lock, Nanoseconds until)
{
    Execution *execution = Execution::current();
    if (!execution)
        return true;
    execution->point();
    bool woken = true;
    const bool spurious = execution->oddity(2) == 1;
    lock.unlock();
    if (!spurious)
        woken = execution->block(this, "waits on a condition variable", until);
    lock.lock();
    return woken;
}

} // namespace boc::explore
