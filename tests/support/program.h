// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <sys/types.h>

namespace cownscope::test {

struct ProgramResult
{
    int exitCode = -1;  // 128 + signal if one ended it; -1 if it was killed when patience ended
    std::string output; // standard output
    std::string errors; // standard error
};

using Environment = std::vector<std::pair<std::string, std::optional<std::string>>>;

struct ProgramOptions
{
    std::filesystem::path folder = {}; // working directory; empty: that of the test
    Environment environment = {};      // changes to that of the test; empty: unset
    std::string signalAt = {};         // sends `signal` once its standard error contains this
    int signal = 2;                    // SIGINT
    int signalCount = 1;               // as many of them at once
    std::string signalAgainAt = {};    // and again when it contains this
    std::chrono::seconds patience = std::chrono::hours{1}; // tests have their own limits
};

// Runs a program with these arguments to its end, its standard input empty. Throws
// std::system_error if it cannot be started.
ProgramResult runProgram(const std::filesystem::path &program,
                         const std::vector<std::string> &arguments,
                         const ProgramOptions &options = {});

// Whether there is such a process that has not ended. One whose end nobody has asked for yet, such
// as an orphan where init is slow, has ended.
bool isAlive(pid_t process);
// False if it still is alive after half a minute.
bool isGoneSoon(pid_t process);

} // namespace cownscope::test
