// SPDX-License-Identifier: MIT
#include <boc/explore/execution.h>
#include <boc/explore/explore.h>

#include <chrono>

namespace boc::explore {

namespace {

class Stopwatch
{
public:
    double seconds() const
    {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_begin).count();
    }

private:
    const std::chrono::steady_clock::time_point m_begin = std::chrono::steady_clock::now();
};

/// Runs once; true if nothing failed.
bool runOnce(Choices &choices, std::uint64_t maxSteps, const std::function<void()> &body,
             const std::function<bool()> &bodyFailed, Report &report)
{
    Execution execution(choices, {maxSteps});
    execution.run(body);
    ++report.executions;
    report.steps += execution.steps();
    if (execution.failed())
        report.failure = execution.failure();
    else if (bodyFailed && bodyFailed())
        report.failure = "the body found something wrong\nreplay: " + choices.name() + '\n';
    return !report.failure;
}

} // namespace

Report exploreSeeds(const SeedOptions &options, const std::function<void()> &body)
{
    Report report;
    const Stopwatch watch;
    for (std::uint64_t i = 0; i < options.count; ++i) {
        RandomChoices choices(options.first + i);
        if (!runOnce(choices, options.maxSteps, body, options.bodyFailed, report)) {
            report.failingSeed = options.first + i;
            break;
        }
    }
    report.seconds = watch.seconds();
    return report;
}

Report exploreAll(const ExhaustiveOptions &options, const std::function<void()> &body)
{
    Report report;
    const Stopwatch watch;
    AllChoices choices(options.bounds);
    while (choices.next()) {
        if (report.executions == options.maxExecutions) {
            report.complete = false;
            break;
        }
        if (!runOnce(choices, options.maxSteps, body, options.bodyFailed, report))
            break;
    }
    report.seconds = watch.seconds();
    return report;
}

} // namespace boc::explore
