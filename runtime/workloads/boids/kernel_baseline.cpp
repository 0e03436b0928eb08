// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/kernel_functions.h"

#define KERNEL_TARGET
#define KERNEL_LANES 4
#define KERNEL_MASKS 0

#define KERNEL_NAME moveRowBaseline
#define KERNEL_SPECIES 1
#include "workloads/boids/kernel_body.inc"
#undef KERNEL_NAME
#undef KERNEL_SPECIES

#define KERNEL_NAME moveMixedRowBaseline
#define KERNEL_SPECIES 2
#include "workloads/boids/kernel_body.inc"
