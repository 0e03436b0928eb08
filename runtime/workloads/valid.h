// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <stdexcept>
#include <string>

namespace cownscope {

/// Returns the values if they are valid. Otherwise throws std::invalid_argument with the text of
/// the workload's validate().
template <class T>
const T &valid(const T &values)
{
    if (const std::optional<std::string> problem = validate(values))
        throw std::invalid_argument(*problem);
    return values;
}

} // namespace cownscope
