// SPDX-License-Identifier: GPL-3.0-or-later
#include "load.h"

#include "random/handles.h"
#include "random/oracle.h"

#include <iterator>
#include <stdexcept>
#include <utility>

namespace boctest {

using namespace std::chrono_literals;

void Load::runAny()
{
    static constexpr void (Load::*kinds[])() = {
        &Load::programs,       &Load::handles,       &Load::scopes,
        &Load::failures,       &Load::messages,      &Load::notices,
        &Load::foreignThreads, &Load::notifications, &Load::promises,
    };
    (this->*kinds[m_random() % std::size(kinds)])();
}

void Load::expect(bool holds, const char *what)
{
    if (!holds)
        m_wrong.push_back(what);
}

void Load::quiesce()
{
    if (!m_runtime.quiesce(60s))
        throw std::runtime_error("a runtime does not come to rest within a minute");
}

std::vector<boc::Cown<Counted>> Load::cowns(int most)
{
    return std::vector<boc::Cown<Counted>>(static_cast<std::size_t>(upTo(most)));
}

void Load::programs()
{
    const Program program = makeProgram(m_random, {6, 40, 4});
    for (std::string &wrong : judge(program, runProgram(program, m_runtime)))
        m_wrong.push_back(std::move(wrong));
}

void Load::handles()
{
    for (std::string &wrong : runHandles(m_random, m_runtime, {2, 30, 60}))
        m_wrong.push_back(std::move(wrong));
}

void Load::scopes()
{
    const std::vector<boc::Cown<Counted>> all = cowns(10);
    const int count = upTo(200);
    const bool cancels = m_random() % 2 == 0;
    Atomic<int> ran{0};
    boc::Scope scope(m_runtime);
    for (int i = 0; i < count; ++i) {
        scope.when(all[m_random() % all.size()], boc::read(all[0])) << [&, all](auto, auto) {
            boc::when(all[0]) << [&ran](auto) { ++ran; }; // refused once the scope is cancelled
        };
        if (cancels && i == count / 2)
            break;
    }
    if (cancels)
        scope.cancel();
    expect(scope.wait(60s), "a scope does not end");
    expect(scope.inFlight() == 0, "a scope that has ended has something in flight");
    expect(cancels || ran == count, "behaviors of a scope that was not cancelled did not run");
}

void Load::failures()
{
    const int count = upTo(200);
    Atomic<int> caught{0};
    for (int i = 0; i < count; ++i) {
        const boc::Cown<int> result = m_runtime.when() << [i]() -> int {
            if (i % 2 == 0)
                throw std::runtime_error("a body that fails");
            return i;
        };
        if (i % 3 == 0) {
            m_runtime.when(result) << [&caught](auto r) {
                if (r.exception())
                    ++caught;
            };
        }
    }
    quiesce();
    expect(caught == (count + 5) / 6, "exceptions did not arrive in their results");
}

void Load::messages()
{
    const int count = upTo(100);
    Thread sender([&] {
        for (int i = 0; i < count; ++i)
            m_runtime.messages().send("thread", i);
    });
    for (int i = 0; i < count; ++i)
        m_runtime.when() << [] { boc::send("body", std::string(50, 'm')); };
    bool inOrder = true;
    for (int i = 0; i < count; ++i)
        inOrder = m_runtime.messages().receive<int>("thread") == i && inOrder;
    expect(inOrder, "messages of one thread arrived in another order");
    for (int i = upTo(count); i > 0; --i)
        m_runtime.messages().receive<std::string>("body");
    sender.join();
    quiesce();
    m_runtime.messages().drain("body");
}

void Load::notices()
{
    boc::Noticeboard &board = m_runtime.noticeboard();
    board.seed("count", 0);
    const int count = upTo(100);
    for (int i = 0; i < count; ++i) {
        m_runtime.when() << [i] {
            boc::notice::update("count", 0, [](int n) { return n + 1; });
            boc::notice::write("text " + std::to_string(i % 20), std::string(50, 'n'));
        };
    }
    quiesce();
    expect(board.read("count", 0) == count, "updates of a notice were lost");
}

void Load::foreignThreads()
{
    const std::vector<boc::Cown<Counted>> all = cowns(5);
    const int count = upTo(300);
    std::vector<Thread> threads;
    for (int t = upTo(3); t > 0; --t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < count; ++i) {
                const std::size_t other = static_cast<std::size_t>(i * t) % all.size();
                (m_runtime.when(all[0]) << [](auto first) { ++first->value; })
                    + (m_runtime.when(all[0], all[other]) << [](auto, auto) {});
            }
        });
    }
    const int expected = count * static_cast<int>(threads.size());
    for (Thread &thread : threads)
        thread.join();
    int seen = 0;
    m_runtime.when(boc::read(all[0])) << [&](auto first) { seen = first->value; };
    quiesce();
    expect(seen == expected, "what other threads scheduled did not run as often");
}

void Load::notifications()
{
    const boc::PinnedCown<Counted> view(m_runtime, 0);
    Atomic<int> told{0};
    int seen = 0;
    {
        const boc::Notification changed = m_runtime.notification(view) << [&](auto pinned) {
            ++pinned->value;
            seen = told;
        };
        const int count = upTo(100);
        Thread foreign([&] {
            for (int i = 0; i < count; ++i) {
                ++told;
                changed.notify();
            }
        });
        for (int i = 0; i < count; ++i) {
            m_runtime.when() << [&] {
                ++told;
                changed.notify();
            };
        }
        m_runtime.pump({.maxBehaviors = 3});
        foreign.join();
        quiesce();
    }
    expect(seen == told, "the last notification was lost");
}

void Load::promises()
{
    const int count = upTo(50);
    Atomic<int> filled{0};
    Atomic<int> failed{0};
    std::vector<boc::Promise<int>> open;
    for (int i = 0; i < count; ++i) {
        open.emplace_back(m_runtime);
        m_runtime.when(boc::read(open.back().cown()))
            << [&](auto value) { ++(value.exception() ? failed : filled); };
    }
    Thread settler([&] {
        for (int i = 0; i < count; ++i) {
            const boc::Promise<int> promise = std::move(open[static_cast<std::size_t>(i)]);
            if (i % 3 == 0)
                promise.fulfill(i);
            else if (i % 3 == 1)
                promise.fail(std::make_exception_ptr(std::runtime_error("no answer")));
        }
    });
    settler.join();
    quiesce();
    expect(filled == (count + 2) / 3 && filled + failed == count, "promises were not settled");
}

void Load::leaveUnfinished()
{
    const std::vector<boc::Cown<Counted>> all = cowns(5);
    const boc::PinnedCown<Counted> pinned(m_runtime, 0);
    for (int i = upTo(300); i > 0; --i) {
        m_runtime.when(all[m_random() % all.size()])
            << [all](auto) { boc::when(all[0]) << [](auto first) { ++first->value; }; };
        if (i % 10 == 0)
            m_runtime.when(pinned, all[0]) << [](auto, auto) {};
    }
}

} // namespace boctest
