// SPDX-License-Identifier: GPL-3.0-or-later
// Compiled without exceptions and without run-time type information, to see what is said then.
#include <boc/boc.h>
