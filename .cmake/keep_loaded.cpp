// SPDX-License-Identifier: GPL-3.0-or-later
// Linked into programs that use OpenGL, if they are built with leak detection.
//
// When the last OpenGL context is destroyed, the driver is unloaded, together with its variables
// that point to its memory. Leak detection at the end of the program then reports this memory as
// leaked by an unknown module, and such false reports look like real ones. So libraries are never
// unloaded here. While the driver is loaded, none of its memory is reported.
#include <dlfcn.h>

// Replaces the function of the C library, for all libraries of the process.
extern "C" int dlclose(void *) noexcept
{
    return 0;
}
