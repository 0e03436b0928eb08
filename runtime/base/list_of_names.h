// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>

namespace cownscope {

/// The names of all elements, for people to read: "default, murmuration, shoal".
template <class Range, class Name>
std::string listOfNames(const Range &range, Name name)
{
    std::string names;
    for (const auto &one : range) {
        if (!names.empty())
            names += ", ";
        names += std::invoke(name, one);
    }
    return names;
}

} // namespace cownscope
