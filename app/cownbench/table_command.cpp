// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownbench/command.h"
#include "lab/files/standard_output.h"
#include "lab/results/csv.h"
#include "lab/results/result_file.h"
#include "lab/results/statistics_table.h"
#include "lab/results/table.h"
#include "lab/statistics/summary.h"

#include <memory>
#include <string>

namespace cownscope::bench {

namespace {

struct TableOptions
{
    std::string path;
    bool statistics = false;
    bool csv = false;
};

void printReport(const std::filesystem::path &path, std::string (*render)(const lab::Document &))
{
    lab::Document document = lab::readResultFile(path);
    lab::summarizeWhereMissing(document);
    lab::print(render(document) + '\n' + lab::errorLines(document));
}

} // namespace

void printTable(const std::filesystem::path &path)
{
    printReport(path, lab::renderTable);
}

Command addTableCommand(CLI::App &app)
{
    auto options = std::make_shared<TableOptions>();
    CLI::App *command = app.add_subcommand("table", "Print the table of a result file");
    command->add_option("RESULT.json", options->path, "A result file")->required()->type_name(" ");
    command->add_flag("--statistics", options->statistics,
                      "Print median, MAD, range and the 95 % interval of the mean instead");
    command->add_flag("--csv", options->csv, "Print each repeat as a line of CSV instead");
    return [options](const std::vector<std::string> &) {
        if (options->csv && options->statistics)
            throw UsageError("--csv: cannot be combined with --statistics");
        if (options->csv)
            lab::print(lab::toCsv(lab::readResultFile(options->path)));
        else if (options->statistics)
            printReport(options->path, lab::renderStatisticsTable);
        else
            printTable(options->path);
        return 0;
    };
}

} // namespace cownscope::bench
