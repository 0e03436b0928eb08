// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules.h"

#include <algorithm>
#include <set>

namespace cownscope::test {

Violations checkLicenses(const std::vector<SourceFile> &files)
{
    Violations violations;
    for (const SourceFile &file : files) {
        if (!file.isSource())
            continue;
        const std::string license =
            file.path.starts_with("runtime/boc/") ? "MIT" : "GPL-3.0-or-later";
        const std::string expected = "SPDX-License-Identifier: " + license;
        const auto end = file.lines.begin() + std::min<std::ptrdiff_t>(3, std::ssize(file.lines));
        if (std::none_of(file.lines.begin(), end,
                         [&](const std::string &line) { return line.ends_with(expected); }))
            violations.push_back(file.path + ": needs \"" + expected
                                 + "\" in its first three lines");
    }
    return violations;
}

Violations checkReadmes(const std::vector<SourceFile> &files)
{
    std::set<std::string> described;
    for (const SourceFile &file : files) {
        if (file.name() == "README.md")
            described.insert(file.folder());
    }
    Violations violations;
    for (const SourceFile &file : files) {
        if (file.name() == "CMakeLists.txt" && !described.contains(file.folder()))
            violations.push_back(file.path + ": its folder has no README.md");
    }
    return violations;
}

} // namespace cownscope::test
