// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/rings/chain_rings.h"

#include "workloads/valid.h"

#include <new>
#include <utility>

namespace cownscope::rings {

/// One attachment. The flag belongs to the main thread.
struct ChainRings::Session
{
    std::shared_ptr<Workload> workload;
    boc::Runtime *runtime;
    std::optional<boc::PinnedCown<FrameSink *>> sink;
    FrameCredits credits;
    bool frameWanted = false;
};

namespace {

std::shared_ptr<const Frame> frameOf(const Workload &workload)
{
    const Options &options = workload.options;
    auto frame = std::make_shared<Frame>(
        Frame{options.rings, options.ringSize, options.groupSize, options.stride, {}});
    frame->chains.reserve(workload.progress.size());
    std::uint32_t index = 0;
    for (const Progress &progress : workload.progress) {
        frame->chains.push_back({index++ / options.chainsPerRing,
                                 progress.head.load(std::memory_order_relaxed),
                                 progress.count.load(std::memory_order_relaxed),
                                 progress.worker.load(std::memory_order_relaxed)});
    }
    return frame;
}

} // namespace

ChainRings::ChainRings(const Options &derivedOptions)
    : m_workload(std::make_shared<Workload>(valid(derivedOptions)))
{
    const auto chains = static_cast<std::uint32_t>(m_workload->progress.size());
    m_chains.reserve(chains);
    for (std::uint32_t index = 0; index < chains; ++index)
        m_chains.emplace_back(m_workload, index);
}

ChainRings::~ChainRings()
{
    pause();
}

void ChainRings::attach(boc::Runtime &runtime, std::optional<boc::PinnedCown<FrameSink *>> sink,
                        const FrameCredits &credits)
{
    detach();
    m_session = std::make_shared<Session>(Session{m_workload, &runtime, std::move(sink), credits});
    makeMatrices(runtime);
    forEachChain([running = m_running, pauses = pauses()](Chain::Handle chain) {
        chain->forgetScheduled();
        if (running)
            Chain::run(chain, pauses);
    });
}

// What is scheduled later on a ring waits for its matrices.
void ChainRings::makeMatrices(boc::Runtime &runtime)
{
    try {
        for (std::uint32_t index = 0; index < m_workload->rings.size(); ++index) {
            if (m_workload->filled[index].load(std::memory_order_relaxed))
                continue;
            runtime.when(m_workload->rings[index].walk())
                << [workload = m_workload, index](auto slots) {
                       workload->rings[index].fill(workload->options, index, slots);
                       workload->filled[index].store(!boc::Runtime::current()->stopped(),
                                                     std::memory_order_relaxed);
                   };
        }
    } catch (const boc::StoppedError &) {
        // The runtime is going; the next one makes them.
    }
}

void ChainRings::detach()
{
    m_session.reset();
}

void ChainRings::start()
{
    m_running = true;
    forEachChain([pauses = pauses()](Chain::Handle chain) { Chain::run(chain, pauses); });
}

void ChainRings::pause()
{
    m_running = false;
    m_workload->pauses.store(pauses() + 1, std::memory_order_relaxed);
}

void ChainRings::advance(std::uint64_t steps)
{
    if (m_running || steps == 0)
        return;
    forEachChain([steps, pauses = pauses()](Chain::Handle chain) {
        Chain::makeSteps(chain, steps, pauses);
    });
}

std::uint64_t ChainRings::pauses() const
{
    return m_workload->pauses.load(std::memory_order_relaxed);
}

void ChainRings::requestFrame()
{
    if (!m_session || !m_session->sink)
        return;
    m_session->frameWanted = true;
    sendFrame(m_session);
}

void ChainRings::sendFrame(const std::shared_ptr<Session> &session)
{
    if (!session->frameWanted)
        return;
    std::optional<FrameCredit> credit = session->credits.spend();
    if (!credit)
        return;
    session->frameWanted = false;
    try {
        // The frame is made where it is shown: it takes a few loads for each chain and none of
        // their cowns, whereas a worker might first have to finish a body of many milliseconds.
        session->runtime->when(*session->sink)
            << [session, credit = std::move(*credit)](auto sink) mutable {
                   (*sink)->takeFrame(frameOf(*session->workload), std::move(credit));
                   sendFrame(session);
               };
    } catch (const boc::StoppedError &) {
        // The runtime is going; nobody will look.
    } catch (const std::bad_alloc &) {
        // This one is lost.
    }
}

bool ChainRings::isFrameWanted() const
{
    return m_session && m_session->frameWanted;
}

void ChainRings::resumeFrames()
{
    if (m_session)
        sendFrame(m_session);
}

template <class Action>
void ChainRings::forEachChain(Action action)
{
    if (!m_session)
        return;
    try {
        for (const boc::Cown<Chain> &chain : m_chains)
            m_session->runtime->when(chain) << action;
    } catch (const boc::StoppedError &) {
        // The runtime is going; what is to go on does so in the next.
    }
}

std::uint64_t ChainRings::completed() const
{
    std::uint64_t sum = 0;
    for (const Progress &progress : m_workload->progress)
        sum += progress.count.load(std::memory_order_relaxed);
    return sum;
}

std::uint32_t ChainRings::chains() const
{
    return static_cast<std::uint32_t>(m_chains.size());
}

const Options &ChainRings::options() const
{
    return m_workload->options;
}

const boc::Cown<Matrix> &ChainRings::slot(std::uint32_t ring, std::uint32_t index) const
{
    return m_workload->rings[ring].slot(index);
}

} // namespace cownscope::rings
