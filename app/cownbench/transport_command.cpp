// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownbench/transport_command.h"

#include "app/cownbench/command.h"
#include "app/cownbench/validators.h"
#include "base/number_text.h"
#include "link/transport/available_memory.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace cownscope::bench {

namespace {

namespace transport = lab::transport;

constexpr std::uint32_t largestMb = 65'536;   // MiB; the limit of the transports
constexpr double longestTime = 86'400;        // seconds
constexpr std::uint32_t largestSide = 16'384; // pixels; the limit of the encoder

// The options as they are given.
struct Given
{
    TransportOptions options;
    std::vector<std::string> kinds = namesOf(transport::allKinds);
    std::vector<std::string> transports = namesOf(transport::ownTransports);
    std::string picture = "3840x2160";

    template <typename Values>
    static std::vector<std::string> namesOf(const Values &values)
    {
        std::vector<std::string> names(values.size());
        std::ranges::transform(values, names.begin(),
                               [](auto value) { return transport::nameOf(value); });
        return names;
    }
};

template <typename Value>
void refuseRepetition(const char *flag, const std::vector<Value> &values)
{
    std::set<Value> seen;
    for (const Value &value : values) {
        if (seen.insert(value).second)
            continue;
        if constexpr (std::is_same_v<Value, std::string>)
            throw UsageError(std::string(flag) + ": names " + value + " twice");
        else
            throw UsageError(std::string(flag) + ": names " + numberText(value) + " twice");
    }
}

// "3840x2160"
std::optional<std::pair<std::uint32_t, std::uint32_t>> pictureFrom(const std::string &text)
{
    const auto side = [](std::string_view digits) -> std::optional<std::uint32_t> {
        const auto pixels = cownscope::numberFrom<std::uint32_t>(digits);
        constexpr std::uint32_t smallest = 16;
        const bool isRight =
            pixels && *pixels >= smallest && *pixels <= largestSide && *pixels % 2 == 0;
        return isRight ? pixels : std::nullopt;
    };
    const std::size_t middle = std::min(text.find('x'), text.size());
    const auto width = side(std::string_view(text).substr(0, middle));
    const auto height = side(std::string_view(text).substr(std::min(middle + 1, text.size())));
    if (!width || !height)
        return {};
    return std::pair(*width, *height);
}

std::string gibibytes(std::uint64_t bytes)
{
    constexpr double gibibyte = 1 << 30;
    return fixedText(static_cast<double>(bytes) / gibibyte, 1) + " GiB";
}

void refuseTooMuchMemory(const transport::SweepOptions &options)
{
    const std::uint64_t available = link::availableMemory();
    for (const transport::Configuration &one : configurationsOf(options)) {
        const std::uint64_t needed = neededMemory(one);
        if (needed > available)
            throw UsageError("--sizes: items of " + numberText(one.sizeMb)
                             + " MiB with --buffer-size " + numberText(one.bufferSize) + " need "
                             + gibibytes(needed) + " of memory, but only " + gibibytes(available)
                             + " are available; give smaller sizes or a smaller buffer");
    }
}

// The encoder has a highest bit rate.
void refuseTooLargeClips(const transport::SweepOptions &options)
{
    if (std::ranges::count(options.kinds, transport::Kind::Packets) == 0)
        return;
    for (const std::uint32_t size : options.sizesMb) {
        if (size > transport::largestClipMb)
            throw UsageError("--sizes: packets can have at most "
                             + numberText(transport::largestClipMb) + " MiB, not "
                             + numberText(size) + "; leave packets out of --kinds");
    }
}

TransportOptions validated(const Given &given)
{
    TransportOptions options = given.options;
    refuseRepetition("--sizes", options.sweep.sizesMb);
    refuseRepetition("--kinds", given.kinds);
    refuseRepetition("--transports", given.transports);
    options.sweep.kinds.clear();
    for (const std::string &name : given.kinds)
        options.sweep.kinds.push_back(transport::kindNamed(name).value());
    options.sweep.transports.clear();
    for (const std::string &name : given.transports)
        options.sweep.transports.push_back(transport::transportNamed(name).value());
    std::tie(options.sweep.pictureWidth, options.sweep.pictureHeight) =
        pictureFrom(given.picture).value();
    if (!options.csvPath.empty() && options.csvPath == options.jsonPath)
        throw UsageError("--json: must be another file than --output");
    refuseTooLargeClips(options.sweep);
    refuseTooMuchMemory(options.sweep);
    return options;
}

void addItems(CLI::App &command, Given &given)
{
    const auto group = [&](CLI::Option *option) { return option->group("Items"); };
    group(command.add_option("--sizes", given.options.sweep.sizesMb, "Sizes of an item in MiB"))
        ->type_name("N")
        ->delimiter(',')
        ->check(wholeNumber(1, largestMb))
        ->default_str("2 8 32");
    group(command.add_option(
              "--kinds", given.kinds,
              "Contents: bytes; a matrix of floats; a tensor, which has new values in each item; "
              "packets of an H.264 clip"))
        ->type_name("KIND")
        ->delimiter(',')
        ->check(valueThat(
            "bytes, matrix, tensor or packets",
            [](const std::string &text) { return transport::kindNamed(text).has_value(); }))
        ->default_str("bytes matrix tensor packets");
    group(command.add_option("--picture", given.picture, "Size of the pictures in the clip"))
        ->type_name("WxH")
        ->check(
            valueThat("two even numbers from 16 to " + numberText(largestSide) + ", as in 640x480",
                      [](const std::string &text) { return pictureFrom(text).has_value(); }))
        ->capture_default_str();
}

bool isBuiltIn(const std::optional<transport::Transport> &one)
{
    return one && std::ranges::count(transport::builtInTransports(), *one) > 0;
}

// The other libraries in this program.
std::string peersText()
{
    std::string text;
    if (isBuiltIn(transport::Transport::Boost))
        text += "; boost: slots of Boost.Interprocess";
    if (isBuiltIn(transport::Transport::Iceoryx))
        text += "; iceoryx: chunks of a running iox-roudi";
    return text;
}

void addTransports(CLI::App &command, Given &given)
{
    transport::Configuration &common = given.options.sweep.common;
    const auto group = [&](CLI::Option *option) { return option->group("Transports"); };
    group(command.add_option(
              "--transports", given.transports,
              "pipe: through a socket, with a tensor in shared memory of its own; ring: copied out "
              "of a shared ring; pool: read where the sender wrote it, in shared slots"
                  + peersText()))
        ->type_name("NAME")
        ->delimiter(',')
        ->check(valueThat(
            transport::builtInTransportNames(),
            [](const std::string &text) { return isBuiltIn(transport::transportNamed(text)); }))
        ->default_str("pipe ring pool");
    group(command.add_option("--buffer-size", common.bufferSize,
                             "Items in flight: slots of the pool, capacity of the ring"))
        ->type_name("N")
        ->check(wholeNumber(1, link::TransportOptions::mostSlots))
        ->capture_default_str();
    group(command.add_flag("--prefilled", common.prefilled,
                           "Fill each slot of a pool only once and then only pass slots on; has no "
                           "effect on a pipe and a ring, which always copy"));
}

void addMeasuring(CLI::App &command, Given &given)
{
    transport::SweepOptions &sweep = given.options.sweep;
    transport::Configuration &common = sweep.common;
    const auto group = [&](CLI::Option *option) { return option->group("Measuring"); };
    group(command.add_option("--num-items", common.numItems, "Items in each pass"))
        ->type_name("N")
        ->check(wholeNumber(1, 1'000'000'000))
        ->capture_default_str();
    group(command.add_option("--runs", common.runs, "Timed passes, after one that is not timed"))
        ->type_name("N")
        ->check(wholeNumber(1, 1'000'000))
        ->capture_default_str();
    group(
        command.add_option("--duration-sec", common.durationSeconds,
                           "If above 0: time passes for so long instead of --runs, and print when "
                           "each measurement begins and ends"))
        ->type_name("S")
        ->check(numberFrom(0, longestTime))
        ->capture_default_str();
    group(command.add_option("--gap-sec", sweep.gapSeconds,
                             "Seconds of doing nothing between transports"))
        ->type_name("S")
        ->check(numberFrom(0, longestTime))
        ->capture_default_str();
    group(command.add_flag("--isolate", sweep.isolate,
                           "Measure each combination in new processes, with CPU time and memory of "
                           "both sides"));
}

void addReporting(CLI::App &command, Given &given)
{
    const auto group = [&](CLI::Option *option) { return option->group("Reporting"); };
    group(command.add_option("--output", given.options.csvPath, "Write the results as CSV"))
        ->type_name("FILE.csv");
    group(command.add_option("--json", given.options.jsonPath,
                             "Write the results of all passes as JSON"))
        ->type_name("FILE.json");
    group(command.add_flag("--quiet", given.options.quiet, "Print no progress and no table"));
}

} // namespace

Command addTransportCommand(CLI::App &app)
{
    auto given = std::make_shared<Given>();
    CLI::App *const command = app.add_subcommand(
        "transport", "Measure how fast large items travel between two processes");
    addItems(*command, *given);
    addTransports(*command, *given);
    addMeasuring(*command, *given);
    addReporting(*command, *given);
    return [given](const std::vector<std::string> &argv) {
        return runTransport(validated(*given), argv);
    };
}

} // namespace cownscope::bench
