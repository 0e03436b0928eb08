// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace cownscope::test {

struct SourceFile
{
    std::string path; // relative to the root, with slashes
    std::vector<std::string> lines;

    std::string folder() const { return path.substr(0, path.find_last_of('/') + 1); }
    std::string name() const { return path.substr(path.find_last_of('/') + 1); }
    bool isCpp() const;    // C++ headers and sources
    bool isSource() const; // everything that people write as code, scripts and CMake included
};

// What is under a project's root, without builds, results and what git keeps. Sorted by path.
std::vector<SourceFile> readSourceTree(const std::filesystem::path &root);

} // namespace cownscope::test
