// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

namespace cownscope::lab {

struct BuildInfo
{
    std::string version;               // of the project, as in "0.1.0"
    std::string compiler;              // name and version
    std::string type;                  // CMake's build type, with the sanitizers if any
    std::string flags;                 // of the compiler, including those of the build type
    std::optional<std::string> gitSha; // 12 digits, followed by "+" if the tree had changes
};

BuildInfo buildInfo();

// Identifies a build for comparisons: "0.1.0 (0123456789ab, GCC 12.2.0, Release)".
std::string buildText();

} // namespace cownscope::lab
