// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "source_tree.h"

#include <string>
#include <vector>

namespace cownscope::test {

// Each rule returns its violations, as one sentence "path: …" each.
using Violations = std::vector<std::string>;

// Includes go downwards only, the library is used through its public headers, Qt stays in the
// window, and what is included in quotes exists.
Violations checkIncludes(const std::vector<SourceFile> &files);

// Each source names its license in its first three lines: MIT in runtime/boc, else the GPL.
Violations checkLicenses(const std::vector<SourceFile> &files);

// Each folder with a CMakeLists.txt has a README.md.
Violations checkReadmes(const std::vector<SourceFile> &files);

// Numbers are converted to text and back only by base/number_text.h, independent of the locale, and
// not by streams or the C library. (number_text_test.cpp finds std::to_string with a double.)
Violations checkNumbers(const std::vector<SourceFile> &files);

// The programs open files and write to standard output only in a few places.
Violations checkFileAccess(const std::vector<SourceFile> &files);

// Processes are started by link::Child, in tests and examples too.
Violations checkChildren(const std::vector<SourceFile> &files);

// A CMake target, as listed by the build.
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
