// SPDX-License-Identifier: GPL-3.0-or-later
// The least that could be done for pinned behaviors: a thread pushes closures onto a list, from
// which the main thread takes all there are, turns them round and calls them.
#include "benchmarks/rows/loop_clock.h"
#include "benchmarks/rows/rows.h"

#include <atomic>
#include <thread>
#include <utility>

namespace cownscope::benchmark {

namespace {

struct Node
{
    void (*run)(Node *node); // and deletes it
    Node *next;
};

template <class Body>
struct ClosureNode : Node
{
    explicit ClosureNode(Body given)
        : Node{&ClosureNode::runAndDelete, nullptr}
        , body(std::move(given))
    { }
    static void runAndDelete(Node *node)
    {
        auto *const self = static_cast<ClosureNode *>(node);
        self->body();
        delete self;
    }

    Body body;
};

// push: any thread; takeAll: one. The release of a push pairs with the acquire of the take: a body
// is called after it was made.
class Stack
{
public:
    void push(Node *node) noexcept
    {
        node->next = m_top.load(std::memory_order_relaxed);
        while (!m_top.compare_exchange_weak(node->next, node, std::memory_order_release,
                                            std::memory_order_relaxed)) {
        }
    }

    // The oldest first.
    Node *takeAll() noexcept
    {
        if (!m_top.load(std::memory_order_relaxed))
            return nullptr;
        Node *newest = m_top.exchange(nullptr, std::memory_order_acquire);
        Node *oldest = nullptr;
        while (newest) {
            Node *const older = std::exchange(newest->next, oldest);
            oldest = std::exchange(newest, older);
        }
        return oldest;
    }

private:
    alignas(64) std::atomic<Node *> m_top{nullptr};
};

} // namespace

Sample measurePinnedBare(const SampleOptions &options)
{
    const std::uint64_t closures = options.operationsOr(pinnedOperations);
    Stack stack;
    alignas(64) std::uint64_t done = 0; // the main thread's alone
    LoopClock clock(1);
    const std::jthread producer([&] {
        clock.begin();
        for (std::uint64_t i = 0; i < closures; ++i) {
            const auto body = [&done] { ++done; };
            stack.push(new ClosureNode<decltype(body)>(body));
        }
    });
    while (done < closures) {
        for (Node *node = stack.takeAll(); node;) {
            Node *const next = node->next;
            node->run(node);
            node = next;
        }
    }
    clock.loopDone();
    return {{"", clock.perSecond(closures)}};
}

} // namespace cownscope::benchmark
