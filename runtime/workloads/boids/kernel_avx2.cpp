// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/kernel_functions.h"

#if defined(__x86_64__)

#define KERNEL_TARGET __attribute__((target("avx2")))
#define KERNEL_LANES 8
#define KERNEL_MASKS 0

#define KERNEL_NAME moveRowAvx2
#define KERNEL_SPECIES 1
#include "workloads/boids/kernel_body.inc"
#undef KERNEL_NAME
#undef KERNEL_SPECIES

#define KERNEL_NAME moveMixedRowAvx2
#define KERNEL_SPECIES 2
#include "workloads/boids/kernel_body.inc"

#endif
