// SPDX-License-Identifier: MIT
#include <boc/errors.h>

#include <boc/detail/scheduling.h>

namespace boc {

StoppedError::StoppedError()
    : std::runtime_error("the runtime is stopped: nothing can be scheduled, and what was in flight "
                         "is given up")
{ }

BrokenPromise::BrokenPromise()
    : std::runtime_error("the promise of this value was dropped without being fulfilled")
{ }

namespace detail {

std::exception_ptr stoppedException() noexcept
{
    return std::make_exception_ptr(StoppedError());
}

} // namespace detail
} // namespace boc
