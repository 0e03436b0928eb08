// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"

#include <stdexcept>

namespace cownscope {

/// Returns the values if they are valid. Otherwise throws std::invalid_argument with the text of
/// the workload's validate().
template <class T>
const T &valid(const T &values)
{
    if (const Outcome valid = validate(values); !valid)
        throw std::invalid_argument(valid.reason());
    return values;
}

} // namespace cownscope
