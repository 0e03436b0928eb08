// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "boc_testing.h"

#include <cstddef>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

/// \file
/// What the cowns of random programs of handles hold, and who counts it.
namespace boctest {

class Value;
using ValueCown = boc::Cown<Value>;
using WeakHandle = boc::WeakCown<Value>;

/// A strong handle, and the number of the cown, 0 if that is not known. Values hold handles only of
/// greater numbers than their own, so that there are no cycles.
struct Handle
{
    ValueCown cown;
    std::size_t number;
};

/// What everybody shares.
class World
{
public:
    World(boc::Runtime &runtime, unsigned behaviors)
        : runtime(runtime)
        , m_behaviorsLeft(static_cast<int>(behaviors))
    { }

    std::size_t nextNumber() { return m_numbers.fetch_add(1); }
    bool mayScheduleAnother() { return m_behaviorsLeft.fetch_sub(1) > 0; }

    void expect(bool holds, const char *what)
    {
        if (holds)
            return;
        const std::lock_guard lock(m_mutex);
        m_wrong.emplace_back(what);
    }
    std::vector<std::string> takeWrong() { return std::move(m_wrong); }

    boc::Runtime &runtime;
    const ThreadId mainThread = currentThread();
    Atomic<int> alive{0};

private:
    Atomic<std::size_t> m_numbers{1};
    Atomic<int> m_behaviorsLeft;
    Mutex m_mutex;
    std::vector<std::string> m_wrong;
};

/// Counts itself, and knows whether it is alive.
class Value
{
public:
    Value(World &world, std::size_t itsNumber)
        : number(itsNumber)
        , m_world(&world)
    {
        ++world.alive;
    }
    Value(Value &&other) noexcept
        : number(other.number)
        , handles(std::move(other.handles))
        , weakHandles(std::move(other.weakHandles))
        , m_world(other.m_world)
    {
        ++m_world->alive;
    }
    Value &operator=(Value &&) = delete;
    ~Value()
    {
        m_world->expect(isAlive(), "a value was destroyed twice");
        m_mark = 0;
        --m_world->alive;
    }

    bool isAlive() const noexcept { return m_mark == aliveMark; }

    const std::size_t number;
    std::vector<Handle> handles;
    std::vector<WeakHandle> weakHandles;

private:
    static constexpr unsigned aliveMark = 0x600d600d;

    World *m_world;
    volatile unsigned m_mark = aliveMark;
};

} // namespace boctest
