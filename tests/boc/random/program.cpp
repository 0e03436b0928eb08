// SPDX-License-Identifier: GPL-3.0-or-later
#include "program.h"

#include "boc_testing.h"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

namespace boctest {

namespace {

struct Versioned
{
    std::size_t index = 0;
    int version = 0;
};

using Cowns = std::vector<boc::Cown<Versioned>>;

/// A program on its way: everything that its bodies share. Each observation and each result is
/// touched only where the program's own order allows it.
class Run
{
public:
    Run(const Program &program, boc::Runtime &runtime)
        : m_program(program)
        , m_runtime(runtime)
        , m_observations(program.nodes.size())
        , m_results(program.nodes.size(), boc::Cown<std::size_t>::empty())
        , m_mainThread(currentThread())
    {
        for (std::size_t i = 0; i < program.cowns; ++i) {
            if (i < program.pinned)
                m_cowns.push_back(boc::PinnedCown<Versioned>(runtime, Versioned{i}));
            else
                m_cowns.emplace_back(Versioned{i});
        }
    }

    /// Lends handles that live elsewhere as well.
    auto schedule(std::size_t index)
    {
        const Node &node = m_program.nodes[index];
        Cowns writes;
        Cowns reads;
        for (const Access &access : node.accesses)
            (access.writes ? writes : reads).push_back(m_cowns[access.cown]);
        std::vector<boc::Cown<std::size_t>> results;
        if (node.readsResultOf != 0)
            results.push_back(m_results[node.readsResultOf]);
        return m_runtime.when(writes, boc::read(reads), boc::read(results))
            << [this, index](auto writes, auto reads, auto results) {
                   return body(index, writes, reads, results);
               };
    }

    void scheduleChildren(std::size_t parent)
    {
        const std::vector<std::size_t> &children = m_program.nodes[parent].children;
        for (std::size_t i = 0; i < children.size(); ++i) {
            const bool pair =
                i + 1 < children.size() && m_program.nodes[children[i + 1]].joinsPrevious;
            if (!pair) {
                m_results[children[i]] = schedule(children[i]).result();
                continue;
            }
            auto [first, second] = (schedule(children[i]) + schedule(children[i + 1])).results();
            m_results[children[i]] = std::move(first);
            m_results[children[i + 1]] = std::move(second);
            ++i;
        }
    }

    std::vector<Observation> &observations() { return m_observations; }

private:
    template <class Writes, class Reads, class Results>
    std::size_t body(std::size_t index, const Writes &writes, const Reads &reads,
                     const Results &results)
    {
        Observation &observation = m_observations[index];
        ++observation.runs;
        observation.onMainThread = currentThread() == m_mainThread;
        const auto known = [&](std::size_t cown) {
            return std::any_of(observation.seen.begin(), observation.seen.end(),
                               [&](const Observation::Seen &seen) { return seen.cown == cown; });
        };
        for (const auto &cown : writes) {
            if (!known(cown->index))
                observation.seen.push_back({cown->index, true, cown->version++});
        }
        for (const auto &cown : reads) {
            if (!known(cown->index))
                observation.seen.push_back({cown->index, false, cown->version});
        }
        for (const auto &result : results) {
            observation.sawFailure = result.exception() != nullptr;
            if (!observation.sawFailure && *result != m_program.nodes[index].readsResultOf)
                throw std::logic_error("a result of somebody else");
        }
        scheduleChildren(index);
        if (m_program.nodes[index].fails)
            throw std::runtime_error("behavior " + std::to_string(index) + " fails");
        return index;
    }

    const Program &m_program;
    boc::Runtime &m_runtime;
    Cowns m_cowns;
    std::vector<Observation> m_observations;
    std::vector<boc::Cown<std::size_t>> m_results;
    const ThreadId m_mainThread;
};

bool chance(Random &random, unsigned oneIn)
{
    return random() % oneIn == 0;
}

} // namespace

Program makeProgram(Random &random, const ProgramSize &size)
{
    Program program;
    program.cowns = 1 + random() % size.cowns;
    program.pinned = chance(random, 2) ? random() % (program.cowns / 2 + 1) : 0;
    program.nodes.resize(1 + size.behaviors);
    for (std::size_t i = 1; i < program.nodes.size(); ++i) {
        Node &node = program.nodes[i];
        node.parent = chance(random, 2) ? 0 : random() % i;
        std::vector<std::size_t> &siblings = program.nodes[node.parent].children;
        const std::size_t accesses = random() % (size.mostAccesses + 1);
        for (std::size_t a = 0; a < accesses; ++a)
            node.accesses.push_back({random() % program.cowns, chance(random, 2)});
        node.fails = chance(random, 6);
        if (!siblings.empty()) {
            node.joinsPrevious = chance(random, 4) && !program.nodes[siblings.back()].joinsPrevious;
            if (!node.joinsPrevious && chance(random, 3))
                node.readsResultOf = siblings[random() % siblings.size()];
        }
        siblings.push_back(i);
    }
    return program;
}

std::vector<Observation> runProgram(const Program &program, boc::Runtime &runtime)
{
    Run run(program, runtime);
    run.scheduleChildren(0);
    if (!runtime.quiesce(std::chrono::seconds(60)))
        throw std::runtime_error("the program does not end");
    return std::move(run.observations());
}

} // namespace boctest
