// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "source_tree.h"

namespace cownscope::test {

// Each rule returns what is against it, one sentence "path: …" each; nothing if all is well.
using Violations = std::vector<std::string>;

// Includes go downwards only, the library is used through its public headers, Qt stays in the
// window, and what is included in quotes exists.
Violations checkIncludes(const std::vector<SourceFile> &files);

// Each source names its license in its first three lines: MIT in runtime/boc, else the GPL.
Violations checkLicenses(const std::vector<SourceFile> &files);

// Each folder with a CMakeLists.txt has a README.md.
Violations checkReadmes(const std::vector<SourceFile> &files);

// Numbers become text and are read in one place, which no locale reaches: nothing else composes or
// parses them by streams or by the C library. (A double in std::to_string is found by
// tst_number_text.)
Violations checkNumbers(const std::vector<SourceFile> &files);

// The programs open files and write to standard output in the few places that know how, and nowhere
// else.
Violations checkFileAccess(const std::vector<SourceFile> &files);

// Processes are started by link::Child, in tests and examples too.
Violations checkChildren(const std::vector<SourceFile> &files);

// A CMake target as the build describes it.
struct LinkedTarget
{
    std::string folder; // of its CMakeLists.txt, relative to the root, with a slash at the end
    std::string name;
    std::vector<std::string> libraries;
};

// Reads lines "folder|target|library;library;…".
std::vector<LinkedTarget> readTargets(const std::filesystem::path &list);

// Targets link downwards only, as their folders may include.
Violations checkTargets(const std::vector<LinkedTarget> &targets);

} // namespace cownscope::test
