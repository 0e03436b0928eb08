// SPDX-License-Identifier: GPL-3.0-or-later
#include "source_tree.h"

#include <algorithm>
#include <array>
#include <fstream>

namespace cownscope::test {

namespace {

namespace fs = std::filesystem;

template <std::size_t count>
bool endsWithOneOf(const std::string &name, const std::array<const char *, count> &endings)
{
    return std::ranges::any_of(endings, [&](const char *end) { return name.ends_with(end); });
}

// Folders without sources of this project: hidden ones wherever they are, and what programs write
// at the top.
bool isForeign(const std::string &path)
{
    const std::string folder = fs::path(path).filename().string();
    constexpr std::array ours{".cmake", ".ci", ".github"};
    if (folder.starts_with('.'))
        return std::ranges::find(ours, folder) == ours.end();
    return path == "build" || path == "results";
}

std::vector<std::string> linesOf(const fs::path &path)
{
    std::vector<std::string> lines;
    std::ifstream stream(path);
    for (std::string line; std::getline(stream, line);)
        lines.push_back(line);
    return lines;
}

} // namespace

bool SourceFile::isCpp() const
{
    return endsWithOneOf(path, std::array{".h", ".cpp", ".inc"});
}

bool SourceFile::isSource() const
{
    constexpr std::array endings{".cmake", ".cmake.in", ".frag", ".vert", ".comp",
                                 ".glsl",  ".sh",       ".py",   ".supp", ".txt"};
    return isCpp() || endsWithOneOf(path, endings)
        || (!lines.empty() && lines[0].starts_with("#!"));
}

std::vector<SourceFile> readSourceTree(const fs::path &root)
{
    std::vector<SourceFile> files;
    for (auto entry = fs::recursive_directory_iterator(root);
         entry != fs::recursive_directory_iterator(); ++entry) {
        if (entry->is_directory() && isForeign(fs::relative(entry->path(), root).generic_string()))
            entry.disable_recursion_pending();
        else if (entry->is_regular_file())
            files.push_back({.path = fs::relative(entry->path(), root).generic_string(),
                             .lines = linesOf(entry->path())});
    }
    std::ranges::sort(files, {}, &SourceFile::path);
    return files;
}

} // namespace cownscope::test
