// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownbench/command.h"
#include "app/cownbench/validators.h"
#include "lab/comparison/comparison_table.h"
#include "lab/comparison/gate.h"
#include "lab/files/standard_output.h"

#include <iostream>
#include <memory>
#include <optional>
#include <string>

namespace cownscope::bench {

namespace {

struct CompareOptions
{
    std::string base;
    std::string other;
    std::optional<double> regressionPercent; // larger regressions fail
};

// Prints the failures; returns whether there are none.
bool passes(const lab::Comparison &comparison, double percent)
{
    const std::vector<std::string> failures = lab::gateFailures(comparison, percent);
    for (const std::string &failure : failures)
        std::cerr << failure << std::endl;
    return failures.empty();
}

} // namespace

Command addCompareCommand(CLI::App &app)
{
    auto options = std::make_shared<CompareOptions>();
    CLI::App *command = app.add_subcommand("compare", "Compare two result files");
    command->add_option("BASE.json", options->base, "The baseline result file")
        ->required()
        ->type_name(" ");
    command->add_option("OTHER.json", options->other, "The result file to compare with it")
        ->required()
        ->type_name(" ");
    command
        ->add_option("--fail-on-regression", options->regressionPercent,
                     "Exit with 1 if a point is slower by more than this, or if a point of the "
                     "base cannot be judged")
        ->type_name("PERCENT")
        ->check(numberFrom(0, 100));
    return [options](const std::vector<std::string> &) {
        const lab::Document base = readDocument(options->base);
        const lab::Document other = readDocument(options->other);
        const lab::Comparison comparison = lab::compare(base, other);
        lab::print(lab::renderComparison(comparison) + '\n');
        return options->regressionPercent && !passes(comparison, *options->regressionPercent) ? 1
                                                                                              : 0;
    };
}

} // namespace cownscope::bench
