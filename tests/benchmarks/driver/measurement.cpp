// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/driver/measurement.h"

#include "benchmarks/driver/child.h"
#include "benchmarks/driver/quantity.h"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <stdexcept>

namespace cownscope::benchmark {

namespace {

constexpr std::chrono::seconds usualLimit{300};
constexpr std::chrono::hours longLimit{2};
constexpr std::uint64_t longOperations = 1'000'000'000;

class Runner
{
public:
    Runner(const Plan &plan, Measurement &measurement)
        : m_plan(plan)
        , m_measurement(measurement)
        , m_pairs(std::min(plan.pairs, measurement.entry.mostPairs.value_or(plan.pairs)))
    { }

    void run()
    {
        std::vector<std::string> contenders{ours};
        for (const Peer &peer : m_measurement.peers)
            contenders.push_back(peer.name);
        for (unsigned pair = 0; pair < m_pairs && !m_stop && !interrupted(); ++pair) {
            Round round{.order = contenders};
            std::erase_if(round.order, [this](const std::string &name) { return isOut(name); });
            if (pair % 2 != 0)
                std::ranges::reverse(round.order);
            for (const std::string &name : round.order) {
                if (!sample(name, round))
                    break;
            }
            const bool whole = round.samples.contains(ours) && !interrupted();
            if (!round.samples.empty())
                report(pair, round);
            if (whole)
                m_measurement.rounds.push_back(std::move(round));
        }
        std::erase_if(m_measurement.peers, [this](const Peer &peer) { return isOut(peer.name); });
    }

private:
    bool isOut(const std::string &name) const { return std::ranges::count(m_out, name) != 0; }

    std::vector<std::string> wordsOf(const std::string &name) const
    {
        static const std::string self = std::filesystem::read_symlink("/proc/self/exe");
        std::vector<std::string> words{self, "sample", m_measurement.entry.row};
        const auto peer = std::ranges::find(m_measurement.peers, name, &Peer::name);
        if (peer != m_measurement.peers.end() && peer->inTree) {
            words.back() = peer->row;
        } else if (peer != m_measurement.peers.end()) {
            const auto command =
                std::ranges::find(m_plan.peers, name, &ExternalPeers::value_type::first);
            words = wordsOfPeer(name, command->second, peer->row);
        }
        words.insert(words.end(), {"--workers", std::to_string(m_measurement.workers)});
        if (const auto operations = operationsOf())
            words.insert(words.end(), {"--operations", std::to_string(*operations)});
        return words;
    }

    std::optional<std::uint64_t> operationsOf() const
    {
        if (m_plan.longRun && m_measurement.entry.row == "memory")
            return longOperations;
        return m_plan.operations;
    }

    // False if no further sample of this round is wanted.
    bool sample(const std::string &name, Round &round)
    {
        const ChildResult child = runChild(wordsOf(name), m_plan.longRun ? longLimit : usualLimit);
        if (interrupted())
            return false;
        try {
            round.samples[name] = sampleOf(child);
            if (name == ours)
                std::cerr << child.errors;
        } catch (const LacksRow &lack) {
            std::cerr << m_measurement.entry.row << ": " << name << ' ' << lack.what() << std::endl;
            m_out.push_back(name);
            m_stop = m_stop || name == ours;
        } catch (const std::runtime_error &error) {
            fail(name, error.what());
        }
        return !m_stop;
    }

    void fail(const std::string &name, const std::string &what)
    {
        m_measurement.failures.push_back(m_measurement.entry.row + " with "
                                         + std::to_string(m_measurement.workers)
                                         + " workers: " + name + ' ' + what);
        std::cerr << m_measurement.failures.back() << std::endl;
        m_out.push_back(name);
        m_stop = m_stop || name == ours;
    }

    void report(unsigned pair, const Round &round) const
    {
        std::cerr << m_measurement.entry.row << ", workers " << m_measurement.workers << ", "
                  << pair + 1 << " of " << m_pairs << ':';
        for (const std::string &name : round.order) {
            const auto found = round.samples.find(name);
            if (found != round.samples.end())
                std::cerr << "  " << name << ' '
                          << quantity(found->second.front().number,
                                      m_measurement.entry.figures.front().unit);
        }
        std::cerr << std::endl;
    }

    const Plan &m_plan;
    Measurement &m_measurement;
    unsigned m_pairs;
    std::vector<std::string> m_out; // contenders that lack the row or failed
    bool m_stop = false;            // without ours there is nothing to compare
};

// The peers that this plan has for a row.
std::vector<Peer> peersOf(const Entry &entry, const Plan &plan)
{
    std::vector<Peer> peers;
    for (const Peer &peer : entry.peers) {
        if (peer.inTree)
            peers.push_back(peer);
    }
    for (const auto &[name, command] : plan.peers) {
        const auto known = std::ranges::find_if(entry.peers, [&name = name](const Peer &peer) {
            return !peer.inTree && peer.name == name;
        });
        if (known != entry.peers.end())
            peers.push_back(*known);
        else if (entry.isThroughput())
            peers.push_back({.name = name, .row = entry.row, .ratio = {}});
    }
    return peers;
}

} // namespace

std::vector<Measurement> measure(const Plan &plan)
{
    std::vector<Measurement> measurements;
    for (const Entry &entry : plan.entries) {
        for (const unsigned workers : entry.workers.empty() ? plan.workers : entry.workers) {
            if (interrupted())
                return measurements;
            Measurement &now = measurements.emplace_back();
            now.entry = entry;
            now.workers = workers;
            now.peers = peersOf(entry, plan);
            Runner(plan, now).run();
        }
    }
    return measurements;
}

} // namespace cownscope::benchmark
