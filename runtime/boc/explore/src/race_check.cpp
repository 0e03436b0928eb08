// SPDX-License-Identifier: MIT
#include <boc/explore/race_check.h>

namespace boc::explore {

Execution *RaceCheck::enter() const noexcept
{
    Execution *execution = Execution::current();
    if (execution && m_epoch != execution->epoch()) {
        m_epoch = execution->epoch();
        m_reads = {};
        m_writeTime = 0;
    }
    return execution;
}

void RaceCheck::reads() const
{
    Execution *execution = enter();
    if (!execution)
        return;
    if (m_writeTime != 0 && !execution->clock().covers(m_writer, m_writeTime))
        execution->fail("data race: a read that is not ordered with a write before it, by thread "
                        + std::to_string(m_writer));
    m_reads[execution->self()] = execution->tick();
}

void RaceCheck::writes() const
{
    Execution *execution = enter();
    if (!execution)
        return;
    if (m_writeTime != 0 && !execution->clock().covers(m_writer, m_writeTime))
        execution->fail("data race: a write that is not ordered with a write before it, by thread "
                        + std::to_string(m_writer));
    for (unsigned i = 0; i < maxThreads; ++i) {
        if (m_reads[i] != 0 && !execution->clock().covers(i, m_reads[i]))
            execution->fail("data race: a write that is not ordered with a read before it, by "
                            "thread "
                            + std::to_string(i));
    }
    m_writer = execution->self();
    m_writeTime = execution->tick();
}

SharedOwners::~SharedOwners()
{
    if (Execution *execution = Execution::current())
        execution->joinAll();
}

} // namespace boc::explore
