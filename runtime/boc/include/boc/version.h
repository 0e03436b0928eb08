// SPDX-License-Identifier: MIT
#pragma once

/// \file
/// The version of the library, for the preprocessor. CMake takes the package's version from here.

/// Increased by incompatible changes; while it is 0, these increase the minor version.
#define BOC_VERSION_MAJOR 0
/// Increased by new features.
#define BOC_VERSION_MINOR 1
/// Increased by fixes.
#define BOC_VERSION_PATCH 0

/// All three as a number that can be compared: 10203 for 1.2.3.
#define BOC_VERSION (BOC_VERSION_MAJOR * 10000 + BOC_VERSION_MINOR * 100 + BOC_VERSION_PATCH)

/// All three as text: "1.2.3".
#define BOC_VERSION_STRING                                                                         \
    BOC_VERSION_TEXT(BOC_VERSION_MAJOR)                                                            \
    "." BOC_VERSION_TEXT(BOC_VERSION_MINOR) "." BOC_VERSION_TEXT(BOC_VERSION_PATCH)

/// \cond internal
#define BOC_VERSION_TEXT(number) BOC_VERSION_TEXT_OF(number)
#define BOC_VERSION_TEXT_OF(number) #number
/// \endcond
