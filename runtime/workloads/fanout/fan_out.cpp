// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/fanout/fan_out.h"

#include "workloads/matrix_product.h"
#include "workloads/uniform_matrix.h"
#include "workloads/valid.h"

#include <atomic>
#include <utility>

namespace cownscope::fanout {

namespace {

using Matrix = Eigen::MatrixXd;

/// Written by the producer's own steps, with plain stores, and read by anybody.
struct alignas(64) Scheduled
{
    std::atomic<std::uint64_t> children{0};
};

/// Gives up as soon as the runtime that it runs in is stopped.
void multiply(Matrix &matrix, std::uint32_t times)
{
    const auto goOn = [runtime = boc::Runtime::current()] { return !runtime->stopped(); };
    for (std::uint32_t i = 0; i < times; ++i) {
        Matrix product;
        if (!multiplyWhile(goOn, matrix, matrix, product))
            return;
        matrix = product;
    }
}

} // namespace

/// What all producers share; immutable but for the atomics.
struct Shared
{
    explicit Shared(const Options &derivedOptions)
        : options(derivedOptions)
        , scheduled(derivedOptions.producers)
    { }

    Options options;
    std::vector<Scheduled> scheduled; // by producer
    std::atomic<bool> stopped{false};
};

struct Producer
{
    Producer(std::shared_ptr<Shared> sharedByAll, std::uint32_t index)
        : shared(std::move(sharedByAll))
        , scheduled(shared->scheduled[index])
        , random(shared->options.seed, index)
    { }

    static void step(boc::Acquired<Producer> self);

    std::shared_ptr<Shared> shared;
    Scheduled &scheduled;
    SplitMix random;
    std::uint64_t steps = 0;
};

void Producer::step(boc::Acquired<Producer> self)
{
    Producer &producer = *self;
    const Options &options = producer.shared->options;
    const auto stopped = [&shared = *producer.shared] {
        return shared.stopped.load(std::memory_order_relaxed);
    };
    for (std::uint32_t child = 0; child < options.fanoutWidth; ++child) {
        if (stopped())
            return;
        const boc::Cown<Matrix> payload(
            uniformMatrix(options.payloadRows, options.payloadCols, producer.random));
        boc::when(payload) <<
            [times = options.childIters](auto matrix) { multiply(*matrix, times); };
    }
    ++producer.steps;
    producer.scheduled.children.store(producer.steps * options.fanoutWidth,
                                      std::memory_order_relaxed);
    if (producer.steps < options.producerSteps && !stopped())
        boc::when(self.cown()) << [](auto next) { step(next); };
}

FanOut::FanOut(const Options &derivedOptions)
    : m_shared(std::make_shared<Shared>(valid(derivedOptions)))
{
    m_producers.reserve(derivedOptions.producers);
    for (std::uint32_t index = 0; index < derivedOptions.producers; ++index)
        m_producers.emplace_back(m_shared, index);
}

FanOut::~FanOut()
{
    stop();
}

void FanOut::start(boc::Runtime &runtime)
{
    for (const boc::Cown<Producer> &producer : m_producers)
        runtime.when(producer) << [](auto self) { Producer::step(self); };
}

void FanOut::stop()
{
    m_shared->stopped.store(true, std::memory_order_relaxed);
}

std::uint64_t FanOut::scheduledChildren() const
{
    std::uint64_t sum = 0;
    for (const Scheduled &producer : m_shared->scheduled)
        sum += producer.children.load(std::memory_order_relaxed);
    return sum;
}

} // namespace cownscope::fanout
