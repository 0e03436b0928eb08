// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/machine/build_info.h"

#include "lab_revision.h" // written by the build

#include <string_view>

namespace cownscope::lab {

BuildInfo buildInfo()
{
    BuildInfo info;
    info.version = COWNSCOPE_VERSION;
#ifdef __clang__
    info.compiler = "Clang " __clang_version__;
#else
    info.compiler = "GCC " __VERSION__;
#endif
    while (info.compiler.ends_with(' '))
        info.compiler.pop_back();
    info.type = COWNSCOPE_BUILD_TYPE;
    info.flags = COWNSCOPE_COMPILE_FLAGS;
    if constexpr (constexpr std::string_view revision = COWNSCOPE_REVISION; !revision.empty())
        info.gitSha = revision;
    return info;
}

std::string buildText()
{
    const BuildInfo build = buildInfo();
    return build.version + " (" + build.gitSha.value_or("no revision") + ", " + build.compiler
        + ", " + build.type + ')';
}

} // namespace cownscope::lab
