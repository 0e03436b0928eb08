// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/kernel.h"

/// \file
/// The compiled kernels, for the table in kernel.cpp alone: whoever calls one by its name must know
/// that the machine can run it.
namespace cownscope::boids {

std::uint64_t moveRowBaseline(const RowTask &, const StepRules &, const RowOutput &);
std::uint64_t moveMixedRowBaseline(const RowTask &, const StepRules &, const RowOutput &);
#if defined(__x86_64__)
std::uint64_t moveRowAvx2(const RowTask &, const StepRules &, const RowOutput &);
std::uint64_t moveMixedRowAvx2(const RowTask &, const StepRules &, const RowOutput &);
std::uint64_t moveRowAvx512(const RowTask &, const StepRules &, const RowOutput &);
std::uint64_t moveMixedRowAvx512(const RowTask &, const StepRules &, const RowOutput &);
#endif

} // namespace cownscope::boids
