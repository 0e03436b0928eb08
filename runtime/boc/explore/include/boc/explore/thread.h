// SPDX-License-Identifier: MIT
#pragma once

#include <boc/explore/execution.h>

#include <chrono>
#include <functional>
#include <memory>
#include <system_error>
#include <utility>

namespace boc::explore {

/// Identifies a thread of an execution, or the program's own thread outside of executions.
struct ThreadId
{
    std::uint32_t execution = 0;
    std::uint32_t thread = 0;
    friend bool operator==(const ThreadId &, const ThreadId &) = default;
};

ThreadId currentThread() noexcept;
void yieldThread();
/// A turn of a spin loop.
inline void pauseProcessor()
{
    yieldThread();
}
void sleepFor(std::chrono::nanoseconds duration);

/// Replaces std::thread, without detach. Only inside executions.
class Thread
{
public:
    Thread() noexcept = default;
    template <class F>
    requires(!std::is_same_v<std::remove_cvref_t<F>, Thread>) explicit Thread(F &&body)
    {
        // std::function copies; a body that can only be moved is shared instead.
        auto shared = std::make_shared<std::decay_t<F>>(std::forward<F>(body));
        start([shared]() mutable {
            (*shared)();
            shared.reset();
        });
    }
    Thread(Thread &&other) noexcept
        : m_index(std::exchange(other.m_index, 0))
    { }
    Thread &operator=(Thread &&other) noexcept;
    ~Thread();

    bool joinable() const noexcept { return m_index != 0; }
    void join();

    static unsigned hardware_concurrency() noexcept { return 2; }

private:
    void start(std::function<void()> body);

    unsigned m_index = 0; // 0 is the execution's first thread, which nobody joins
};

/// The n-th thread that this execution starts from now on fails to start, as if the system had no
/// more threads.
void failThreadStart(unsigned n);

/// The running thread's own T.
template <class T>
T &threadLocal()
{
    static const std::size_t kind = nextLocalKind();
    Execution *execution = Execution::current();
    if (!execution) {
        static T outside{};
        return outside;
    }
    std::shared_ptr<void> &local = execution->local(kind);
    if (!local)
        local = std::make_shared<T>();
    return *static_cast<T *>(local.get());
}

} // namespace boc::explore
