// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/kernel.h"

#include <algorithm>

namespace cownscope::boids {

namespace {

struct Choice
{
    MoveRow kernel;
    const char *name;
};

Choice choose() noexcept
{
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl")
        && __builtin_cpu_supports("avx512dq"))
        return {moveRowAvx512, "avx512"};
    if (__builtin_cpu_supports("avx2"))
        return {moveRowAvx2, "avx2"};
#endif
    return {moveRowBaseline, "baseline"};
}

const Choice &choice() noexcept
{
    static const Choice chosen = choose();
    return chosen;
}

} // namespace

StepRules::StepRules(const Parameters &parameters) noexcept
    : visualRangeSquared(parameters.visualRange * parameters.visualRange)
    , separationSquared(0)
    , centering(parameters.centering)
    , separation(parameters.separation)
    , matching(parameters.matching)
    , speedLimit(parameters.speedLimit)
    , turnStep(parameters.turnStep)
    , anticipation(parameters.anticipation)
    , lowX(parameters.turnMargin)
    , highX(parameters.worldWidth - parameters.turnMargin)
    , lowY(parameters.turnMargin)
    , highY(parameters.worldHeight - parameters.turnMargin)
{
    const float distance = std::min(parameters.separationDistance, parameters.visualRange);
    separationSquared = distance * distance;
}

MoveRow fastestMoveRow() noexcept
{
    return choice().kernel;
}

const char *fastestKernelName() noexcept
{
    return choice().name;
}

} // namespace cownscope::boids
