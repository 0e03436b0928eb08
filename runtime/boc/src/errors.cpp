// SPDX-License-Identifier: MIT
#include <boc/errors.h>

#include "label.h"

#include <boc/detail/scheduling.h>
#include <boc/detail/type_tag.h>

namespace boc {

StoppedError::StoppedError()
    : std::runtime_error("the runtime is stopped: nothing can be scheduled, and what was in flight "
                         "is given up")
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
    return std::make_exception_ptr(StoppedError());
}

} // namespace detail
} // namespace boc
