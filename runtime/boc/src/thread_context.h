// SPDX-License-Identifier: MIT
#pragma once

namespace boc::detail {

class Scheduler;
class Worker;

/// What the library knows of the calling thread.
struct ThreadContext
{
    /// The thread's runtime: a worker's own; on other threads the one being pumped, or the last one
    /// alive that the thread made.
    Scheduler *scheduler = nullptr;
    /// Set on workers only.
    Worker *worker = nullptr;
    /// The runtime whose behavior runs its body on this thread; null outside bodies.
    const Scheduler *bodyOf = nullptr;
};

inline thread_local constinit ThreadContext threadContext{};

} // namespace boc::detail
