// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/rings/options.h"

#include "base/number_text.h"

#include <algorithm>
#include <concepts>
#include <limits>
#include <string>

namespace cownscope::rings {

namespace {

// Larger counts are considered mistakes. The limits also keep all products of sizes below within 64
// bits.
constexpr std::uint64_t mostCowns = 1u << 26;
constexpr std::uint64_t mostMatrixBytes = std::uint64_t{1} << 36;

std::uint32_t narrowed(std::uint64_t count)
{
    constexpr std::uint64_t most = std::numeric_limits<std::uint32_t>::max();
    return static_cast<std::uint32_t>(std::min(count, most));
}

std::string part(const char *text)
{
    return text;
}
std::string part(std::integral auto number)
{
    return numberText(number);
}

template <class... Parts>
Outcome failure(const Parts &...parts)
{
    return Outcome::failure((part(parts) + ...));
}

} // namespace

Options derived(Options options, unsigned workers)
{
    if (options.chainsPerRing == 0) {
        const std::uint64_t spacing = std::uint64_t{options.groupSize} * options.stride * 8;
        options.chainsPerRing =
            narrowed(std::max<std::uint64_t>(1, spacing ? options.ringSize / spacing : 1));
    }
    if (options.rings == 0) {
        const std::uint64_t many = workers;
        options.rings = narrowed(std::max(many * 16 / options.chainsPerRing, many * 4));
    }
    return options;
}

Outcome validate(const Options &options)
{
    const std::pair<const char *, std::uint32_t> positive[] = {
        {"rings", options.rings},        {"chains_per_ring", options.chainsPerRing},
        {"ring_size", options.ringSize}, {"group_size", options.groupSize},
        {"stride", options.stride},      {"iters", options.iters},
    };
    for (const auto &[name, value] : positive) {
        if (value < 1)
            return failure(name, " must be >= 1, got ", value);
    }
    if (options.payloadRows < 1 || options.payloadCols < 1)
        return failure("payload dimensions must be >= 1, got ", options.payloadRows, "x",
                       options.payloadCols);
    const std::uint64_t room = std::uint64_t{options.groupSize} * options.stride;
    if (room > options.ringSize / 2)
        return failure("group_size*stride*2 (", options.groupSize, "*", options.stride,
                       "*2) > ring_size (", options.ringSize, "); chains would collide");
    if (!options.nullPayload && options.payloadRows != options.payloadCols)
        return failure("payload must be square so that it can be multiplied by itself, got ",
                       options.payloadRows, "x", options.payloadCols);

    const std::uint64_t cowns = std::uint64_t{options.rings} * options.ringSize;
    const std::uint64_t chains = std::uint64_t{options.rings} * options.chainsPerRing;
    if (cowns > mostCowns)
        return failure("rings*ring_size (", options.rings, "*", options.ringSize,
                       ") must be at most ", mostCowns);
    if (chains > mostCowns)
        return failure("rings*chains_per_ring (", options.rings, "*", options.chainsPerRing,
                       ") must be at most ", mostCowns);
    const std::uint64_t elements = std::uint64_t{options.payloadRows} * options.payloadCols;
    if (elements > mostMatrixBytes / sizeof(double) / cowns)
        return failure("payload ", options.payloadRows, "x", options.payloadCols, " in ", cowns,
                       " cowns needs more than ", mostMatrixBytes >> 30, " GiB");
    return {};
}

} // namespace cownscope::rings
