// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/kernel.h"

#include "base/list_of_names.h"
#include "workloads/boids/kernel_functions.h"

#include <algorithm>
#include <vector>

namespace cownscope::boids {

namespace {

std::vector<Kernel> usable()
{
    std::vector<Kernel> found;
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl")
        && __builtin_cpu_supports("avx512dq"))
        found.push_back({"avx512", 16, moveRowAvx512, moveMixedRowAvx512});
    if (__builtin_cpu_supports("avx2"))
        found.push_back({"avx2", 8, moveRowAvx2, moveMixedRowAvx2});
#endif
    found.push_back({"baseline", 4, moveRowBaseline, moveMixedRowBaseline});
    return found;
}

} // namespace

std::span<const Kernel> kernels() noexcept
{
    static const std::vector<Kernel> all = usable();
    return all;
}

std::string kernelNames()
{
    return listOfNames(kernels(), &Kernel::name);
}

const Kernel *kernelNamed(std::string_view name) noexcept
{
    const auto found = std::ranges::find(kernels(), name, &Kernel::name);
    return found == kernels().end() ? nullptr : &*found;
}

} // namespace cownscope::boids
