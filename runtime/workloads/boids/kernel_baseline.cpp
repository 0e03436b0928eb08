// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/boids/kernel.h"

#define KERNEL_NAME moveRowBaseline
#define KERNEL_TARGET
#define KERNEL_LANES 4

#include "workloads/boids/kernel_body.inc"
