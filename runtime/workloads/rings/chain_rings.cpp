// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/rings/chain_rings.h"

#include "workloads/frame_source.h"
#include "workloads/valid.h"

#include <new>
#include <utility>

namespace cownscope::rings {

/// The workload in one runtime. Main thread.
struct ChainRings::Attachment
{
    boc::Runtime &runtime;
    std::shared_ptr<workloads::FrameSource<Frame>> frames;
};

namespace {

std::shared_ptr<const Frame> frameOf(const SharedState &shared)
{
    const Options &options = shared.options;
    auto frame = std::make_shared<Frame>(
        Frame{options.rings, options.ringSize, options.groupSize, options.stride, {}});
    frame->chains.reserve(shared.progress.size());
    std::uint32_t index = 0;
    for (const Progress &progress : shared.progress) {
        frame->chains.push_back({index++ / options.chainsPerRing,
                                 progress.head.load(std::memory_order_relaxed),
                                 progress.count.load(std::memory_order_relaxed),
                                 progress.worker.load(std::memory_order_relaxed)});
    }
    return frame;
}

} // namespace

ChainRings::ChainRings(const Options &derivedOptions)
    : m_shared(std::make_shared<SharedState>(valid(derivedOptions)))
{
    const auto chains = static_cast<std::uint32_t>(m_shared->progress.size());
    m_chains.reserve(chains);
    for (std::uint32_t index = 0; index < chains; ++index)
        m_chains.emplace_back(m_shared, index);
}

ChainRings::~ChainRings()
{
    pause();
}

void ChainRings::attach(boc::Runtime &runtime, std::optional<boc::PinnedCown<FrameSink *>> sink,
                        const FrameCredits &credits)
{
    detach();
    auto frames = std::make_shared<workloads::FrameSource<Frame>>(
        runtime, std::move(sink), credits, [shared = m_shared] { return frameOf(*shared); });
    m_attachment = std::make_unique<Attachment>(Attachment{runtime, std::move(frames)});
    m_shared->owner.attachments.fetch_add(1, std::memory_order_relaxed);
    m_shared->owner.outOfMemory.store(false, std::memory_order_relaxed);
    makeMatrices();
    if (m_running)
        start();
}

// Behaviors scheduled later on a ring wait for its matrices.
void ChainRings::makeMatrices()
{
    try {
        for (std::uint32_t index = 0; index < m_shared->rings.size(); ++index) {
            if (m_shared->filled[index].load(std::memory_order_relaxed))
                continue;
            m_attachment->runtime.when(m_shared->rings[index].walk())
                << [shared = m_shared, index](auto slots) {
                       try {
                           shared->rings[index].fill(shared->options, index, slots);
                           shared->filled[index].store(!boc::Runtime::current()->stopped(),
                                                       std::memory_order_relaxed);
                       } catch (const std::bad_alloc &) {
                           shared->owner.outOfMemory.store(true, std::memory_order_relaxed);
                       }
                   };
        }
    } catch (const boc::StoppedError &) {
        // The runtime is stopping; the next one makes them.
    } catch (const std::bad_alloc &) {
        m_shared->owner.outOfMemory.store(true, std::memory_order_relaxed);
    }
}

void ChainRings::retryAfterFailure()
{
    if (m_attachment && m_shared->owner.outOfMemory.exchange(false, std::memory_order_relaxed))
        makeMatrices();
}

Outcome ChainRings::status() const
{
    if (!m_shared->owner.outOfMemory.load(std::memory_order_relaxed))
        return {};
    return Outcome::failure(
        "There is not enough memory for all chains to continue; smaller sizes need less.");
}

void ChainRings::detach()
{
    m_attachment.reset();
}

void ChainRings::start()
{
    m_running = true;
    retryAfterFailure();
    sendToChains(
        [pauses = m_shared->owner.pausesNow()](Chain::Handle chain) { Chain::run(chain, pauses); });
}

void ChainRings::pause()
{
    m_running = false;
    m_shared->owner.pauses.fetch_add(1, std::memory_order_relaxed);
}

void ChainRings::advance(std::uint64_t steps)
{
    if (m_running || steps == 0)
        return;
    retryAfterFailure();
    sendToChains([steps, pauses = m_shared->owner.pausesNow()](Chain::Handle chain) {
        Chain::makeSteps(chain, steps, pauses);
    });
}

void ChainRings::requestFrame()
{
    if (m_attachment)
        m_attachment->frames->request();
}

bool ChainRings::isFrameWanted() const
{
    return m_attachment && m_attachment->frames->isWanted();
}

void ChainRings::resumeFrames()
{
    if (m_attachment)
        m_attachment->frames->resume();
}

template <class Command>
void ChainRings::sendToChains(Command command)
{
    if (!m_attachment)
        return;
    try {
        for (const boc::Cown<Chain> &chain : m_chains)
            m_attachment->runtime.when(chain) << command;
    } catch (const boc::StoppedError &) {
        // The runtime is stopping; the workload continues in the next one.
    } catch (const std::bad_alloc &) {
        m_shared->owner.outOfMemory.store(true, std::memory_order_relaxed);
    }
}

std::uint64_t ChainRings::completed() const
{
    std::uint64_t sum = 0;
    for (const Progress &progress : m_shared->progress)
        sum += progress.count.load(std::memory_order_relaxed);
    return sum;
}

std::uint32_t ChainRings::chains() const
{
    return static_cast<std::uint32_t>(m_chains.size());
}

const Options &ChainRings::options() const
{
    return m_shared->options;
}

const boc::Cown<Matrix> &ChainRings::slot(std::uint32_t ring, std::uint32_t index) const
{
    return m_shared->rings[ring].slot(index);
}

} // namespace cownscope::rings
