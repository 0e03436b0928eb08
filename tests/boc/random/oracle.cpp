// SPDX-License-Identifier: GPL-3.0-or-later
#include "oracle.h"

#include <algorithm>
#include <optional>

namespace boctest {

namespace {

/// The happens-before relation over the moments of a run: each behavior's scheduling, begin and
/// end.
class Moments
{
public:
    explicit Moments(std::size_t behaviors)
        : m_count(3 * behaviors)
        , m_before(m_count * m_count, false)
    { }

    static std::size_t scheduling(std::size_t node) { return 3 * node; }
    static std::size_t begin(std::size_t node) { return 3 * node + 1; }
    static std::size_t end(std::size_t node) { return 3 * node + 2; }

    void order(std::size_t a, std::size_t b) { m_before[a * m_count + b] = true; }
    bool ordered(std::size_t a, std::size_t b) const { return m_before[a * m_count + b]; }

    /// Warshall's algorithm.
    void close()
    {
        for (std::size_t k = 0; k < m_count; ++k) {
            for (std::size_t i = 0; i < m_count; ++i) {
                if (!m_before[i * m_count + k])
                    continue;
                for (std::size_t j = 0; j < m_count; ++j) {
                    if (m_before[k * m_count + j])
                        m_before[i * m_count + j] = true;
                }
            }
        }
    }

private:
    std::size_t m_count;
    std::vector<bool> m_before;
};

/// For two behaviors that conflict on a cown: did a come first? Nothing if they do not conflict.
/// Equal versions belong to a reader and the writer after it, or to two readers.
std::optional<bool> ranFirst(const Observation &a, const Observation &b)
{
    for (const Observation::Seen &x : a.seen) {
        for (const Observation::Seen &y : b.seen) {
            if (x.cown != y.cown || (!x.writes && !y.writes))
                continue;
            return x.version < y.version || (x.version == y.version && !x.writes);
        }
    }
    return {};
}

void addProgramOrder(const Program &program, Moments &moments)
{
    for (std::size_t i = 0; i < program.nodes.size(); ++i) {
        if (i != 0)
            moments.order(Moments::scheduling(i), Moments::begin(i));
        std::size_t last = Moments::begin(i);
        for (const std::size_t child : program.nodes[i].children) {
            moments.order(last, Moments::scheduling(child));
            last = Moments::scheduling(child);
        }
        moments.order(last, Moments::end(i));
    }
}

} // namespace

std::vector<std::string> judge(const Program &program, const std::vector<Observation> &observations)
{
    std::vector<std::string> wrong;
    const std::size_t count = program.nodes.size();
    for (std::size_t i = 1; i < count; ++i) {
        const Node &node = program.nodes[i];
        const std::string name = "behavior " + std::to_string(i);
        if (observations[i].runs != 1)
            wrong.push_back(name + " ran " + std::to_string(observations[i].runs) + " times");
        const bool pinned = std::any_of(node.accesses.begin(), node.accesses.end(),
                                        [&](const Access &a) { return a.cown < program.pinned; });
        if (observations[i].onMainThread != pinned)
            wrong.push_back(name + " ran on the wrong thread");
        if (node.readsResultOf != 0
            && observations[i].sawFailure != program.nodes[node.readsResultOf].fails)
            wrong.push_back(name + " read a result that it should not have");
    }

    Moments moments(count);
    addProgramOrder(program, moments);
    for (std::size_t a = 1; a < count; ++a) {
        for (std::size_t b = 1; b < count; ++b) {
            if (a != b && ranFirst(observations[a], observations[b]).value_or(false))
                moments.order(Moments::end(a), Moments::begin(b));
        }
        if (const std::size_t source = program.nodes[a].readsResultOf)
            moments.order(Moments::end(source), Moments::begin(a));
    }
    moments.close();

    for (std::size_t a = 1; a < count; ++a) {
        if (moments.ordered(Moments::begin(a), Moments::begin(a)))
            wrong.push_back("behavior " + std::to_string(a) + " runs before itself");
        for (std::size_t b = 1; b < count; ++b) {
            const std::optional<bool> first = ranFirst(observations[a], observations[b]);
            if (a != b && first && !*first
                && moments.ordered(Moments::scheduling(a), Moments::scheduling(b)))
                wrong.push_back("behavior " + std::to_string(a) + " was scheduled before "
                                + std::to_string(b) + ", but ran after it");
        }
    }
    return wrong;
}

} // namespace boctest
