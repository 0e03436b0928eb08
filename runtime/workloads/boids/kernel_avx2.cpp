// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/kernel.h"

#if defined(__x86_64__)

#define KERNEL_NAME moveRowAvx2
#define KERNEL_TARGET __attribute__((target("avx2")))
#define KERNEL_LANES 8

#include "workloads/boids/kernel_body.inc"

#endif
