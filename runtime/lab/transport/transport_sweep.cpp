// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/transport/transport_sweep.h"

#include "base/attempt.h"
#include "lab/transport/isolated.h"
#include "lab/transport/measurement.h"
#include "lab/transport/video_clip.h"

#include <chrono>
#include <optional>
#include <stdexcept>
#include <system_error>

#include <poll.h>

namespace cownscope::lab::transport {

namespace {

using Clock = std::chrono::steady_clock;

class Sweep
{
public:
    Sweep(const SweepOptions &options, const std::string &program, const SweepHooks &hooks,
          RunControl &control)
        : m_options(options)
        , m_program(program)
        , m_hooks(hooks)
        , m_control(control)
    { }

    SweepResult run()
    {
        const Configuration *before = nullptr;
        const auto configurations = configurationsOf(m_options);
        for (const Configuration &configuration : configurations) {
            const bool isSameItem = before != nullptr && before->kind == configuration.kind
                && before->sizeMb == configuration.sizeMb;
            before = &configuration;
            if (isSameItem)
                pause();
            else
                prepare(configuration);
            if (m_control.stopRequested())
                break;
            measureOne(configuration);
        }
        m_result.interrupted = isInterrupted();
        return std::move(m_result);
    }

private:
    // Sleeps between two transports.
    void pause()
    {
        const auto end = Clock::now() + std::chrono::duration<double>(m_options.gapSeconds);
        while (!m_control.stopRequested() && Clock::now() < end) {
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now());
            pollfd wake{.fd = m_control.descriptor(), .events = POLLIN, .revents = 0};
            constexpr std::int64_t longest = 60'000;
            if (::poll(&wake, 1, static_cast<int>(std::min(left.count(), longest))) > 0)
                m_control.clear();
        }
    }

    // Encodes the clip in this process, so that the memory of the encoder is not that of a sender.
    void prepare(const Configuration &configuration)
    {
        m_clip.reset();
        m_problem.clear();
        if (configuration.kind != Kind::Packets)
            return;
        const Outcome outcome = attempted([&] {
            const auto packets = encodeClip({.targetBytes = configuration.sizeBytes(),
                                             .width = m_options.pictureWidth,
                                             .height = m_options.pictureHeight},
                                            [this] { return !m_control.stopRequested(); });
            if (packets)
                m_clip = inSharedMemory(*packets);
        });
        m_problem = outcome.reason();
    }

    void measureOne(const Configuration &configuration)
    {
        m_hooks.begun(configuration);
        std::optional<Measurement> measurement;
        const Clip *const clip = m_clip ? &*m_clip : nullptr;
        std::string problem = m_problem;
        if (problem.empty())
            problem = attempted([&] {
                          measurement = m_options.isolate || endsItsProcess(configuration)
                              ? measureIsolated(configuration, clip, m_program, m_control)
                              : measure(configuration, clip, m_program, m_control);
                      }).reason();
        m_hooks.ended(configuration);
        if (measurement) {
            m_result.rows.push_back(rowOf(configuration, *measurement, m_options.isolate));
            updateSpeedups(m_result.rows);
            m_hooks.measured(m_result.rows.back());
        } else {
            if (problem.empty())
                problem = "the run was stopped before a timed pass was complete";
            m_result.skipped.push_back({configuration, problem});
            m_hooks.skipped(m_result.skipped.back());
        }
        m_wasStopped =
            m_control.stopRequested() && (!measurement || !measurement->interruption.empty());
        m_result.interrupted = isInterrupted();
        m_hooks.keep(m_result);
    }

    bool isInterrupted() const
    {
        const std::size_t done = m_result.rows.size() + m_result.skipped.size();
        return m_wasStopped || done < configurationsOf(m_options).size();
    }

    // An error of iceoryx ends the process.
    static bool endsItsProcess(const Configuration &configuration)
    {
        return configuration.transport == Transport::Iceoryx;
    }

    template <typename Function>
    static Outcome attempted(const Function &function)
    {
        return attempt<std::runtime_error, std::system_error>("this cannot be measured", function);
    }

    const SweepOptions &m_options;
    const std::string &m_program;
    const SweepHooks &m_hooks;
    RunControl &m_control;
    SweepResult m_result;
    std::optional<Clip> m_clip; // for the present size, if its items are packets
    std::string m_problem;      // why there is none
    bool m_wasStopped = false;  // in the last configuration, before all its passes were complete
};

} // namespace

std::vector<Configuration> configurationsOf(const SweepOptions &options)
{
    std::vector<Configuration> configurations;
    for (const std::uint32_t sizeMb : options.sizesMb) {
        for (const Kind kind : options.kinds) {
            for (const Transport transport : options.transports) {
                Configuration one = options.common;
                one.sizeMb = sizeMb;
                one.kind = kind;
                one.transport = transport;
                configurations.push_back(one);
            }
        }
    }
    return configurations;
}

SweepResult runSweep(const SweepOptions &options, const std::string &program,
                     const SweepHooks &hooks, RunControl &control)
{
    return Sweep(options, program, hooks, control).run();
}

} // namespace cownscope::lab::transport
