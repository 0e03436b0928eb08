// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/command_line.h"
#include "benchmarks/driver/child.h"
#include "benchmarks/driver/report.h"
#include "benchmarks/driver/result_file.h"
#include "benchmarks/rows/rows.h"
#include "lab/machine/machine.h"
#include "lab/results/result_error.h"

#include <algorithm>
#include <exception>
#include <iostream>
#include <string_view>
#include <vector>

namespace {

using namespace cownscope;
using namespace cownscope::benchmark;

constexpr int usageExitCode = 2;

int refuse(const std::string &sentence)
{
    std::cerr << "boc_bench: " << sentence << std::endl;
    return usageExitCode;
}

int drive(const CommandLine &line, int argc, char **argv)
{
    catchInterrupts();
    lab::Metadata metadata = lab::describeRun("boc_bench", {argv, argv + argc});
    const std::vector<Measurement> measurements = measure(line.plan);
    metadata.finishedAt = lab::timestamp();
    metadata.interrupted = interrupted();

    std::vector<Line> lines;
    bool failed = false;
    for (const Measurement &measurement : measurements) {
        const std::vector<Line> some = linesOf(measurement);
        lines.insert(lines.end(), some.begin(), some.end());
        failed = failed || !measurement.failures.empty();
    }
    std::cout << tableOf(lines) << std::flush;
    if (!line.json.empty())
        writeResults(line.json, metadata, line.plan, measurements);
    return interrupted() ? 130 : failed ? 1 : 0;
}

} // namespace

int main(int argc, char **argv)
{
    try {
        if (argc > 1 && std::string_view(argv[1]) == "sample")
            return runSample(allRows(), {argv + 2, argv + argc});
        const std::optional<CommandLine> line = parseCommandLine(argc, argv);
        return line ? drive(*line, argc, argv) : 0;
    } catch (const UsageError &error) {
        return refuse(error.what());
    } catch (const lab::ResultError &error) {
        return refuse(error.what());
    } catch (const std::exception &error) {
        std::cerr << "boc_bench: " << error.what() << std::endl;
        return 1;
    }
}
