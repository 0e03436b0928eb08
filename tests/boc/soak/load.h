// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "boc_testing.h"
#include "random/program.h"

#include <cstdint>
#include <string>
#include <vector>

namespace boctest {

/// A cown's value that counts its instances.
struct Counted
{
    static inline Atomic<std::int64_t> alive{0};

    explicit Counted(int v = 0) noexcept
        : value(v)
    {
        ++alive;
    }
    Counted(const Counted &) = delete;
    Counted &operator=(const Counted &) = delete;
    ~Counted() { --alive; }

    int value;
};

/// Random work for one runtime, on its main thread. Each of these schedules, and most wait, and
/// checks what comes out; nothing is in flight for it once the runtime is quiescent.
class Load
{
public:
    Load(boc::Runtime &runtime, Random &random)
        : m_runtime(runtime)
        , m_random(random)
    { }

    /// One of the kinds of work, at random.
    void runAny();
    /// Work that is still under way when this returns, some of it refused by a stop.
    void leaveUnfinished();

    /// What was wrong so far.
    const std::vector<std::string> &wrong() const noexcept { return m_wrong; }

private:
    void programs();
    void handles();
    void scopes();
    void failures();
    void messages();
    void notices();
    void foreignThreads();
    void notifications();
    void promises();

    int upTo(int most) { return 1 + static_cast<int>(m_random() % static_cast<unsigned>(most)); }
    std::vector<boc::Cown<Counted>> cowns(int most);
    void expect(bool holds, const char *what);
    void quiesce();

    boc::Runtime &m_runtime;
    Random &m_random;
    std::vector<std::string> m_wrong;
};

} // namespace boctest
