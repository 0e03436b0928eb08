// SPDX-License-Identifier: MIT
#pragma once

#include <boc/explore/atomic.h>
#include <boc/explore/mutex.h>
#include <boc/explore/race_check.h>
#include <boc/explore/thread.h>

/// \file
/// The names of boc/detail/sync.h in an exploring build; the contracts are documented there.
namespace boc::detail {

template <class T>
using Atomic = explore::Atomic<T>;
using explore::ConditionVariable;
using explore::currentThread;
using explore::Mutex;
using explore::pauseProcessor;
using explore::RaceCheck;
using explore::SharedOwners;
using explore::sleepFor;
using explore::steadyNow;
using explore::Thread;
using explore::ThreadId;
using explore::threadLocal;
using explore::yieldThread;

inline constexpr bool exploring = true;

/// Ranks differ from seed to seed, and do not depend on addresses, so that a seed can be replayed.
class LockRank
{
public:
    LockRank()
        : m_rank(explore::nextRank())
    { }

    template <class T>
    static bool before(const T *a, const T *b) noexcept
    {
        if (!a || !b)
            return !a && b;
        return a->lockRank().m_rank < b->lockRank().m_rank;
    }

private:
    const std::uint64_t m_rank;
};

} // namespace boc::detail
