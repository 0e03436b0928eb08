// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/boids/kernel.h"

/// \file
/// The compiled kernels, for the table in kernel.cpp only: they must not be called on a machine
/// that lacks the instruction set.
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
