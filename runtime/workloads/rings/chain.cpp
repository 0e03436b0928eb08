// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/rings/chain.h"

#include <algorithm>
#include <utility>

namespace cownscope::rings {

Workload::Workload(const Options &derivedOptions)
    : options(derivedOptions)
    , progress(std::size_t{derivedOptions.rings} * derivedOptions.chainsPerRing)
{
    rings.reserve(options.rings);
    for (std::uint32_t ring = 0; ring < options.rings; ++ring)
        rings.emplace_back(options, ring);
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

void Chain::resume(Handle self)
{
    if (!self->m_scheduled && self->m_workload->running.load(std::memory_order_relaxed))
        schedule(self);
}

void Chain::stepOnce(Handle self)
{
    if (self->m_scheduled)
        ++self->m_owed;
    else
        schedule(self);
}

void Chain::forgetScheduled()
{
    m_scheduled = false;
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
    if (!chain.m_workload->options.nullPayload)
        chain.multiply(window);
    chain.advance();
    if (chain.m_owed > 0) {
        --chain.m_owed;
        schedule(self);
    } else {
        resume(self);
    }
}

void Chain::multiply(boc::AcquiredSpan<Matrix> window)
{
    Matrix &product = *window[0];
    const std::uint32_t iters = m_workload->options.iters;
    for (std::uint32_t i = 0; i < iters; ++i) {
        for (const boc::Acquired<Matrix> &factor : window) { // the first multiplies by itself
            m_scratch.noalias() = product * *factor;
            product.swap(m_scratch);
        }
    }
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
