// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/fanout/fan_out.h"

#include "workloads/matrix_product.h"
#include "workloads/uniform_matrix.h"
#include "workloads/valid.h"

#include <atomic>
#include <new>
#include <utility>

namespace cownscope::fanout {

namespace {

using Matrix = Eigen::MatrixXd;

/// Written only by the producer's steps, with plain stores; any thread may read it. On a separate
/// cache line, so that producers do not slow each other down.
struct alignas(64) Progress
{
    std::atomic<std::uint64_t> children{0};
};

/// Returns early once its runtime is stopped.
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

/// The state shared by all producers. Immutable except for the atomics, which are all relaxed: they
/// publish no other memory.
struct SharedState
{
    explicit SharedState(const Options &derivedOptions)
        : options(derivedOptions)
        , progress(derivedOptions.producers)
    { }

    Options options;
    std::vector<Progress> progress; // by producer
    std::atomic<bool> stopped{false};
    std::atomic<bool> outOfMemory{false}; // a producer has ended for lack of memory
};

/// Lives in a cown; its functions run in behaviors that hold the cown.
struct Producer
{
    Producer(std::shared_ptr<SharedState> sharedByAll, std::uint32_t index)
        : shared(std::move(sharedByAll))
        , progress(shared->progress[index])
        , random(shared->options.seed, index)
    { }

    static void step(boc::Acquired<Producer> self);
    /// False if the workload was stopped before all children of the step were scheduled.
    bool scheduleChildren();
    bool isStopped() const { return shared->stopped.load(std::memory_order_relaxed); }

    std::shared_ptr<SharedState> shared;
    Progress &progress;
    SplitMix random;
    std::uint64_t steps = 0;
};

void Producer::step(boc::Acquired<Producer> self)
{
    Producer &producer = *self;
    try {
        if (!producer.scheduleChildren())
            return;
        if (producer.steps < producer.shared->options.producerSteps && !producer.isStopped())
            boc::when(self.cown()) << [](auto next) { step(next); };
    } catch (const std::bad_alloc &) {
        producer.shared->outOfMemory.store(true, std::memory_order_relaxed);
    }
}

bool Producer::scheduleChildren()
{
    const Options &options = shared->options;
    for (std::uint32_t child = 0; child < options.fanoutWidth; ++child) {
        if (isStopped())
            return false;
        const boc::Cown<Matrix> payload(
            uniformMatrix(options.payloadRows, options.payloadCols, random));
        boc::when(payload) <<
            [times = options.childIters](auto matrix) { multiply(*matrix, times); };
    }
    ++steps;
    progress.children.store(steps * options.fanoutWidth, std::memory_order_relaxed);
    return true;
}

FanOut::FanOut(const Options &derivedOptions)
    : m_shared(std::make_shared<SharedState>(valid(derivedOptions)))
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

Outcome FanOut::status() const
{
    if (!m_shared->outOfMemory.load(std::memory_order_relaxed))
        return {};
    return Outcome::failure(
        "There was not enough memory for all producers to continue; smaller sizes need less.");
}

std::uint64_t FanOut::scheduledChildren() const
{
    std::uint64_t sum = 0;
    for (const Progress &progress : m_shared->progress)
        sum += progress.children.load(std::memory_order_relaxed);
    return sum;
}

} // namespace cownscope::fanout
