// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <stdexcept>
#include <string>

namespace cownscope {

/// The same values, for who may only go on with good ones: throws std::invalid_argument with what
/// the workload's own validate() says of them.
template <class T>
const T &valid(const T &values)
{
    if (const std::optional<std::string> problem = validate(values))
        throw std::invalid_argument(*problem);
    return values;
}

} // namespace cownscope
