// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules.h"

#include <algorithm>
#include <cctype>
#include <iterator>

namespace cownscope::test {

namespace {

// What only those files may say that know how to do it.
struct Reserved
{
    std::vector<std::string> words;
    std::vector<std::string> places; // files, or folders with a slash at the end
    std::string instead;
};

const std::vector<Reserved> &reserved()
{
    static const std::vector<Reserved> all{
        {{"QSaveFile", "QTemporaryFile", "ofstream", "std::fstream", "fopen", "freopen", "mkstemp",
          "O_CREAT", "O_WRONLY", "O_RDWR", "::rename(", "::renameat(", "::copy_file("},
         {"runtime/lab/files/"},
         "lab::writeFile or lab::placeFile"},
        {{"ifstream", "QFile "}, // a variable
                                 // What the kernel tells, and what is compiled into the program.
         {"runtime/lab/files/", "runtime/lab/machine/", "ui/views/gl_program.cpp"},
         "lab::readFile"},
        {{"QSettings"}, {"app/cownscope/recent_files.cpp"}, "RecentFiles"},
        {{"std::cout", "std::printf", "std::puts", "std::putchar", "stdout)", "stdout,"},
         {},
         "lab::print"},
        {{"getSaveFileName", "getSaveFileUrl", "AcceptSave"},
         {"ui/dialogs/questions.cpp"},
         "askWhereToSave"},
    };
    return all;
}

bool isPartOfName(char character)
{
    return std::isalnum(static_cast<unsigned char>(character)) != 0 || character == '_';
}

// Whole names only.
bool has(const std::string &code, const std::string &word)
{
    for (std::size_t at = code.find(word); at != std::string::npos; at = code.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        const bool begins = at == 0 || !isPartOfName(code[at - 1]) || !isPartOfName(word.front());
        const bool ends =
            end == code.size() || !isPartOfName(code[end]) || !isPartOfName(word.back());
        if (begins && ends)
            return true;
    }
    return false;
}

bool isOfThePrograms(const SourceFile &file)
{
    return file.isCpp()
        && (file.path.starts_with("runtime/base/") || file.path.starts_with("runtime/lab/")
            || file.path.starts_with("runtime/link/") || file.path.starts_with("ui/")
            || file.path.starts_with("app/"));
}

Violations check(const std::vector<SourceFile> &files, const std::vector<Reserved> &rules)
{
    Violations violations;
    for (const SourceFile &file : files) {
        for (const Reserved &rule : rules) {
            if (std::ranges::any_of(rule.places, [&](const std::string &place) {
                    return file.path.starts_with(place);
                }))
                continue;
            for (const std::string &line : file.lines) {
                const std::string code = line.substr(0, line.find("//"));
                for (const std::string &word : rule.words) {
                    if (has(code, word))
                        violations.push_back(file.path + ": has " + word + ", but should use "
                                             + rule.instead);
                }
            }
        }
    }
    return violations;
}

} // namespace

Violations checkFileAccess(const std::vector<SourceFile> &files)
{
    std::vector<SourceFile> ofThePrograms;
    std::ranges::copy_if(files, std::back_inserter(ofThePrograms), isOfThePrograms);
    return check(ofThePrograms, reserved());
}

Violations checkChildren(const std::vector<SourceFile> &files)
{
    std::vector<SourceFile> sources;
    std::ranges::copy_if(files, std::back_inserter(sources), &SourceFile::isCpp);
    return check(
        sources,
        {{{"fork(", "vfork(", "execl(", "execlp(", "execv(", "execvp(", "execve(", "posix_spawn(",
           "posix_spawnp(", "popen(", "std::system(", "::system(", "QProcess"},
          {"runtime/link/child.cpp",
           // Forks and launchers that these tests are about.
           "tests/boc/threads_test.cpp", "tests/lab/hostile_child.cpp", "tests/link/child_test.cpp",
           // The words themselves.
           "tests/architecture/"},
          "link::Child"}});
}

} // namespace cownscope::test
