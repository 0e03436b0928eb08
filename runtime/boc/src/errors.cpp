// SPDX-License-Identifier: MIT
#include "label.h"

#include <boc/detail/failure.h>
#include <boc/detail/scheduling.h>
#include <boc/detail/type_tag.h>
#include <boc/errors.h>

namespace boc {

CancelledError::CancelledError()
    : std::runtime_error("the scope is cancelled: nothing can be scheduled in it, and behaviors "
                         "that had not started are discarded")
{ }

StoppedError::StoppedError()
    : CancelledError(
        "the runtime is stopped: nothing can be scheduled, and behaviors in flight are discarded")
{ }

BrokenPromise::BrokenPromise()
    : std::runtime_error("the promise of this value was dropped without being fulfilled")
{ }

namespace detail {

void throwTypeMismatch(std::string_view place, std::string_view name, const TypeTag &has,
                       const TypeTag &wanted)
{
    throw TypeMismatchError(std::string(place) + ' ' + quoted(name) + " holds a value of type "
                            + std::string(has.name) + ", but was read as "
                            + std::string(wanted.name));
}

std::exception_ptr stoppedException() noexcept
{
    return makeException<StoppedError>();
}

std::exception_ptr cancelledException() noexcept
{
    return makeException<CancelledError>();
}

} // namespace detail
} // namespace boc
