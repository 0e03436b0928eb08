// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/end_signals.h"

namespace cownscope::link {

namespace {

constexpr std::array Signals{SIGINT, SIGTERM, SIGHUP};

constinit EndRequests endRequests;
constinit std::atomic<EndSignals *> listening{nullptr};
static_assert(std::atomic<EndSignals *>::is_always_lock_free, "a signal handler must take no lock");

} // namespace

// The clock is read by clock_gettime, which signal handlers may call.
unsigned EndRequests::count(Clock::time_point now) noexcept
{
    using std::chrono::nanoseconds;
    const std::int64_t time = nanoseconds(now.time_since_epoch()).count();
    std::int64_t last = m_last;
    if (last != 0 && time - last < nanoseconds(Moment).count())
        return 0;
    // Two handlers at the same time belong to one request, so only one counts.
    return m_last.compare_exchange_strong(last, time) ? ++m_count : 0;
}

unsigned EndSignals::requests() noexcept
{
    return endRequests.counted();
}

void EndSignals::handle(int signal)
{
    const unsigned request = endRequests.count();
    if (request == 0) // already handled
        return;
    EndSignals *listener = listening;
    if (listener != nullptr && request <= 2) {
        listener->m_callback(listener->m_context, request);
        return;
    }
    ::signal(signal, SIG_DFL);
    ::raise(signal); // delivered when this handler returns
}

EndSignals::EndSignals(Callback callback, void *context)
    : m_callback(callback)
    , m_context(context)
{
    listening = this;
    struct sigaction action
    { };
    action.sa_handler = handle;
    action.sa_flags = SA_RESTART; // so that writes to a slow reader are restarted
    for (std::size_t i = 0; i < Signals.size(); ++i) {
        ::sigaction(Signals[i], nullptr, &m_before[i]);
        if (m_before[i].sa_handler
            != SIG_IGN) // ignored under nohup and in background jobs of a shell
            ::sigaction(Signals[i], &action, nullptr);
    }
}

EndSignals::~EndSignals()
{
    listening = nullptr;
    if (requests() != 0)
        return;
    for (std::size_t i = 0; i < Signals.size(); ++i)
        ::sigaction(Signals[i], &m_before[i], nullptr);
}

} // namespace cownscope::link
