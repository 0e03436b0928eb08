// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/statistics/holm.h"

#include <algorithm>
#include <numeric>

namespace cownscope::lab {

std::vector<double> holm(std::span<const double> ps)
{
    std::vector<std::size_t> order(ps.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t i) { return ps[i]; });
    std::vector<double> corrected(ps.size());
    double largest = 0; // so far: corrected p must not decrease
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        const double p = ps[order[rank]] * static_cast<double>(order.size() - rank);
        largest = std::max(largest, std::min(1.0, p));
        corrected[order[rank]] = largest;
    }
    return corrected;
}

} // namespace cownscope::lab
