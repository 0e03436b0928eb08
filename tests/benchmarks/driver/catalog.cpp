// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/driver/catalog.h"

#include <boc/runtime.h>

namespace cownscope::benchmark {

namespace {

constexpr const char *microseconds = "µs";
constexpr const char *nanoseconds = "ns";
constexpr const char *bytes = "B";
constexpr const char *inThousand = "in 1000";

Peer verona(const char *row, double ratio)
{
    return {.name = "verona", .row = row, .ratio = ratio};
}

Peer inTree(const char *name, const char *row, std::optional<double> ratio)
{
    return {.name = name, .row = row, .inTree = true, .ratio = ratio};
}

std::vector<Figure> growthOfCowns()
{
    std::vector<Figure> figures;
    for (int count = 10; count <= 1'000'000; count *= 10) {
        figures.push_back({std::to_string(count), nanoseconds});
        figures.push_back({std::to_string(count) + " less chase", nanoseconds});
    }
    return figures;
}

std::vector<Figure> growthOfWidth()
{
    std::vector<Figure> figures;
    for (int width = 1; width <= 64; width *= 2) {
        figures.push_back({std::to_string(width), nanoseconds});
        figures.push_back({std::to_string(width) + " a cown", nanoseconds});
    }
    figures.push_back({"deviation", "%"});
    return figures;
}

std::vector<Entry> throughputs()
{
    return {
        {.row = "chain-ring", .peers = {verona("chain-ring", 2.0)}},
        {.row = "chain-ring-results", .peers = {verona("chain-ring", 1.5)}},
        {.row = "ping", .peers = {verona("ping", 1.5)}},
        {.row = "ubench", .peers = {verona("ubench", 1.5)}},
        {.row = "fan-out", .peers = {verona("fan-out", 1.5)}},
        {.row = "banking", .peers = {verona("banking", 1.2), inTree("tbb", "banking-tbb", 1.2)}},
        {.row = "philosophers",
         .peers = {verona("philosophers", 1.2), inTree("tbb", "philosophers-tbb", 1.2)}},
        {.row = "philosophers-apart", .peers = {inTree("tbb", "philosophers-tbb", 1.2)}},
        {.row = "readers", .peers = {verona("readers", 1.2)}},
        {.row = "products", .peers = {inTree("bare", "products-bare", 0.97)}},
        {.row = "pinned", .peers = {inTree("bare", "pinned-bare", 0.5)}, .workers = {1}},
    };
}

std::vector<Entry> latencies()
{
    return {
        {.row = "latency-main",
         .peers = {inTree("bare", "latency-main-bare", {})},
         .figures = {{"p50", microseconds, 10},
                     {"p99", microseconds, 50},
                     {"hook p50", microseconds, 10},
                     {"hook p99", microseconds, 50}}},
        {.row = "latency-qt", .figures = {{"p50", microseconds, 25}, {"p99", microseconds}}},
        {.row = "latency-schedule",
         .peers = {inTree("bare", "latency-schedule-bare", {})},
         .figures = {{"p50", microseconds, 8}, {"p99", microseconds, 40}}},
        {.row = "fairness", .figures = {{"spread", "%", 15}}, .workers = {2}},
        {.row = "idle", .figures = {{"", "switches/s", 0}}},
    };
}

std::vector<Entry> growths()
{
    return {
        {.row = "memory",
         .figures = {{"cown", bytes, 64 + 64},
                     {"cown malloc", bytes},
                     {"behavior", bytes, 192},
                     {"behavior malloc", bytes},
                     {"long run", "MiB"}},
         .workers = {2},
         .mostPairs = 1},
        {.row = "growth-cowns", .figures = growthOfCowns(), .workers = {1}},
        {.row = "growth-width", .figures = growthOfWidth(), .workers = {1}},
        {.row = "oversubscribed",
         .peers = {inTree("fitting", "oversubscribed-fitting", 0.8)},
         .figures = {{"steps", "/s"},
                     {.name = "longest gap", .unit = "ms", .limit = 50, .compared = false}},
         .workers = {boc::physicalCores()}},
        {.row = "contention",
         .figures = {{"steps", "/s"},
                     {"failed CAS", inThousand},
                     {"steals", inThousand},
                     {"steal attempts", inThousand}},
         .workers = {1, 2, 4, 8, 16}},
    };
}

std::vector<Entry> all()
{
    std::vector<Entry> entries = throughputs();
    for (const auto &more : {latencies(), growths()})
        entries.insert(entries.end(), more.begin(), more.end());
    return entries;
}

} // namespace

const std::vector<Entry> &catalog()
{
    static const std::vector<Entry> entries = all();
    return entries;
}

} // namespace cownscope::benchmark
