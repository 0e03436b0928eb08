// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/program.h"

#include "link/child.h"

#include <algorithm>
#include <fstream>
#include <thread>

namespace cownscope::test {

namespace {

// Words in front of the program.
std::vector<std::string> launcherFor(const ProgramOptions &options)
{
    if (options.folder.empty() && options.environment.empty())
        return {};
    std::vector<std::string> words{"env"};
    if (!options.folder.empty())
        words.push_back("--chdir=" + options.folder.string());
    for (const auto &[name, value] : options.environment) // its options come first
        words.insert(value ? words.end() : words.begin() + 1,
                     value ? name + '=' + *value : "--unset=" + name);
    return words;
}

} // namespace

ProgramResult runProgram(const std::filesystem::path &program,
                         const std::vector<std::string> &arguments, const ProgramOptions &options)
{
    std::vector<std::string> command = launcherFor(options);
    command.push_back(std::filesystem::absolute(program).string());
    command.insert(command.end(), arguments.begin(), arguments.end());

    link::Child child(command);
    std::vector<std::string> triggers{options.signalAgainAt, options.signalAt}; // the next one last
    std::erase(triggers, "");
    const auto end = std::chrono::steady_clock::now() + options.patience;
    const auto goOn = [&](const link::ChildResult &soFar) {
        while (!triggers.empty() && soFar.errors.find(triggers.back()) != std::string::npos) {
            triggers.pop_back();
            for (int i = 0; i < options.signalCount; ++i) {
                child.signal(options.signal);
                std::this_thread::sleep_for(std::chrono::milliseconds(10)); // else they may be one
            }
        }
        return std::chrono::steady_clock::now() < end;
    };
    link::ChildResult result = child.runToEnd(goOn);
    return {result.status ? result.status->shellCode() : -1, std::move(result.output),
            std::move(result.errors)};
}

bool isAlive(pid_t process)
{
    std::ifstream stat("/proc/" + std::to_string(process) + "/stat");
    std::string text;
    std::getline(stat, text);
    const std::size_t state = text.rfind(") "); // the name before it may contain anything
    return state != std::string::npos && text[state + 2] != 'Z' && text[state + 2] != 'X';
}

bool isGoneSoon(pid_t process)
{
    for (int i = 0; i < 3000 && isAlive(process); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    return !isAlive(process);
}

} // namespace cownscope::test
