// SPDX-License-Identifier: MIT
#include <boc/errors.h>

#include "label.h"

#include <boc/detail/failure.h>
#include <boc/detail/scheduling.h>
#include <boc/detail/type_tag.h>

namespace boc {

CancelledError::CancelledError()
    : std::runtime_error("the scope is cancelled: nothing can be scheduled in it, and what had not "
                         "begun is given up")
{ }

StoppedError::StoppedError()
    : CancelledError("the runtime is stopped: nothing can be scheduled, and what was in flight "
                     "is given up")
{ }

BrokenPromise::BrokenPromise()
    : std::runtime_error("the promise of this value was dropped without being fulfilled")
{ }

namespace detail {

void throwTypeMismatch(std::string_view place, std::string_view name, const TypeTag &has,
                       const TypeTag &wanted)
{
    throw TypeMismatchError(std::string(place) + ' ' + quoted(name) + " holds a value of type "
                            + std::string(has.name) + ", not of type " + std::string(wanted.name)
                            + " as which it was asked for");
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
