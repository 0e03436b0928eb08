// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/fanout/options.h"

#include <algorithm>
#include <string>

namespace cownscope::fanout {

namespace {

// Larger counts are considered mistakes. The limits also keep all products of sizes within 64 bits.
constexpr std::uint64_t mostProducers = 1u << 20;
constexpr std::uint64_t mostChildrenOfAStep = 1u << 20;
constexpr std::uint64_t mostElements = 1u << 24;
constexpr std::uint64_t mostSteps = 1'000'000'000'000;

} // namespace

Options derived(Options options, unsigned workers)
{
    if (options.producers == 0)
        options.producers = std::max(1u, workers / 4);
    if (options.fanoutWidth == 0)
        options.fanoutWidth = std::max(1u, 4 * workers);
    return options;
}

Outcome validate(const Options &options)
{
    struct Count
    {
        const char *name;
        std::uint64_t value, most;
    };
    const Count counts[] = {
        {"producers", options.producers, mostProducers},
        {"fanout_width", options.fanoutWidth, mostChildrenOfAStep},
        {"child_iters", options.childIters, UINT32_MAX},
        {"producer_steps", options.producerSteps, mostSteps},
    };
    for (const auto &[name, value, most] : counts) {
        if (value < 1)
            return Outcome::failure(std::string(name) + " must be >= 1, got "
                                    + std::to_string(value));
        if (value > most)
            return Outcome::failure(std::string(name) + " must be <= " + std::to_string(most)
                                    + ", got " + std::to_string(value));
    }
    const std::string payload =
        std::to_string(options.payloadRows) + 'x' + std::to_string(options.payloadCols);
    if (options.payloadRows < 1 || options.payloadCols < 1)
        return Outcome::failure("payload dimensions must be >= 1, got " + payload);
    if (options.payloadRows != options.payloadCols)
        return Outcome::failure(
            "payload must be square so that it can be multiplied by itself, got " + payload);
    if (std::uint64_t{options.payloadRows} * options.payloadCols > mostElements)
        return Outcome::failure("payload must have at most " + std::to_string(mostElements)
                                + " elements, got " + payload);
    return {};
}

std::uint64_t childrenOf(const Options &options)
{
    const std::uint64_t aStep = std::uint64_t{options.producers} * options.fanoutWidth;
    return options.producerSteps > UINT64_MAX / aStep ? UINT64_MAX : aStep * options.producerSteps;
}

} // namespace cownscope::fanout
