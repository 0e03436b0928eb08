// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/rings/chain.h"

#include "workloads/matrix_product.h"

#include <algorithm>
#include <utility>

namespace cownscope::rings {

Workload::Workload(const Options &derivedOptions)
    : options(derivedOptions)
    , filled(derivedOptions.rings)
    , progress(std::size_t{derivedOptions.rings} * derivedOptions.chainsPerRing)
{
    rings.reserve(options.rings);
    for (std::uint32_t ring = 0; ring < options.rings; ++ring)
        rings.emplace_back(options);
}

Chain::Chain(std::shared_ptr<Workload> workload, std::uint32_t index)
    : m_workload(std::move(workload))
    , m_ring(&m_workload->rings[index / m_workload->options.chainsPerRing])
    , m_progress(&m_workload->progress[index])
{
    // Heads are spread evenly, so that first windows do not overlap.
    const Options &options = m_workload->options;
    const std::uint64_t spacing = std::max(1u, options.ringSize / options.chainsPerRing);
    const std::uint64_t number = index % options.chainsPerRing;
    m_head = static_cast<std::uint32_t>(number * spacing % options.ringSize);
    m_progress->head.store(m_head, std::memory_order_relaxed);
}

bool Chain::serve(std::uint64_t pauses)
{
    if (m_pauses != pauses) {
        m_pauses = pauses;
        m_owed = 0;
        m_running = false;
    }
    return !isPaused();
}

void Chain::run(Handle self, std::uint64_t pauses)
{
    if (!self->serve(pauses))
        return;
    self->m_running = true;
    if (!self->m_scheduled)
        schedule(self);
}

void Chain::makeSteps(Handle self, std::uint64_t steps, std::uint64_t pauses)
{
    const bool isFirst = self->m_pauses != pauses;
    if (!self->serve(pauses))
        return;
    self->m_owed += steps;
    // What was scheduled before the last pause has not begun, and makes the first of them.
    if (isFirst || !self->m_scheduled)
        --self->m_owed;
    if (!self->m_scheduled)
        schedule(self);
}

void Chain::forgetScheduled()
{
    m_scheduled = false;
    m_running = false;
    m_owed = 0;
}

void Chain::schedule(Handle self)
{
    boc::when(self.cown(), self->m_ring->window(self->m_head))
        << [](auto state, auto window) { step(state, window); };
    self->m_scheduled = true;
}

void Chain::step(Handle self, boc::AcquiredSpan<Matrix> window)
{
    Chain &chain = *self;
    chain.m_scheduled = false;
    if (chain.isPaused() || !chain.multiply(window))
        return;
    chain.advance();
    if (chain.m_owed > 0) {
        --chain.m_owed;
        schedule(self);
    } else if (chain.m_running && !chain.isPaused()) {
        schedule(self);
    }
}

bool Chain::multiply(boc::AcquiredSpan<Matrix> window)
{
    const Options &options = m_workload->options;
    if (options.nullPayload)
        return true;
    for (const boc::Acquired<Matrix> &factor : window) {
        if (factor->size() == 0)
            return false; // there was no memory for it
    }
    Matrix &product = *window[0];
    const std::uint64_t products = std::uint64_t{options.iters} * window.size();
    std::size_t factor = m_products % window.size();
    const auto goOn = [this, runtime = boc::Runtime::current()] {
        return !isPaused() && !runtime->stopped();
    };
    for (; m_products < products; ++m_products) { // the first multiplies by itself
        if (!multiplyWhile(goOn, product, *window[factor], m_scratch))
            return false;
        product.swap(m_scratch);
        if (++factor == window.size())
            factor = 0;
    }
    m_products = 0;
    return true;
}

void Chain::advance()
{
    const Options &options = m_workload->options;
    m_head += options.stride; // no overflow: stride is less than half of ringSize
    if (m_head >= options.ringSize)
        m_head -= options.ringSize;
    ++m_count;
    m_progress->count.store(m_count, std::memory_order_relaxed);
    m_progress->head.store(m_head, std::memory_order_relaxed);
    m_progress->worker.store(static_cast<std::uint32_t>(boc::currentWorker()),
                             std::memory_order_relaxed);
}

} // namespace cownscope::rings
