// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/sample.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <exception>
#include <limits>
#include <sstream>
#include <stdexcept>

namespace cownscope::benchmark {

namespace {

constexpr std::uint64_t mostWorkers = 1024;

std::uint64_t numberOf(std::string_view option, std::span<const char *const> words,
                       std::uint64_t most)
{
    const std::string_view text = words.empty() ? "" : words.front();
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc() || end != text.data() + text.size() || number < 1
        || number > most) {
        throw std::invalid_argument(std::string(option) + " must be a whole number from 1 to "
                                    + std::to_string(most) + ", but is \"" + std::string(text)
                                    + '"');
    }
    return number;
}

const Row &rowNamed(std::string_view name, std::span<const Row> rows)
{
    const auto found = std::ranges::find(rows, name, &Row::name);
    if (found != rows.end())
        return *found;
    std::string known;
    for (const Row &row : rows)
        known.append(known.empty() ? "" : ", ").append(row.name);
    throw std::invalid_argument('"' + std::string(name) + "\" is no row; there are " + known);
}

SampleOptions optionsOf(std::span<const char *const> words, Sample &observed)
{
    SampleOptions options;
    std::size_t taken = 0;
    for (; !words.empty(); words = words.subspan(std::min(taken, words.size()))) {
        const std::string_view option = words.front();
        const auto value = words.subspan(1);
        taken = 2;
        if (option == "--observe") {
            options.observed = &observed;
            taken = 1;
        } else if (option == "--workers")
            options.workers = static_cast<unsigned>(numberOf(option, value, mostWorkers));
        else if (option == "--operations")
            options.operations =
                numberOf(option, value, std::numeric_limits<std::uint64_t>::max() / 2);
        else
            throw std::invalid_argument('"' + std::string(option)
                                        + "\" is no option of a sample; there are --workers W, "
                                          "--operations N and --observe");
    }
    return options;
}

} // namespace

std::string textOf(const Sample &sample)
{
    std::ostringstream text;
    text.precision(9);
    for (const Value &value : sample)
        text << value.name << (value.name.empty() ? "" : " ") << value.number << '\n';
    return text.str();
}

Sample sampleOf(const std::string &text)
{
    Sample sample;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
        const auto space = line.find_last_of(' ');
        const std::size_t begin = space == std::string::npos ? 0 : space + 1;
        Value value{line.substr(0, begin == 0 ? 0 : space), 0};
        const char *const end = line.data() + line.size();
        const auto [stop, error] = std::from_chars(line.data() + begin, end, value.number);
        if (error != std::errc() || stop != end)
            throw std::runtime_error("printed \"" + line + "\", which is no number");
        sample.push_back(value);
    }
    if (sample.empty())
        throw std::runtime_error("printed nothing");
    return sample;
}

std::optional<double> numberOf(const Sample &sample, const std::string &name)
{
    const auto value = std::ranges::find(sample, name, &Value::name);
    return value == sample.end() ? std::nullopt : std::optional(value->number);
}

int runSample(std::span<const Row> rows, std::span<const char *const> words)
{
    try {
        if (words.empty())
            throw std::invalid_argument("a sample needs the name of its row");
        const Row &row = rowNamed(words.front(), rows);
        Sample observed;
        Sample sample = row.measure(optionsOf(words.subspan(1), observed));
        sample.insert(sample.end(), observed.begin(), observed.end());
        std::fputs(textOf(sample).c_str(), stdout);
        return 0;
    } catch (const std::invalid_argument &error) {
        std::fprintf(stderr, "boc_bench: %s\n", error.what());
        return 2;
    } catch (const std::exception &error) {
        std::fprintf(stderr, "boc_bench: %s\n", error.what());
        return 1;
    }
}

} // namespace cownscope::benchmark
