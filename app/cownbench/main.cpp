// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownbench/command.h"
#include "base/attempt.h"
#include "lab/children/child_program.h"
#include "lab/experiments/boids/boids_workload.h"
#include "lab/files/standard_output.h"
#include "lab/machine/build_info.h"
#include "lab/results/result_error.h"
#include "lab/transport/isolated.h"
#include "lab/transport/protocol.h"
#include "lab/transport/sender_program.h"
#include "link/ordinary_process.h"

#include <iostream>
#include <map>
#include <stdexcept>
#include <string>

namespace {

using namespace cownscope;

constexpr int usageExitCode = 2;

int refuse(const std::string &sentence)
{
    std::cerr << "cownbench: " << sentence << std::endl;
    return usageExitCode;
}

// Replaces messages of CLI11 that do not say how to correct the command line.
std::string sentenceFor(const CLI::App &app, const CLI::ParseError &error)
{
    std::string text = error.what();
    const std::string name = text.substr(0, text.find(": "));
    if (dynamic_cast<const CLI::ExtrasError *>(&error) != nullptr)
        return CLI::detail::join(app.remaining(true), " ") + " is not understood; see --help";
    if (dynamic_cast<const CLI::ArgumentMismatch *>(&error) != nullptr)
        return name + (text.ends_with("missing") ? ": needs a value" : ": may be given only once");
    return text;
}

int parseAndRun(int argc, char **argv)
{
    CLI::App app("Measures workloads of the behavior-oriented runtime, without a window.",
                 "cownbench");
    app.set_version_flag("--version", "cownbench " + lab::buildText());
    app.get_formatter()->column_width(36);
    std::map<const CLI::App *, bench::Command> commands;
    std::string names; // commands for users
    const auto keep = [&](bench::Command command) {
        const CLI::App *added = app.get_subcommands({}).back();
        commands[added] = std::move(command);
        return added->get_name();
    };
    for (const lab::Workload *workload : lab::workloads()) {
        const bool boids = workload == &lab::boidsWorkload(); // has options for scenes
        names +=
            keep(boids ? bench::addBoidsCommand(app) : bench::addMeasureCommand(app, *workload))
            + ", ";
    }
    names += keep(bench::addTransportCommand(app)) + ", ";
    keep(bench::addTableCommand(app));
    keep(bench::addCompareCommand(app));
    const auto keepInternal = [&](const char *name, const char *description, int (*run)()) {
        app.add_subcommand(name, description)->group(""); // so it is not listed
        keep([run](const std::vector<std::string> &) { return run(); });
    };
    keepInternal("child", "Measure what a parent process asks for, through pipes",
                 lab::runChildProgram);
    keepInternal(lab::transport::senderCommand, "Send items to a parent process",
                 lab::transport::runSenderProgram);
    keepInternal(lab::transport::receiverCommand, "Receive items and report to a parent process",
                 lab::transport::runReceiverProgram);

    try {
        app.parse(argc, argv);
    } catch (const CLI::Success &success) { // help and version
        const bool version = dynamic_cast<const CLI::CallForVersion *>(&success) != nullptr;
        lab::print(version ? success.what() + std::string("\n") : app.help());
        return success.get_exit_code();
    } catch (const CLI::ParseError &error) {
        return refuse(sentenceFor(app, error));
    }
    const auto chosen = app.get_subcommands();
    if (chosen.empty())
        return refuse("needs a command: " + names + "table or compare; see cownbench --help");
    if (chosen.size() > 1)
        return refuse("takes one command at a time, but got " + chosen[0]->get_name() + " and "
                      + chosen[1]->get_name());
    try {
        return commands.at(chosen.front())({argv, argv + argc});
    } catch (const bench::UsageError &error) {
        return refuse(error.what());
    } catch (const lab::OutputLost &) {
        throw; // not caused by an invalid argument
    } catch (const lab::ResultError &error) {
        return refuse(error.what());
    }
}

} // namespace

int main(int argc, char **argv)
{
    int exitCode = 1;
    const Outcome outcome = attempt<std::runtime_error>("the program cannot continue", [&] {
        link::makeProcessOrdinary();
        exitCode = parseAndRun(argc, argv);
    });
    if (!outcome)
        std::cerr << "cownbench: " << outcome.reason() << std::endl;
    return exitCode;
}
