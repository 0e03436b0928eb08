// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/program.h"
#include "support/temporary_folder.h"

#include <string>
#include <vector>

namespace cownscope::test {

// A copy of this project's scripts in a system where installing and building can be watched: the
// commands named with `fake` are small shell scripts, and all there is besides is a few basic
// tools. Each call of a fake adds a line "name arguments" to a log.
class FakeSystem
{
public:
    FakeSystem();

    // A command in the search path; `script` runs after the call has been logged.
    void fake(const std::string &command, const std::string &script = {});
    // The same for a script of the project.
    void replace(const std::string &projectScript, const std::string &script);
    // dpkg-query reports all packages of the list as installed, except these.
    void installAllPackagesBut(const std::vector<std::string> &missing);
    void beRoot(bool root) { fake("id", root ? "echo 0" : "echo 1000"); }

    // Runs a script of the project, as in "app/run". By default without a display.
    ProgramResult run(const std::string &script, const std::vector<std::string> &arguments = {},
                      bool display = false);

    // All calls of one fake, one per line.
    std::string calls(const std::string &command) const;

    std::filesystem::path root() const { return m_folder.path() / "project"; }

private:
    TemporaryFolder m_folder;
};

} // namespace cownscope::test
