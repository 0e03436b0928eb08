// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/program.h"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <system_error>
#include <thread>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/temporary_folder.h"

namespace cownscope::test {

namespace {

std::string contentsOf(const std::filesystem::path &path)
{
    std::ostringstream contents;
    contents << std::ifstream(path, std::ios::binary).rdbuf();
    return contents.str();
}

// The child's side of fork. Never returns.
[[noreturn]] void become(const std::filesystem::path &program, char *const *arguments,
                         const ProgramOptions &options, const std::filesystem::path &output,
                         const std::filesystem::path &errors)
{
    constexpr int createFlags = O_WRONLY | O_CREAT | O_TRUNC;
    const bool ready = ::dup2(::open("/dev/null", O_RDONLY), 0) == 0
        && ::dup2(::open(output.c_str(), createFlags, 0600), 1) == 1
        && ::dup2(::open(errors.c_str(), createFlags, 0600), 2) == 2
        && (options.folder.empty() || ::chdir(options.folder.c_str()) == 0);
    if (!ready)
        ::_exit(126);
    for (const auto &[name, value] : options.environment) {
        if (value)
            ::setenv(name.c_str(), value->c_str(), 1);
        else
            ::unsetenv(name.c_str());
    }
    ::execv(program.c_str(), arguments);
    ::_exit(127);
}

// Leaves the child to be waited for.
bool hasEnded(pid_t child)
{
    siginfo_t info{};
    ::waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOWAIT | WNOHANG);
    return info.si_pid == child;
}

} // namespace

ProgramResult runProgram(const std::filesystem::path &program,
                         const std::vector<std::string> &arguments, const ProgramOptions &options)
{
    const TemporaryFolder scratch;
    const auto output = scratch.path() / "output";
    const auto errors = scratch.path() / "errors";
    const auto absolute = std::filesystem::absolute(program);

    std::vector<std::string> words{absolute.string()};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char *> pointers;
    for (std::string &word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);

    const pid_t child = ::fork();
    if (child < 0)
        throw std::system_error(errno, std::generic_category(), "fork");
    if (child == 0)
        become(absolute, pointers.data(), options, output, errors);

    for (const std::string &trigger : {options.signalAt, options.signalAgainAt}) {
        if (trigger.empty())
            continue;
        while (contentsOf(errors).find(trigger) == std::string::npos && !hasEnded(child))
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        for (int i = 0; i < options.signalCount; ++i) {
            ::kill(child, options.signal);
            std::this_thread::sleep_for(std::chrono::milliseconds(10)); // else they may be one
        }
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }

    ProgramResult result;
    result.exitCode = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    result.output = contentsOf(output);
    result.errors = contentsOf(errors);
    return result;
}

} // namespace cownscope::test
