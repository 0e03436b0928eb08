// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/kernel_functions.h"

#if defined(__x86_64__)

#define KERNEL_TARGET __attribute__((target("avx512f,avx512vl,avx512dq")))
#define KERNEL_LANES 16
#define KERNEL_MASKS 1

#define KERNEL_NAME moveRowAvx512
#define KERNEL_SPECIES 1
#include "workloads/boids/kernel_body.inc"
#undef KERNEL_NAME
#undef KERNEL_SPECIES

#define KERNEL_NAME moveMixedRowAvx512
#define KERNEL_SPECIES 2
#include "workloads/boids/kernel_body.inc"

#endif
