// SPDX-License-Identifier: MIT
#include "fiber.h"

#include <boc/explore/choices.h>
#include <boc/explore/execution.h>

#include <algorithm>
#include <cstdio>
#include <exception>
#include <sstream>
#include <utility>

namespace boc::explore {

namespace {

constexpr std::size_t traceLength = 60;
constexpr Nanoseconds stepDuration = 100;
/// Time jumps early only to deadlines that are near enough for a busy machine to miss. Later ones
/// are reached only when no thread can run.
constexpr Nanoseconds longestLeap = 100'000'000;

std::uint32_t nextEpoch() noexcept
{
    static std::uint32_t last = 0;
    return ++last;
}

std::string textOf(const std::exception_ptr &exception)
{
    try {
        std::rethrow_exception(exception);
    } catch (const std::exception &e) {
        return e.what();
    } catch (...) {
        return "something that is no std::exception";
    }
}

} // namespace

struct Execution::Thread
{
    enum class State { Ready, Blocked, Ended };

    std::unique_ptr<Fiber> fiber;
    State state = State::Ready;
    bool yielded = false;
    bool timedOut = false;
    const void *blockedOn = nullptr;
    const char *why = "";
    Nanoseconds until = never;
    VectorClock clock;
    std::vector<std::shared_ptr<void>> locals;
};

Execution::Execution(Choices &choices, Limits limits)
    : m_choices(choices)
    , m_limits(limits)
    , m_epoch(nextEpoch())
{
    m_trace.reserve(traceLength);
}

Execution::~Execution()
{
    // The stacks of a failed execution are in the middle of something: unwinding them would run
    // code that relies on an execution that no longer exists.
    if (m_failed) {
        for (auto &thread : m_threads)
            static_cast<void>(thread.release());
    }
}

void Execution::run(std::function<void()> body)
{
    s_current = this;
    spawn(std::move(body));
    while (!m_failed && m_threads[0]->state != Thread::State::Ended)
        m_threads[m_self]->fiber->resume();
    if (!m_failed) {
        const bool left = std::any_of(m_threads.begin(), m_threads.end(), [](const auto &thread) {
            return thread->state != Thread::State::Ended;
        });
        if (left) {
            m_failed = true;
            m_failure = describe("the body ended before its threads");
        }
    }
    s_current = nullptr;
}

VectorClock &Execution::clock() noexcept
{
    return m_threads[m_self]->clock;
}

void Execution::joinAll() noexcept
{
    for (const auto &thread : m_threads)
        clock().join(thread->clock);
}

void Execution::note(const char *what, const void *where, std::uint64_t value) noexcept
{
    const Step step{what, where, value, m_self};
    if (m_trace.size() < traceLength)
        m_trace.push_back(step);
    else
        m_trace[m_steps % traceLength] = step;
    ++m_steps;
    m_now += stepDuration;
}

void Execution::count()
{
    if (m_steps > m_limits.steps) {
        fail("no end after " + std::to_string(m_steps)
             + " steps: threads wait for each other in a circle without blocking, or the body is "
               "too long");
    }
}

bool Execution::canRun(const Thread &thread) const noexcept
{
    return thread.state == Thread::State::Ready
        || (thread.state == Thread::State::Blocked && thread.until <= m_now);
}

std::vector<unsigned> &Execution::candidates(bool withSelf)
{
    m_candidates.clear();
    for (unsigned i = 0; i < m_threads.size(); ++i) {
        if ((withSelf || i != m_self) && !m_threads[i]->yielded && canRun(*m_threads[i]))
            m_candidates.push_back(i);
    }
    return m_candidates;
}

void Execution::point()
{
    count();
    if (m_threads.size() == 1 || m_choices.goesOn())
        return;
    if (const Nanoseconds deadline = nextDeadline();
        deadline < m_now + longestLeap && m_choices.leaps())
        m_now = std::max(m_now, deadline);
    const std::vector<unsigned> &others = candidates(false);
    if (others.empty())
        return;
    switchTo(m_choices.preempt(m_self, others));
}

Nanoseconds Execution::nextDeadline() const noexcept
{
    Nanoseconds earliest = never;
    for (const auto &thread : m_threads) {
        if (thread->state == Thread::State::Blocked)
            earliest = std::min(earliest, thread->until);
    }
    return earliest;
}

void Execution::changed() noexcept
{
    for (auto &thread : m_threads)
        thread->yielded = false;
}

void Execution::yield()
{
    count();
    note("yields", nullptr);
    if (const std::vector<unsigned> &others = candidates(false);
        !others.empty() && m_choices.insists(others))
        return;
    m_threads[m_self]->yielded = true;
    switchAway();
    m_threads[m_self]->yielded = false;
}

void Execution::switchAway()
{
    for (;;) {
        const std::vector<unsigned> *ready = &candidates(false);
        if (ready->empty()) {
            changed();
            ready = &candidates(false);
        }
        if (ready->empty())
            ready = &candidates(true);
        if (!ready->empty()) {
            switchTo(m_choices.follow(*ready));
            return;
        }
        const Nanoseconds deadline = nextDeadline();
        if (deadline == never)
            fail("deadlock: no thread can run");
        m_now = std::max(m_now, deadline);
    }
}

void Execution::switchTo(unsigned next)
{
    const unsigned self = m_self;
    if (next == self)
        return;
    m_self = next;
    m_threads[self]->fiber->suspend();
}

bool Execution::block(const void *on, const char *why, Nanoseconds until)
{
    count();
    note(why, on);
    Thread &thread = *m_threads[m_self];
    thread.state = Thread::State::Blocked;
    thread.blockedOn = on;
    thread.why = why;
    thread.until = until;
    switchAway();
    const bool woken = thread.state == Thread::State::Ready; // as set by a waker
    thread.state = Thread::State::Ready;
    thread.until = never;
    thread.blockedOn = nullptr;
    return woken;
}

void Execution::wakeAll(const void *on) noexcept
{
    for (auto &thread : m_threads) {
        if (thread->state == Thread::State::Blocked && thread->blockedOn == on)
            thread->state = Thread::State::Ready;
    }
}

void Execution::wakeOne(const void *on)
{
    std::vector<Thread *> sleepers;
    for (auto &thread : m_threads) {
        if (thread->state == Thread::State::Blocked && thread->blockedOn == on)
            sleepers.push_back(thread.get());
    }
    if (sleepers.empty())
        return;
    sleepers[pick(static_cast<unsigned>(sleepers.size()))]->state = Thread::State::Ready;
}

unsigned Execution::oddity(unsigned n)
{
    return n < 2 ? 0 : m_choices.oddity(n);
}

unsigned Execution::pick(unsigned n)
{
    return n < 2 ? 0 : m_choices.pick(n);
}

std::uint64_t Execution::nextRank()
{
    return m_choices.rank(++m_ranks);
}

unsigned Execution::spawn(std::function<void()> body)
{
    unsigned index = 0;
    while (index < m_threads.size()
           && (m_threads[index]->state != Thread::State::Ended || m_threads[index]->fiber))
        ++index;
    if (index == maxThreads) {
        fail("more than " + std::to_string(maxThreads)
             + " threads at once, the limit of the explorer");
    }
    if (index == m_threads.size())
        m_threads.push_back(std::make_unique<Thread>());
    Thread &thread = *m_threads[index];
    thread.state = Thread::State::Ready;
    thread.yielded = false;
    thread.locals.clear();
    if (index != 0) {
        tick();
        thread.clock.join(clock());
        note("starts a thread", nullptr, index);
    }
    ++thread.clock.at[index];
    thread.fiber = std::make_unique<Fiber>([this, index, body = std::move(body)]() mutable {
        try {
            body();
            body = nullptr;
        } catch (...) {
            fail("an exception left a thread: " + textOf(std::current_exception()));
        }
        Thread &ended = *m_threads[index];
        ended.locals.clear();
        tick();
        note("ends", nullptr);
        ended.state = Thread::State::Ended;
        wakeAll(&ended);
        if (index != 0)
            switchAway();
    });
    return index;
}

void Execution::join(unsigned index)
{
    Thread &thread = *m_threads[index];
    point();
    while (thread.state != Thread::State::Ended)
        block(&thread, "joins a thread");
    clock().join(thread.clock);
    note("has joined a thread", nullptr, index);
    // Lets it return from its function, so that its stack can be reused.
    if (!thread.fiber->ended())
        thread.fiber->resume();
    thread.fiber.reset();
}

void Execution::fail(std::string why)
{
    m_failure = describe(why);
    m_failed = true;
    for (;;)
        m_threads[m_self]->fiber->suspend();
}

std::string Execution::describe(const std::string &why) const
{
    std::ostringstream out;
    out << why << "\nreplay: " << m_choices.name() << "\nthreads:\n";
    for (unsigned i = 0; i < m_threads.size(); ++i) {
        const Thread &thread = *m_threads[i];
        out << "  " << i << ' ';
        switch (thread.state) {
        case Thread::State::Ready:
            out << (i == m_self ? "runs" : "can run");
            break;
        case Thread::State::Blocked:
            out << "blocked: " << thread.why << ' ' << thread.blockedOn;
            break;
        case Thread::State::Ended:
            out << "ended";
            break;
        }
        out << '\n';
    }
    out << "last of " << m_steps << " steps:\n";
    const std::size_t n = m_trace.size();
    for (std::size_t i = 0; i < n; ++i) {
        const Step &step = n < traceLength ? m_trace[i] : m_trace[(m_steps + i) % traceLength];
        out << "  thread " << step.thread << "  " << step.what;
        if (step.where)
            out << ' ' << step.where;
        out << "  " << static_cast<std::int64_t>(step.value) << '\n';
    }
    return out.str();
}

std::shared_ptr<void> &Execution::local(std::size_t kind)
{
    auto &locals = m_threads[m_self]->locals;
    if (locals.size() <= kind)
        locals.resize(kind + 1);
    return locals[kind];
}

std::uint64_t nextRank()
{
    static std::uint64_t outside = 0;
    Execution *execution = Execution::current();
    return execution ? execution->nextRank() : ++outside;
}

std::size_t nextLocalKind() noexcept
{
    static std::size_t last = 0;
    return last++;
}

} // namespace boc::explore
