// SPDX-License-Identifier: GPL-3.0-or-later
// Throughput of a child with live statistics beside the same point in a process without.
#include "benchmarks/watching/watching.h"
#include "lab/machine/build_info.h"
#include "link/child.h"

#include <filesystem>
#include <iostream>
#include <stdexcept>

#include <unistd.h>

using namespace cownscope;

namespace {

std::string outputOf(const std::vector<std::string> &command)
{
    return link::Child(command, {{STDERR_FILENO, STDERR_FILENO}}).runToEnd().output;
}

// A sentence about a program of another build, whose children would be refused; empty if it is not.
std::string problemOf(const std::string &program)
{
    const std::string expected = "cownbench " + lab::buildText();
    const std::string output = outputOf({program, "--version"});
    const std::string version = output.substr(0, output.find('\n'));
    if (version == expected)
        return {};
    return program + " must be of the same build, \"" + expected + "\", but is \"" + version + '"';
}

// In a fresh process, too, but one that has no parent to talk to.
double alone(const std::string &program, const lab::Experiment &experiment)
{
    const std::string output = outputOf({program, "chain-ring", "--json-stdout", "--null-payload",
                                         "--workers", std::to_string(experiment.workers),
                                         "--duration", std::to_string(experiment.durationSeconds),
                                         "--warmup", std::to_string(experiment.warmupSeconds)});
    const auto begin = output.find('{');
    const auto end = output.rfind('}');
    if (end == std::string::npos)
        throw std::runtime_error("cownbench printed no result: " + output);
    return lab::Json::parse(output.substr(begin, end + 1 - begin))["throughput"];
}

void compare(const benchmark::WatchingOptions &options, const std::string &program)
{
    const auto experiment = benchmark::watchedExperiment(options);
    benchmark::compareWatching(
        options, "child with live statistics",
        [&] { return benchmark::throughputInChild(program, experiment); }, "alone",
        [&] { return alone(program, experiment); });
}

int fail(const std::string &sentence, int exitCode)
{
    std::cerr << "lab_bench: " << sentence << std::endl;
    return exitCode;
}

} // namespace

int main(int argc, char **argv)
{
    const auto options = benchmark::watchingOptions(
        argc, argv, "Measures what live statistics of a child cost.", "lab_bench");
    try {
        const std::string program =
            (std::filesystem::read_symlink("/proc/self/exe").parent_path() / "cownbench").string();
        if (const std::string problem = problemOf(program); !problem.empty())
            return fail(problem, 2);
        compare(options, program);
        return 0;
    } catch (const std::exception &error) {
        return fail(error.what(), 1);
    }
}
