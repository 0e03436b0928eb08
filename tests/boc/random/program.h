// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <boc/boc.h>

#include <cstddef>
#include <cstdint>
#include <random>
#include <vector>

/// \file
/// Random programs: trees of behaviors that schedule one another.
namespace boctest {

using Random = std::minstd_rand;

/// What a behavior does with a cown.
struct Access
{
    std::size_t cown;
    bool writes;
};

/// A behavior: what it asks for (perhaps a cown several times), and whom its body schedules, in
/// this order. Node 0 is the main thread, which only schedules.
struct Node
{
    std::size_t parent = 0;
    std::vector<Access> accesses;
    std::vector<std::size_t> children;
    /// An earlier child of the same parent whose result this one reads; 0 for none.
    std::size_t readsResultOf = 0;
    /// Scheduled in one step with the child before it.
    bool joinsPrevious = false;
    bool fails = false;
};

struct Program
{
    std::size_t cowns = 0;
    std::size_t pinned = 0; // the number of pinned cowns, which are the first ones
    std::vector<Node> nodes;
};

struct ProgramSize
{
    std::size_t cowns;
    std::size_t behaviors;
    std::size_t mostAccesses;
};

Program makeProgram(Random &random, const ProgramSize &size);

/// What a behavior noticed when it ran.
struct Observation
{
    int runs = 0;
    bool onMainThread = false;
    bool sawFailure = false;
    /// For each cown it held, once: the number of writes before this behavior.
    struct Seen
    {
        std::size_t cown;
        bool writes;
        int version;
    };
    std::vector<Seen> seen;
};

/// Runs the program to its end on the runtime, called on its main thread; one observation a node.
std::vector<Observation> runProgram(const Program &program, boc::Runtime &runtime);

} // namespace boctest
