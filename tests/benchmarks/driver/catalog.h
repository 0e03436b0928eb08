// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace cownscope::benchmark {

// Something that does the same work without this library.
struct Peer
{
    std::string name;
    std::string row;             // what it calls the row
    bool inTree = false;         // a row of ours; else a program named on the command line
    std::optional<double> ratio; // ours / its, at least
};

// One of the numbers that samples of a row give.
struct Figure
{
    std::string name = {}; // as the sample names it
    std::string unit = "/s";
    std::optional<double> limit = {}; // at most
    bool compared = true;             // with peers, if the row has any
};

// A row of the table: what is run, and what it is held against.
struct Entry
{
    std::string row;
    std::vector<Peer> peers = {};
    std::vector<Figure> figures = {Figure{}};
    std::vector<unsigned> workers = {};     // the only ones that make sense; empty: as asked for
    std::optional<unsigned> mostPairs = {}; // where one sample takes long

    // Operations a second: what a peer may be compared in without a target.
    bool isThroughput() const { return figures.size() == 1 && figures.front().unit == "/s"; }
};

// In the order of the table.
const std::vector<Entry> &catalog();

} // namespace cownscope::benchmark
