// SPDX-License-Identifier: GPL-3.0-or-later
// Throughput and latency by the number of workers.
#include "benchmarks/driver/child.h"
#include "benchmarks/scaling/survey_report.h"
#include "lab/machine/machine.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <exception>
#include <iostream>
#include <thread>

using namespace cownscope;
using namespace cownscope::benchmark;

namespace {

struct Words
{
    std::vector<std::string> rows;
    unsigned workers = std::clamp(std::thread::hardware_concurrency(), 1u, 1024u);
    unsigned budget = 240;
    unsigned orders = 0;
    std::string programs = std::filesystem::read_symlink("/proc/self/exe").parent_path();
    std::vector<std::string> peers;
    std::string json;
};

int refuse(const std::string &sentence)
{
    std::cerr << "scaling: " << sentence << std::endl;
    return 2;
}

std::string namesOf(const std::vector<ScalingRow> &rows)
{
    std::string names;
    for (const ScalingRow &row : rows)
        names += (names.empty() ? "" : ", ") + row.name;
    return names;
}

int survey(const Words &words, int argc, char **argv)
{
    SurveyPlan plan{.rows = scalingRows(),
                    .workers = workersUpTo(words.workers),
                    .budget = std::chrono::seconds(words.budget),
                    .programs = words.programs};
    for (const std::string &name : words.rows) {
        if (std::ranges::find(plan.rows, name, &ScalingRow::name) == plan.rows.end())
            return refuse('"' + name + "\" is no row; there are " + namesOf(plan.rows));
    }
    if (!words.rows.empty()) {
        std::erase_if(plan.rows, [&words](const ScalingRow &row) {
            return std::ranges::find(words.rows, row.name) == words.rows.end();
        });
    }
    plan.peers = externalPeersOf(words.peers);
    if (words.orders > 0)
        plan.orders = words.orders;
    if (!std::filesystem::exists(plan.programs / "boc_bench"))
        return refuse("--programs needs the folder of boc_bench and flock_bench, but is \""
                      + plan.programs.string() + '"');
    catchInterrupts();
    lab::Metadata metadata = lab::describeRun("scaling", {argv, argv + argc});
    const Survey taken = takeSurvey(plan);
    metadata.finishedAt = lab::timestamp();
    metadata.interrupted = interrupted();
    std::cout << tableOf(plan, taken) << std::flush;
    if (!words.json.empty())
        writeSurvey(words.json, metadata, plan, taken);
    return interrupted() ? 130 : taken.failures.empty() ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    try {
        CLI::App app("Measures the runtime with one number of workers after another.", "scaling");
        Words words;
        app.add_option("rows", words.rows, "Rows to measure (default: all)")->type_name("ROW");
        app.add_option("--workers", words.workers, "The largest number of workers")
            ->check(CLI::Range(1, 1024))
            ->capture_default_str();
        app.add_option("--budget", words.budget, "Seconds that it may take")
            ->check(CLI::Range(1, 86400))
            ->capture_default_str();
        app.add_option("--orders", words.orders, "Times that each is measured, instead of a budget")
            ->check(CLI::Range(1, 1000));
        app.add_option("--programs", words.programs, "The folder of boc_bench and flock_bench")
            ->type_name("FOLDER");
        app.add_option("--peer", words.peers, "A program as for boc_bench --peer")
            ->type_name("NAME=COMMAND")
            ->expected(1)
            ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
        app.add_option("--json", words.json, "Write all samples and the machine to this file")
            ->type_name("FILE");
        try {
            app.parse(argc, argv);
        } catch (const CLI::Success &success) {
            return app.exit(success);
        } catch (const CLI::ParseError &error) {
            return refuse(error.what());
        }
        return survey(words, argc, argv);
    } catch (const UsageError &error) {
        return refuse(error.what());
    } catch (const std::exception &error) {
        std::cerr << "scaling: " << error.what() << std::endl;
        return 1;
    }
}
