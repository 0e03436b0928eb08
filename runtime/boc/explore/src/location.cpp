// SPDX-License-Identifier: MIT
#include <boc/explore/location.h>

#include <string>

namespace boc::explore {

namespace {

bool acquires(std::memory_order order) noexcept
{
    return order == std::memory_order_acquire || order == std::memory_order_acq_rel
        || order == std::memory_order_seq_cst || order == std::memory_order_consume;
}

bool releases(std::memory_order order) noexcept
{
    return order == std::memory_order_release || order == std::memory_order_acq_rel
        || order == std::memory_order_seq_cst;
}

} // namespace

Location::Location(std::uint64_t value) noexcept
    : m_value(value)
{
    if (Execution *execution = Execution::current()) {
        m_birthEpoch = execution->epoch();
        m_birthThread = static_cast<std::uint8_t>(execution->self());
        m_birthTime = execution->tick();
    }
}

Location::~Location()
{
    m_alive = 0;
    Execution *const execution = Execution::current();
    if (!execution || m_epoch != execution->epoch())
        return;
    for (unsigned i = 0; i < maxThreads; ++i) {
        if (m_touched[i] != 0 && !execution->clock().covers(i, m_touched[i]))
            execution->fail(
                "the destruction of an atomic is not ordered with its last use by thread "
                + std::to_string(i));
    }
}

/// Prepares an operation; null outside executions.
Execution *Location::enter(bool point) const
{
    Execution *execution = Execution::current();
    if (!execution)
        return nullptr;
    if (point)
        execution->point();
    if (m_alive != 0xA5)
        execution->fail("an atomic is used after its destruction");
    const bool bornHere = m_birthEpoch == execution->epoch();
    if (m_epoch != execution->epoch()) {
        m_epoch = execution->epoch();
        m_stores.clear();
        m_touched = {};
        m_stores.reserve(historyLength + 1);
        Store &first = m_stores.emplace_back();
        first.value = m_value;
        m_writer = maxThreads;
        if (bornHere) {
            first.seen[m_birthThread] = m_birthTime;
            m_writer = m_birthThread;
        }
    }
    if (bornHere && !execution->clock().covers(m_birthThread, m_birthTime))
        execution->fail("the construction of an atomic does not happen before its use");
    return execution;
}

/// Only the running thread has ever stored here, so it can load only the last value.
bool Location::onlyMine(const Execution &execution) const noexcept
{
    return m_epoch == execution.epoch() && m_writer == execution.self();
}

/// True if the running thread cannot see anything older than this store.
bool Location::passed(const Store &store, Execution &execution) const noexcept
{
    const VectorClock &clock = execution.clock();
    for (unsigned i = 0; i < execution.threadCount(); ++i) {
        if (store.seen[i] != 0 && clock.covers(i, store.seen[i]))
            return true;
    }
    return false;
}

const Location::Store &Location::choose(Execution &execution, Order order) const
{
    std::size_t oldest = m_stores.size() - 1;
    while (oldest > 0 && !passed(m_stores[oldest], execution)
           && !(order == std::memory_order_seq_cst && m_stores[oldest].sequential))
        --oldest;
    const std::size_t n = m_stores.size() - oldest;
    return m_stores[m_stores.size() - 1 - execution.oddity(static_cast<unsigned>(n))];
}

void Location::see(const Store &store, Execution &execution, Order order) const
{
    const Time time = execution.tick();
    m_touched[execution.self()] = time;
    Time &seen = const_cast<Store &>(store).seen[execution.self()];
    if (seen == 0)
        seen = time;
    if (acquires(order))
        execution.clock().join(store.released);
}

void Location::append(std::uint64_t value, Execution &execution, Order order, bool update)
{
    const Time time = execution.tick();
    m_touched[execution.self()] = time;
    Store store;
    store.value = value;
    if (update)
        store.released = m_stores.back().released;
    if (releases(order))
        store.released.join(execution.clock());
    store.seen[execution.self()] = time;
    store.sequential = order == std::memory_order_seq_cst;
    if (m_stores.size() == historyLength)
        m_stores.erase(m_stores.begin());
    m_stores.push_back(store);
    m_value = value;
    if (m_writer != execution.self())
        m_writer = maxThreads;
    execution.changed();
}

std::uint64_t Location::load(Order order) const
{
    Execution *execution = Execution::current();
    if (!execution)
        return m_value;
    if (order == std::memory_order_relaxed && onlyMine(*execution))
        return m_value;
    enter(true);
    const Store &store = choose(*execution, order);
    see(store, *execution, order);
    execution->note("loads", this, store.value);
    return store.value;
}

void Location::store(std::uint64_t value, Order order)
{
    // No switch point before a relaxed store: other threads may still see the previous store
    // anyway.
    Execution *execution = enter(order != std::memory_order_relaxed);
    if (!execution) {
        m_value = value;
        return;
    }
    append(value, *execution, order, false);
    execution->note("stores", this, value);
}

std::uint64_t Location::beginUpdate(Order order)
{
    Execution *execution = enter(true);
    if (!execution)
        return m_value;
    see(m_stores.back(), *execution, order);
    return m_value;
}

void Location::endUpdate(std::uint64_t value, Order order)
{
    Execution *execution = Execution::current();
    if (!execution) {
        m_value = value;
        return;
    }
    append(value, *execution, order, true);
    execution->note("updates", this, value);
}

bool Location::compareExchange(std::uint64_t &expected, std::uint64_t desired, Order success,
                               Order failure, bool weak)
{
    Execution *execution = enter(true);
    if (!execution) {
        if (m_value != expected) {
            expected = m_value;
            return false;
        }
        m_value = desired;
        return true;
    }
    const Store *store = &choose(*execution, failure);
    if (store->value == expected)
        store = &m_stores.back(); // a successful exchange reads the last store
    if (store->value == expected && !(weak && execution->oddity(2) == 1)) {
        see(*store, *execution, success);
        append(desired, *execution, success, true);
        execution->note("exchanges", this, desired);
        return true;
    }
    see(*store, *execution, failure);
    expected = store->value;
    execution->note("fails to exchange", this, expected);
    return false;
}

void Location::wait(std::uint64_t old, Order order) const
{
    while (load(order) == old) {
        Execution *execution = Execution::current();
        if (!execution)
            return;
        if (m_value == old)
            execution->block(this, "waits on an atomic");
    }
}

void Location::notifyOne() const
{
    if (Execution *execution = enter(true)) {
        m_touched[execution->self()] = execution->tick();
        execution->note("notifies one", this);
        execution->wakeOne(this);
    }
}

void Location::notifyAll() const
{
    if (Execution *execution = enter(true)) {
        m_touched[execution->self()] = execution->tick();
        execution->note("notifies all", this);
        execution->wakeAll(this);
    }
}

} // namespace boc::explore
