// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/allocations.h"
#include "identity.h"
#include "load.h"
#include "memory.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <stdexcept>
#include <string>

namespace {

using namespace std::chrono_literals;

struct Options
{
    unsigned seconds = 600;
    unsigned seed = 1;
};

Options parse(int argc, char **argv)
{
    Options options;
    for (int i = 1; i < argc; i += 2) {
        unsigned *value = nullptr;
        if (std::strcmp(argv[i], "--seconds") == 0)
            value = &options.seconds;
        else if (std::strcmp(argv[i], "--seed") == 0)
            value = &options.seed;
        if (!value)
            throw std::invalid_argument(std::string(argv[i])
                                        + " is no option; there are "
                                          "--seconds N and --seed N");
        const char *const text = i + 1 < argc ? argv[i + 1] : "";
        const char *const end = text + std::strlen(text);
        if (std::from_chars(text, end, *value).ptr != end || text == end || *value == 0)
            throw std::invalid_argument(std::string(argv[i]) + " needs a number of at least 1");
    }
    return options;
}

class Soak
{
public:
    explicit Soak(const Options &options)
        : m_random(options.seed)
        , m_length(std::chrono::seconds(options.seconds))
        , m_interval(std::min<std::chrono::nanoseconds>(m_length / 5, 10s))
    { }

    bool run()
    {
        while (elapsed() < m_length) {
            runRuntime();
            lookAtMemory();
            if (elapsed() >= m_nextLine) {
                print();
                m_nextLine += m_interval;
            }
        }
        print();
        judgeMemory();
        return !m_failed;
    }

private:
    std::chrono::nanoseconds elapsed() const { return boctest::steadyNow() - m_begin; }

    void fail(const std::string &what)
    {
        std::printf("WRONG in runtime %d: %s\n", m_runtimes, what.c_str());
        m_failed = true;
    }

    /// One runtime from its beginning to its end, of whatever kind.
    void runRuntime()
    {
        ++m_runtimes;
        boc::RuntimeOptions options;
        options.workers = 1 + static_cast<unsigned>(m_random() % 4);
        options.unhandledException = [](std::exception_ptr) {};
        if (m_random() % 2 == 0)
            options.watchdog = {5ms, [](const boc::PinnedQueueStatus &) {}};
        {
            boc::Runtime runtime(options);
            boctest::Load load(runtime, m_random);
            for (auto rounds = 1 + m_random() % 10; rounds > 0; --rounds) {
                load.runAny();
                runtime.quiesce();
                check(runtime);
            }
            endSomehow(runtime, load);
            for (const std::string &wrong : load.wrong())
                fail(wrong);
            m_behaviors += runtime.statistics().completed;
        }
        if (const std::int64_t alive = boctest::Counted::alive; alive != 0)
            fail(std::to_string(alive) + " cowns outlive it");
    }

    void endSomehow(boc::Runtime &runtime, boctest::Load &load)
    {
        if (m_random() % 3 == 0)
            return;
        load.leaveUnfinished();
        if (m_random() % 2 == 0)
            runtime.stop();
        else
            runtime.wait();
        check(runtime);
    }

    void check(const boc::Runtime &runtime)
    {
        if (const std::uint64_t count = runtime.inFlight(); count != 0)
            fail(std::to_string(count) + " behaviors in flight at a quiescence");
        // Some bodies run again.
        for (const std::string &broken : boctest::brokenIdentities(runtime.statistics(), true))
            fail(broken);
    }

    void lookAtMemory()
    {
        const auto tenth = elapsed() * 10 / m_length;
        if (tenth == 1) {
            m_early.add(boctest::residentKiB());
            m_earlyAllocations = std::max(m_earlyAllocations, boctest::liveAllocations());
        } else if (tenth >= 9) {
            m_late.add(boctest::residentKiB());
        }
    }

    void judgeMemory()
    {
        const std::ptrdiff_t grown = boctest::liveAllocations() - m_earlyAllocations;
        std::printf("resident in the second tenth %lld KiB, in the last %lld KiB; "
                    "allocations left over %td\n",
                    static_cast<long long>(m_early.value()), static_cast<long long>(m_late.value()),
                    grown);
        if (grown > 100)
            fail("allocations add up");
#ifndef COWNSCOPE_SANITIZED
        const std::int64_t most = std::max(m_early.value() / 10, std::int64_t{4096});
        if (m_late.value() - m_early.value() > most)
            fail("resident memory grows");
#endif
    }

    void print() const
    {
        std::printf("%6.1f s  %7d runtimes  %12llu behaviors  %8lld KiB  %5lld cowns  "
                    "%6td allocations\n",
                    std::chrono::duration<double>(elapsed()).count(), m_runtimes,
                    static_cast<unsigned long long>(m_behaviors),
                    static_cast<long long>(boctest::residentKiB()),
                    static_cast<long long>(boctest::Counted::alive.load()),
                    boctest::liveAllocations());
        std::fflush(stdout);
    }

    boctest::Random m_random;
    const std::chrono::nanoseconds m_length;
    const std::chrono::nanoseconds m_interval;
    const std::chrono::steady_clock::time_point m_begin = boctest::steadyNow();
    std::chrono::nanoseconds m_nextLine{0};
    int m_runtimes = 0;
    std::uint64_t m_behaviors = 0;
    boctest::Mean m_early;
    boctest::Mean m_late;
    std::ptrdiff_t m_earlyAllocations = 0;
    bool m_failed = false;
};

} // namespace

int main(int argc, char **argv)
{
    try {
        return Soak(parse(argc, argv)).run() ? 0 : 1;
    } catch (const std::invalid_argument &e) {
        std::fprintf(stderr, "boc_soak: %s\n", e.what());
        return 2;
    } catch (const std::exception &e) {
        std::fprintf(stderr, "boc_soak: %s\n", e.what());
        return 1;
    }
}
