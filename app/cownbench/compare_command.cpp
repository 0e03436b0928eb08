// SPDX-License-Identifier: GPL-3.0-or-later
#include <iostream>
#include <memory>
#include <optional>
#include <string>

#include "app/cownbench/command.h"
#include "app/cownbench/validators.h"
#include "lab/comparison/comparison_table.h"
#include "lab/files/standard_output.h"
#include "lab/results/result_file.h"

namespace cownscope::bench {

namespace {

struct CompareOptions
{
    std::string base;
    std::string other;
    std::optional<double> regressionPercent; // more than this fails
};

// Names the points that are slower by more; whether there are any.
bool reportRegressions(const lab::Comparison &comparison, double percent)
{
    bool found = false;
    for (const lab::PointComparison &point : comparison.points) {
        if (point.verdict != lab::Verdict::Slower || -*point.difference * 100 <= percent)
            continue;
        std::cerr << "regression: " << comparison.axis << ' ' << point.label
                  << " is slower by more than " << percent << " %" << std::endl;
        found = true;
    }
    return found;
}

} // namespace

Command addCompareCommand(CLI::App &app)
{
    auto options = std::make_shared<CompareOptions>();
    CLI::App *command =
        app.add_subcommand("compare", "Say where one result file is faster than another");
    command->add_option("BASE.json", options->base, "The result file to compare with")
        ->required()
        ->type_name(" ");
    command->add_option("OTHER.json", options->other, "The result file in question")
        ->required()
        ->type_name(" ");
    command
        ->add_option("--fail-on-regression", options->regressionPercent,
                     "Exit with 1 if a point is shown to be slower by more than this")
        ->type_name("PERCENT")
        ->check(numberFrom(0, 100));
    return [options](const std::vector<std::string> &) {
        const lab::Document base = lab::readResultFile(options->base);
        const lab::Document other = lab::readResultFile(options->other);
        const lab::Comparison comparison = lab::compare(base, other);
        lab::print(lab::renderComparison(comparison) + '\n');
        return options->regressionPercent
                && reportRegressions(comparison, *options->regressionPercent)
            ? 1
            : 0;
    };
}

} // namespace cownscope::bench
