// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <vector>

namespace cownscope {

/// The elements before, at and after the index; null if there is none.
template <class T>
std::array<const T *, 3> around(const std::vector<T> &all, std::size_t place)
{
    return {place > 0 ? &all[place - 1] : nullptr, &all[place],
            place + 1 < all.size() ? &all[place + 1] : nullptr};
}

} // namespace cownscope
