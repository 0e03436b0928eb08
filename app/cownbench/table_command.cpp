// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownbench/command.h"
#include "lab/files/standard_output.h"
#include "lab/results/csv.h"
#include "lab/results/result_file.h"
#include "lab/results/result_json.h"
#include "lab/results/statistics_table.h"
#include "lab/results/table.h"
#include "lab/statistics/summary.h"
#include "lab/transport/transport_json.h"
#include "lab/transport/transport_table.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace cownscope::bench {

namespace {

struct TableOptions
{
    std::string path;
    bool statistics = false;
    bool csv = false;
};

// The tables that the run printed, and what it could not measure.
void printTransports(const lab::transport::TransportResult &result)
{
    std::string text = renderResult(result.options, result);
    for (const lab::transport::Skipped &skipped : result.skipped)
        text += skippedText(skipped) + '\n';
    lab::print(text);
}

void printReport(lab::Document document, std::string (*render)(const lab::Document &))
{
    lab::summarizeWhereMissing(document);
    lab::print(render(document) + '\n' + lab::errorLines(document));
}

} // namespace

lab::Document readDocument(const std::filesystem::path &path)
{
    return lab::readJsonFile(path, [](const lab::Json &json) {
        if (lab::transport::isTransportResult(json))
            throw lab::ResultError("this is a result of transports, of which only a table without "
                                   "options can be made");
        return lab::documentFromJson(json);
    });
}

void printTable(const std::filesystem::path &path)
{
    using lab::transport::TransportResult;
    lab::Document document;
    std::optional<TransportResult> transports;
    lab::readJsonFile(path, [&](const lab::Json &json) {
        if (lab::transport::isTransportResult(json))
            transports = lab::transport::transportResultFromJson(json);
        else
            document = lab::documentFromJson(json);
    });
    if (transports)
        printTransports(*transports);
    else
        printReport(std::move(document), lab::renderTable);
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
            lab::print(lab::toCsv(readDocument(options->path)));
        else if (options->statistics)
            printReport(readDocument(options->path), lab::renderStatisticsTable);
        else
            printTable(options->path);
        return 0;
    };
}

} // namespace cownscope::bench
