// SPDX-License-Identifier: GPL-3.0-or-later
// From a worker to a main thread that sleeps in Qt's event loop. A program of its own, so that the
// others load no Qt.
#include "benchmarks/rows/delays.h"
#include "benchmarks/rows/latency.h"
#include "benchmarks/sample.h"
#include "ui/pump/pump_driver.h"

#include <boc/boc.h>

#include <QCoreApplication>

namespace {

using namespace cownscope::benchmark;

// The worker lets the main thread fall asleep, then schedules; and so on until all are done.
void send(const boc::PinnedCown<Delays> &delays, std::uint64_t messages)
{
    boc::when() << [&delays, messages] {
        spinFor(latency::messagePause);
        const Clock::time_point sent = Clock::now();
        boc::when(delays) << [sent, &pinned = delays, messages](auto delays) {
            delays->add(Clock::now() - sent);
            if (delays->count() < messages)
                send(pinned, messages);
            else
                QCoreApplication::quit();
        };
    };
}

Sample measureLatencyQt(const SampleOptions &options)
{
    int argc = 1;
    std::string name = "boc_bench_qt";
    char *argv[] = {name.data(), nullptr};
    const QCoreApplication application(argc, argv);
    cownscope::ui::PumpDriver driver;
    boc::Runtime runtime({.workers = options.workers, .wakeHook = driver.wakeHook()});
    driver.attach(runtime);
    const std::uint64_t messages = options.operationsOr(latency::messages);
    const boc::PinnedCown<Delays> delays(messages);
    send(delays, messages);
    QCoreApplication::exec();
    driver.detach();

    Sample sample;
    boc::when(delays) << [&sample](auto delays) { delays->appendTo(sample); };
    runtime.quiesce();
    return sample;
}

constexpr Row rows[] = {{"latency-qt", measureLatencyQt}};

} // namespace

int main(int argc, char **argv)
{
    return runSample(rows, {argv + 1, argv + argc});
}
