// SPDX-License-Identifier: GPL-3.0-or-later
// From a worker to a sleeping main thread: from the scheduling of a pinned behavior to the first
// instruction of its body.
#include <boc/boc.h>

#include <cerrno>
#include <system_error>

#include <sys/eventfd.h>
#include <unistd.h>

#include "benchmarks/rows/delays.h"
#include "benchmarks/rows/rows.h"

namespace cownscope::benchmark {

namespace {

constexpr std::chrono::microseconds pause{500};
constexpr std::uint64_t usualMessages = 1000;

// One message: the worker lets the main thread fall asleep, then schedules.
void send(boc::Runtime &runtime, const boc::PinnedCown<Delays> &delays)
{
    runtime.when() << [&delays] {
        spinFor(pause);
        const Clock::time_point sent = Clock::now();
        boc::when(delays) << [sent](auto delays) { delays->add(Clock::now() - sent); };
    };
}

void appendDelays(Sample &sample, const std::string &prefix, boc::Runtime &runtime,
                  const boc::PinnedCown<Delays> &delays)
{
    boc::when(delays) << [&sample, &prefix](auto delays) { delays->appendTo(sample, prefix); };
    runtime.quiesce();
}

// A main thread that waits in the runtime.
void measureQuiesce(const SampleOptions &options, std::uint64_t messages, Sample &sample)
{
    boc::Runtime runtime({.workers = options.workers});
    const boc::PinnedCown<Delays> delays(messages);
    for (std::uint64_t i = 0; i < messages; ++i) {
        send(runtime, delays);
        runtime.quiesce();
    }
    appendDelays(sample, "", runtime, delays);
}

class Event
{
public:
    Event()
        : m_descriptor(::eventfd(0, EFD_CLOEXEC))
    {
        if (m_descriptor < 0)
            throw std::system_error(errno, std::generic_category(), "eventfd");
    }
    ~Event() { ::close(m_descriptor); }
    Event(const Event &) = delete;
    Event &operator=(const Event &) = delete;

    void raise() { static_cast<void>(::eventfd_write(m_descriptor, 1)); }
    void wait()
    {
        eventfd_t count = 0;
        static_cast<void>(::eventfd_read(m_descriptor, &count));
    }

private:
    int m_descriptor;
};

// A main thread that sleeps in a loop of its own, woken by the hook.
void measureHook(const SampleOptions &options, std::uint64_t messages, Sample &sample)
{
    Event event;
    boc::Runtime runtime({.workers = options.workers, .wakeHook = [&event] { event.raise(); }});
    const boc::PinnedCown<Delays> delays(messages);
    for (std::uint64_t i = 0; i < messages; ++i) {
        send(runtime, delays);
        for (std::size_t executed = 0; executed == 0;) {
            event.wait();
            executed = runtime.pump().executed;
        }
    }
    appendDelays(sample, "hook ", runtime, delays);
}

} // namespace

Sample measureLatencyMain(const SampleOptions &options)
{
    const std::uint64_t messages = options.operationsOr(usualMessages);
    Sample sample;
    measureQuiesce(options, messages, sample);
    measureHook(options, messages, sample);
    return sample;
}

} // namespace cownscope::benchmark
