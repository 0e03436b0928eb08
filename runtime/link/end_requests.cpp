// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/end_requests.h"

namespace cownscope::link {

unsigned EndRequests::count() noexcept
{
    using namespace std::chrono;
    // clock_gettime, which signal handlers may call
    const auto now = duration_cast<nanoseconds>(steady_clock::now().time_since_epoch()).count();
    std::int64_t last = m_last;
    if (last != 0 && now - last < nanoseconds(Moment).count())
        return 0;
    // Of two handlers at the same time one counts: both have been told of one request.
    return m_last.compare_exchange_strong(last, now) ? ++m_count : 0;
}

} // namespace cownscope::link
