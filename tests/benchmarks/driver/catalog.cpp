// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/driver/catalog.h"

namespace cownscope::benchmark {

namespace {

Peer verona(const char *row, double ratio)
{
    return {.name = "verona", .row = row, .ratio = ratio};
}

} // namespace

const std::vector<Entry> &catalog()
{
    static const std::vector<Entry> all{
        {.row = "chain-ring", .peers = {verona("chain-ring", 2.0)}},
        {.row = "chain-ring-results", .peers = {verona("chain-ring", 1.5)}},
        {.row = "ping", .peers = {verona("ping", 1.5)}},
        {.row = "fan-out", .peers = {verona("fan-out", 1.5)}},
    };
    return all;
}

} // namespace cownscope::benchmark
