// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownbench/command.h"
#include "app/cownbench/output_file.h"
#include "app/cownbench/transport_command.h"
#include "base/number_text.h"
#include "lab/files/standard_output.h"
#include "lab/files/write_file.h"
#include "lab/machine/machine.h"
#include "lab/results/result_error.h"
#include "lab/transport/transport_csv.h"
#include "lab/transport/transport_json.h"
#include "lab/transport/transport_table.h"
#include "link/end_signals.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <utility>

namespace cownscope::bench {

namespace {

namespace transport = lab::transport;

// Both files, before one of them is begun.
const TransportOptions &withWritableFiles(const TransportOptions &options)
{
    for (const auto &[flag, path] :
         {std::pair("--output", &options.csvPath), std::pair("--json", &options.jsonPath)}) {
        try {
            if (!path->empty())
                lab::checkWritable(*path);
        } catch (const lab::ResultError &error) {
            throw UsageError(std::string(flag) + ": " + error.what());
        }
    }
    return options;
}

OutputFile openFile(const char *flag, const std::string &path, const std::string &contents)
{
    try {
        return {path, contents};
    } catch (const lab::ResultError &error) {
        throw UsageError(std::string(flag) + ": " + error.what());
    }
}

// Of a row or a configuration.
template <typename One>
std::string labelOf(const One &one)
{
    return transport::labelOf(one.kind, one.sizeMb, one.transport);
}

// The two files and what is printed.
class Report
{
public:
    Report(const TransportOptions &options, const std::vector<std::string> &argv)
        : m_options(withWritableFiles(options))
        , m_metadata(lab::describeRun("cownbench", argv))
        , m_csv(openFile("--output", options.csvPath, transport::toCsv({})))
        , m_json(openFile("--json", options.jsonPath,
                          jsonOf({.rows = {}, .skipped = {}, .interrupted = true})))
    { }

    transport::SweepHooks hooks()
    {
        return {.begun = [this](const auto &one) { mark("begin", one); },
                .ended = [this](const auto &one) { mark("end  ", one); },
                .measured = [this](const transport::Row &row) { progress(row); },
                .skipped = [](const transport::Skipped &skipped) { line(skippedText(skipped)); },
                .keep =
                    [this](const transport::SweepResult &result) {
                        m_csv.keep(transport::toCsv(result.rows));
                        m_json.keep(jsonOf(result));
                    }};
    }

    // False if something could not be written.
    bool complete(const transport::SweepResult &result)
    {
        m_metadata.finishedAt = lab::timestamp();
        const bool csvIsComplete = m_csv.complete(transport::toCsv(result.rows));
        const bool jsonIsComplete = m_json.complete(jsonOf(result));
        if (!m_options.quiet)
            lab::print(renderResult(m_options.sweep, result));
        return csvIsComplete && jsonIsComplete;
    }

private:
    static void line(const std::string &text) { std::cerr << text << std::endl; }

    std::string jsonOf(const transport::SweepResult &result) const
    {
        return toJsonText(m_options.sweep, result, m_metadata);
    }

    // For a program that samples the machine at the same time; as in the reference benchmark.
    void mark(const char *what, const transport::Configuration &one) const
    {
        if (one.durationSeconds <= 0)
            return;
        const auto now = std::chrono::system_clock::now().time_since_epoch();
        const double seconds = std::chrono::duration<double>(now).count();
        lab::print(std::string("### ") + what + ' ' + labelOf(one) + " ts=" + fixedText(seconds, 0)
                   + '\n');
    }

    void progress(const transport::Row &row) const
    {
        if (!row.interruption.empty())
            line(interruptionText(m_options.sweep, row));
        else if (!m_options.quiet)
            line(labelOf(row) + ": " + fixedText(row.mbPerSecond, 0) + " MB/s");
    }

    const TransportOptions &m_options;
    lab::Metadata m_metadata;
    OutputFile m_csv;
    OutputFile m_json;
};

// The first signal ends the present measurement and its processes.
void stopRun(void *control, unsigned)
{
    static_cast<lab::RunControl *>(control)->stop();
}

} // namespace

int runTransport(const TransportOptions &options, const std::vector<std::string> &argv)
{
    Report report(options, argv);
    static lab::RunControl control; // static, since a signal may arrive late
    const link::EndSignals endSignals(stopRun, &control);
    const auto result =
        runSweep(options.sweep, std::filesystem::read_symlink("/proc/self/exe").string(),
                 report.hooks(), control);
    const bool isComplete = report.complete(result);
    if (result.interrupted)
        return 130;
    const bool hasAllPasses =
        std::ranges::all_of(result.rows, &std::string::empty, &transport::Row::interruption);
    return isComplete && hasAllPasses && result.skipped.empty() ? 0 : 1;
}

} // namespace cownscope::bench
