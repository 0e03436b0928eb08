// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/kernel.h"

#if defined(__x86_64__)

#define KERNEL_NAME moveRowAvx512
#define KERNEL_TARGET __attribute__((target("avx512f,avx512vl,avx512dq")))
#define KERNEL_LANES 16

#include "workloads/boids/kernel_body.inc"

#endif
