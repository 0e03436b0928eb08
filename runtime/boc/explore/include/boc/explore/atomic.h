// SPDX-License-Identifier: MIT
#pragma once

#include <boc/explore/location.h>
#include <boc/explore/weakening.h>

#include <atomic>
#include <cstring>
#include <type_traits>

namespace boc::explore {

/// Replaces std::atomic: the same operations, each a step of the current execution. Outside an
/// execution it is a plain value for one thread.
template <class T>
class Atomic
{
    static_assert(std::is_trivially_copyable_v<T> && sizeof(T) <= sizeof(std::uint64_t));
    using Order = std::memory_order;
    using Where = Place;

public:
    using value_type = T;

    Atomic() noexcept
        : Atomic(T{})
    { }
    Atomic(T value) noexcept
        : m_location(encode(value))
    { }
    Atomic(const Atomic &) = delete;
    Atomic &operator=(const Atomic &) = delete;

    T load(Order order = Order::seq_cst, Where where = Where::current()) const
    {
        return decode(m_location.load(orderAt(order, "load", where)));
    }
    void store(T value, Order order = Order::seq_cst, Where where = Where::current())
    {
        m_location.store(encode(value), orderAt(order, "store", where));
    }
    operator T() const { return load(); }
    T operator=(T value)
    {
        store(value);
        return value;
    }

    T exchange(T value, Order order = Order::seq_cst, Where where = Where::current())
    {
        return fetch([value](T) { return value; }, order, where);
    }

    bool compare_exchange_strong(T &expected, T desired, Order success, Order failure,
                                 Where where = Where::current())
    {
        return compareExchange(expected, desired, success, failure, false, where);
    }
    bool compare_exchange_strong(T &expected, T desired, Order order = Order::seq_cst,
                                 Where where = Where::current())
    {
        return compareExchange(expected, desired, order, onFailure(order), false, where);
    }
    bool compare_exchange_weak(T &expected, T desired, Order success, Order failure,
                               Where where = Where::current())
    {
        return compareExchange(expected, desired, success, failure, true, where);
    }
    bool compare_exchange_weak(T &expected, T desired, Order order = Order::seq_cst,
                               Where where = Where::current())
    {
        return compareExchange(expected, desired, order, onFailure(order), true, where);
    }

    T fetch_add(T n, Order order = Order::seq_cst, Where where = Where::current())
    {
        return fetch([n](T value) { return static_cast<T>(value + n); }, order, where);
    }
    T fetch_sub(T n, Order order = Order::seq_cst, Where where = Where::current())
    {
        return fetch([n](T value) { return static_cast<T>(value - n); }, order, where);
    }
    T fetch_or(T n, Order order = Order::seq_cst, Where where = Where::current())
    {
        return fetch([n](T value) { return static_cast<T>(value | n); }, order, where);
    }
    T fetch_and(T n, Order order = Order::seq_cst, Where where = Where::current())
    {
        return fetch([n](T value) { return static_cast<T>(value & n); }, order, where);
    }
    T operator++() { return static_cast<T>(fetch_add(1) + 1); }
    T operator++(int) { return fetch_add(1); }
    T operator--() { return static_cast<T>(fetch_sub(1) - 1); }
    T operator--(int) { return fetch_sub(1); }
    T operator+=(T n) { return static_cast<T>(fetch_add(n) + n); }
    T operator-=(T n) { return static_cast<T>(fetch_sub(n) - n); }

    void wait(T old, Order order = Order::seq_cst, Where where = Where::current()) const
    {
        m_location.wait(encode(old), orderAt(order, "wait", where));
    }
    void notify_one() const { m_location.notifyOne(); }
    void notify_all() const { m_location.notifyAll(); }

private:
    static constexpr Order onFailure(Order order) noexcept
    {
        if (order == Order::acq_rel)
            return Order::acquire;
        return order == Order::release ? Order::relaxed : order;
    }

    static std::uint64_t encode(T value) noexcept
    {
        std::uint64_t bits = 0;
        std::memcpy(&bits, &value, sizeof value);
        return bits;
    }
    static T decode(std::uint64_t bits) noexcept
    {
        T value;
        std::memcpy(static_cast<void *>(&value), &bits, sizeof value);
        return value;
    }

    template <class Change>
    T fetch(Change change, Order order, const Where &where)
    {
        return decode(
            m_location.update([&](std::uint64_t bits) { return encode(change(decode(bits))); },
                              orderAt(order, "update", where)));
    }

    bool compareExchange(T &expected, T desired, Order success, Order failure, bool weak,
                         const Where &where)
    {
        std::uint64_t bits = encode(expected);
        if (m_location.compareExchange(bits, encode(desired), orderAt(success, "success", where),
                                       orderAt(failure, "failure", where), weak))
            return true;
        expected = decode(bits);
        return false;
    }

    Location m_location;
};

} // namespace boc::explore
