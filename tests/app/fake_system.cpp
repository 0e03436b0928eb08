// SPDX-License-Identifier: GPL-3.0-or-later
#include "fake_system.h"

#include <fstream>
#include <sstream>

namespace cownscope::test {

namespace {

namespace fs = std::filesystem;

void writeScript(const fs::path &path, const std::string &text)
{
    std::ofstream(path) << "#!/bin/sh\n" << text << '\n';
    fs::permissions(path, fs::perms::owner_all);
}

} // namespace

FakeSystem::FakeSystem()
{
    fs::create_directories(m_folder.path() / "bin");
    for (const char *tool : {"bash", "env", "dirname", "cat", "mkdir", "rm", "grep", "head", "tail",
                             "tr", "mktemp", "chmod", "cp", "tee"})
        fs::create_symlink(fs::path("/usr/bin") / tool, m_folder.path() / "bin" / tool);
    const fs::path source = COWNSCOPE_ROOT;
    fs::create_directories(root() / "app");
    fs::create_directories(root() / "tests");
    fs::create_directories(root() / ".ci");
    for (const char *file : {"app/run", "app/install-packages", "app/packages.txt", "tests/run",
                             ".ci/run", "CMakePresets.json"})
        fs::copy_file(source / file, root() / file);
}

void FakeSystem::fake(const std::string &command, const std::string &script)
{
    const auto log = (m_folder.path() / "log").string();
    writeScript(m_folder.path() / "bin" / command,
                "echo \"" + command + " $*\" >>" + log + '\n' + script);
}

void FakeSystem::replace(const std::string &projectScript, const std::string &script)
{
    const auto log = (m_folder.path() / "log").string();
    writeScript(root() / projectScript,
                "echo \"" + projectScript + " $*\" >>" + log + '\n' + script);
}

void FakeSystem::installAllPackagesBut(const std::vector<std::string> &missing)
{
    std::string script = "for package; do :; done\ncase $package in\n";
    for (const std::string &package : missing)
        script += package + ") exit 1 ;;\n";
    fake("dpkg-query", script + "*) printf installed ;;\nesac");
}

ProgramResult FakeSystem::run(const std::string &script, const std::vector<std::string> &arguments,
                              bool display)
{
    ProgramOptions options;
    options.folder = m_folder.path();
    options.environment = {{"PATH", (m_folder.path() / "bin").string()},
                           {"DISPLAY", {}},
                           {"WAYLAND_DISPLAY", {}},
                           {"QT_QPA_PLATFORM", {}}};
    if (display)
        options.environment[1].second = ":99";
    return runProgram(root() / script, arguments, options);
}

std::string FakeSystem::calls(const std::string &command) const
{
    std::ifstream log(m_folder.path() / "log");
    std::string found;
    for (std::string line; std::getline(log, line);) {
        if (line.starts_with(command + ' '))
            found += line.substr(command.size() + 1) + '\n';
    }
    return found;
}

} // namespace cownscope::test
