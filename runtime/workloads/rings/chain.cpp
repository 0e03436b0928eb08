// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/rings/chain.h"

#include "workloads/matrix_product.h"

#include <algorithm>
#include <new>
#include <utility>

namespace cownscope::rings {

SharedState::SharedState(const Options &derivedOptions)
    : options(derivedOptions)
    , filled(derivedOptions.rings)
    , progress(std::size_t{derivedOptions.rings} * derivedOptions.chainsPerRing)
{
    rings.reserve(options.rings);
    for (std::uint32_t ring = 0; ring < options.rings; ++ring)
        rings.emplace_back(options);
}

namespace {

// Heads are spread evenly, so that the first windows do not overlap.
std::uint32_t firstHead(const Options &options, std::uint32_t index)
{
    const std::uint64_t spacing = std::max(1u, options.ringSize / options.chainsPerRing);
    const std::uint64_t number = index % options.chainsPerRing;
    return static_cast<std::uint32_t>(number * spacing % options.ringSize);
}

} // namespace

Chain::Chain(std::shared_ptr<SharedState> shared, std::uint32_t index)
    : m_progress(&shared->progress[index])
    , m_window(shared->rings[index / shared->options.chainsPerRing].window(
          firstHead(shared->options, index)))
    , m_head(firstHead(shared->options, index))
    , m_commands(shared->owner)
    , m_shared(std::move(shared))
{
    m_progress->head.store(m_head, std::memory_order_relaxed);
}

void Chain::run(const Handle &self, std::uint64_t pauses)
{
    self->m_commands.run(pauses, [&] { return schedule(self); });
}

void Chain::makeSteps(const Handle &self, std::uint64_t steps, std::uint64_t pauses)
{
    self->m_commands.makeSteps(steps, pauses, [&] { return schedule(self); });
}

bool Chain::schedule(const Handle &self)
{
    try {
        boc::when(self.cown(), self->m_window.cowns())
            << [](const Handle &state, const auto &window) { step(state, window); };
        return true;
    } catch (const std::bad_alloc &) {
        self->m_shared->owner.outOfMemory.store(true, std::memory_order_relaxed);
        return false;
    }
}

inline void Chain::advance()
{
    const Options &options = m_shared->options;
    m_window.advance();
    m_head += options.stride; // no overflow: stride is less than half of ringSize
    if (m_head >= options.ringSize)
        m_head -= options.ringSize;
    ++m_count;
    m_progress->count.store(m_count, std::memory_order_relaxed);
    m_progress->head.store(m_head, std::memory_order_relaxed);
    m_progress->worker.store(static_cast<std::uint32_t>(boc::currentWorker()),
                             std::memory_order_relaxed);
}

void Chain::step(const Handle &self, boc::AcquiredSpan<Matrix> window)
{
    Chain &chain = *self;
    try {
        if (!chain.m_commands.begin())
            return;
        if (!chain.m_shared->options.nullPayload && !chain.multiply(window))
            return;
    } catch (const std::bad_alloc &) {
        chain.m_commands.fail();
        chain.m_shared->owner.outOfMemory.store(true, std::memory_order_relaxed);
        return;
    }
    chain.advance();
    chain.m_commands.complete([&] { return schedule(self); });
}

bool Chain::multiply(boc::AcquiredSpan<Matrix> window)
{
    const Options &options = m_shared->options;
    for (const boc::Acquired<Matrix> &factor : window) {
        if (factor->size() == 0) // there was no memory when the ring was filled
            throw std::bad_alloc();
    }
    Matrix &product = *window[0];
    const std::uint64_t products = std::uint64_t{options.iters} * window.size();
    std::size_t factor = m_products % window.size();
    const auto goOn = [this, runtime = boc::Runtime::current()] {
        return !m_commands.isPaused() && !runtime->stopped();
    };
    for (; m_products < products; ++m_products) { // the first one is with itself
        if (!multiplyWhile(goOn, product, *window[factor], m_scratch))
            return false;
        product.swap(m_scratch);
        if (++factor == window.size())
            factor = 0;
    }
    m_products = 0;
    return true;
}

} // namespace cownscope::rings
