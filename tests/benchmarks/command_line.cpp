// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/command_line.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <charconv>
#include <limits>
#include <sstream>

namespace cownscope::benchmark {

namespace {

constexpr std::uint64_t mostWorkers = 1024;
constexpr std::uint64_t mostPairs = 10'000;

std::uint64_t wholeNumber(const std::string &option, const std::string &text, std::uint64_t most)
{
    std::uint64_t number = 0;
    const char *const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || stop != end || number < 1 || number > most) {
        throw UsageError(option + " must be a whole number from 1 to " + std::to_string(most)
                         + ", but is \"" + text + '"');
    }
    return number;
}

std::vector<unsigned> workersOf(const std::string &list)
{
    std::vector<unsigned> workers;
    std::istringstream stream(list);
    for (std::string text; std::getline(stream, text, ',');)
        workers.push_back(
            static_cast<unsigned>(wholeNumber("a number of --workers", text, mostWorkers)));
    if (workers.empty())
        throw UsageError("--workers needs numbers with commas between them, as in 1,2");
    return workers;
}

std::vector<Entry> entriesNamed(const std::vector<std::string> &names)
{
    if (names.empty())
        return catalog();
    std::vector<Entry> entries;
    for (const std::string &name : names) {
        const auto found = std::ranges::find(catalog(), name, &Entry::row);
        if (found == catalog().end()) {
            std::string known;
            for (const Entry &entry : catalog())
                known += (known.empty() ? "" : ", ") + entry.row;
            throw UsageError(
                std::string("\"").append(name).append("\" is no row; there are ").append(known));
        }
        entries.push_back(*found);
    }
    return entries;
}

struct Words
{
    std::vector<std::string> rows;
    std::string workers = "1,2";
    std::string pairs = "5";
    std::vector<std::string> peers;
    std::string operations;
    std::string json;
    bool longRun = false;
};

CommandLine commandLineOf(const Words &words)
{
    CommandLine line;
    line.plan.entries = entriesNamed(words.rows);
    line.plan.workers = workersOf(words.workers);
    line.plan.pairs = static_cast<unsigned>(wholeNumber("--pairs", words.pairs, mostPairs));
    line.plan.peers = externalPeersOf(words.peers);
    if (!words.operations.empty())
        line.plan.operations = wholeNumber("--operations", words.operations,
                                           std::numeric_limits<std::uint64_t>::max() / 2);
    line.plan.longRun = words.longRun;
    line.json = words.json;
    return line;
}

} // namespace

std::optional<CommandLine> parseCommandLine(int argc, char **argv)
{
    CLI::App app("Measures the runtime beside others that do the same work.\n"
                 "boc_bench sample ROW --workers W [--operations N] takes one sample.",
                 "boc_bench");
    Words words;
    app.add_option("rows", words.rows, "Rows to measure (default: all)")->type_name("ROW");
    app.add_option("--workers", words.workers, "Numbers of workers")
        ->type_name("N,N,…")
        ->capture_default_str();
    app.add_option("--pairs", words.pairs, "Samples of each")
        ->type_name("N")
        ->capture_default_str();
    app.add_option("--peer", words.peers,
                   "A program that knows rows by the same names; COMMAND ROW --workers W prints a "
                   "number, or exits with 2 if it lacks the row")
        ->type_name("NAME=COMMAND")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    app.add_option("--operations", words.operations,
                   "Operations of a sample (default: the row's own number)")
        ->type_name("N");
    app.add_option("--json", words.json, "Write all samples and the machine to this file")
        ->type_name("FILE");
    app.add_flag("--long", words.longRun, "Run 10⁹ behaviors where memory is measured, not 10⁸");
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success &success) {
        app.exit(success);
        return {};
    } catch (const CLI::ExtrasError &) {
        throw UsageError(CLI::detail::join(app.remaining(true), " ")
                         + " is not understood; see --help");
    } catch (const CLI::ParseError &error) {
        throw UsageError(error.what());
    }
    return commandLineOf(words);
}

} // namespace cownscope::benchmark
