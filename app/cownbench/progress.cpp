// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownbench/progress.h"

#include "base/number_text.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <iostream>
#include <string_view>

#include <sys/ioctl.h>
#include <unistd.h>

namespace cownscope::bench {

namespace {

std::string rateText(double perSecond, const std::string &unit)
{
    const char *prefixes[] = {"", "k", "M", "G"};
    std::size_t prefix = 0;
    while (perSecond >= 9999.5 && prefix + 1 < std::size(prefixes)) {
        perSecond /= 1000;
        ++prefix;
    }
    return roundedText(perSecond, 4) + ' ' + prefixes[prefix] + (prefix > 0 ? " " : "") + unit
        + "/s";
}

std::size_t terminalWidth()
{
    winsize size{};
    return ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

// Whether a line can be overwritten. The progress bar uses only carriage returns, not escape codes.
bool canRewriteLines(int stream)
{
    const char *terminal = std::getenv("TERM");
    return ::isatty(stream) == 1 && terminal != nullptr && *terminal != '\0'
        && std::string_view(terminal) != "dumb";
}

std::string bar(double share)
{
    constexpr std::size_t width = 20;
    const auto full = static_cast<std::size_t>(std::lround(share * width));
    return '[' + std::string(full, '#') + std::string(width - full, '.') + ']';
}

} // namespace

Progress::Progress(const lab::SweepPlan &plan, const std::vector<lab::PlannedPoint> &points,
                   const std::vector<lab::PlannedRun> &runs, bool quiet)
    : m_plan(plan)
    , m_points(points)
    , m_timeLeft(points, runs)
    , m_quiet(quiet)
    , m_terminal(!quiet && canRewriteLines(STDERR_FILENO))
{ }

lab::SweepHooks Progress::hooks()
{
    lab::SweepHooks hooks;
    hooks.begun = [this](const lab::RunPlace &place) { begun(place); };
    hooks.live = [this](const lab::LiveReport &report) { showBar(&report); };
    hooks.snapshot = [this](const lab::LiveReport &report) { snapshot(report); };
    hooks.warning = [this](const std::string &sentence) { warn(sentence); };
    hooks.stopping = [this] { line("interrupted; ending the child (interrupt again to kill it)"); };
    hooks.measured = [this](const lab::RunPlace &place, const lab::Repeat &repeat) {
        measured(place, repeat);
    };
    hooks.failed = [this](const lab::RunPlace &place, const lab::PointError &error) {
        failed(place, error);
    };
    return hooks;
}

void Progress::announce()
{
    std::string text = "sweep: " + std::to_string(m_points.size())
        + (m_points.size() == 1 ? " point" : " points") + " × " + std::to_string(m_plan.repeats)
        + (m_plan.repeats == 1 ? " repeat" : " repeats");
    if (const auto seconds = m_timeLeft.seconds())
        text += ", " + lab::roughDuration(*seconds);
    line(text);
}

void Progress::finish()
{
    removeBar();
    std::cerr << std::flush;
}

void Progress::removeBar()
{
    if (m_barLength == 0)
        return;
    const std::size_t width = std::min(m_barLength, terminalWidth() - 1);
    std::cerr << '\r' << std::string(width, ' ') << '\r';
    m_barLength = 0;
}

std::string Progress::describe(const lab::RunPlace &place) const
{
    return "point " + m_points[place.run.point].label + " repeat "
        + std::to_string(place.run.repeat + 1) + '/' + std::to_string(m_plan.repeats);
}

void Progress::begun(const lab::RunPlace &place)
{
    m_place = place;
    m_begun = Clock::now();
    if (m_terminal)
        return showBar(nullptr);
    std::string text = describe(place);
    const auto left = m_timeLeft.seconds();
    if (place.number > 0 && left)
        text += ", " + lab::durationForPeople(*left) + " left";
    line(text);
}

void Progress::measured(const lab::RunPlace &place, const lab::Repeat &repeat)
{
    m_timeLeft.done(place.run.point, std::chrono::duration<double>(Clock::now() - m_begun).count());
    line((m_terminal ? describe(place) : "") + "  -> "
         + rateText(repeat.throughput, m_plan.base.workload->about().unit) + " ("
         + fixedText(repeat.elapsedSeconds, 2) + " s)");
}

void Progress::failed(const lab::RunPlace &place, const lab::PointError &error)
{
    m_timeLeft.skipped(place.run.point); // a failed point gets no more repeats
    line((m_terminal ? describe(place) : "") + "  -> error: " + error.message);
}

void Progress::snapshot(const lab::LiveReport &report)
{
    std::string text = "snapshot of " + describe(m_place) + ", " + report.phase + ": "
        + std::to_string(report.units) + ' ' + m_plan.base.workload->about().unit
        + ", behaviors by worker:";
    for (const std::uint64_t executed : report.executed)
        text += ' ' + std::to_string(executed);
    line(text);
}

void Progress::showBar(const lab::LiveReport *report)
{
    if (!m_terminal)
        return;
    const double done = static_cast<double>(m_place.number)
        / static_cast<double>(std::max<std::size_t>(1, m_place.count));
    std::string text = bar(done) + ' ' + std::to_string(m_place.number) + '/'
        + std::to_string(m_place.count) + "  " + describe(m_place);
    if (report != nullptr && report->phase == "measuring")
        text += "  " + rateText(report->throughput, m_plan.base.workload->about().unit);
    else if (report != nullptr)
        text += "  " + report->phase;
    const double spent = std::chrono::duration<double>(Clock::now() - m_begun).count();
    if (const auto left = m_timeLeft.seconds(m_place.run.point, spent))
        text += "  " + lab::durationForPeople(*left) + " left";
    text = text.substr(0, terminalWidth() - 1);
    const std::size_t length = text.size();
    if (length < m_barLength) // overwrites the rest of the previous bar
        text.resize(std::min(m_barLength, terminalWidth() - 1), ' ');
    std::cerr << '\r' << text << std::flush;
    m_barLength = length;
}

void Progress::line(const std::string &text)
{
    if (m_quiet)
        return;
    removeBar();
    std::cerr << text << std::endl;
}

} // namespace cownscope::bench
