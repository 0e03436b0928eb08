// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules.h"

#include <regex>

namespace cownscope::test {

namespace {

bool isComposedByUs(const SourceFile &file)
{
    for (const char *folder :
         {"runtime/base/", "runtime/workloads/", "runtime/link/", "runtime/lab/", "ui/", "app/"}) {
        if (file.path.starts_with(folder))
            return file.isCpp() && !file.path.starts_with("runtime/base/number_text.");
    }
    return false;
}

} // namespace

Violations checkNumbers(const std::vector<SourceFile> &files)
{
    static const std::regex follower(
        R"(\b(o|i)?stringstream\b|\b(strto|sto)(d|f|ld)\b|\bato(f|i|l|ll)\b|\b[a-z]*scanf\b)");
    static const std::regex printed(R"(printf\(.*%[-+ #0]*[0-9.*]*L?[aefgAEFG])");
    Violations violations;
    for (const SourceFile &file : files) {
        if (!isComposedByUs(file))
            continue;
        for (std::size_t i = 0; i < file.lines.size(); ++i) {
            const std::string &line = file.lines[i];
            std::smatch found;
            if (line.find("#include") == std::string::npos
                && (std::regex_search(line, found, follower)
                    || std::regex_search(line, found, printed)))
                violations.push_back(file.path + ':' + std::to_string(i + 1) + ": has "
                                     + found.str()
                                     + ", which follows the locale; see base/number_text.h");
        }
    }
    return violations;
}

} // namespace cownscope::test
