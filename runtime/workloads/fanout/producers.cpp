// SPDX-License-Identifier: GPL-3.0-or-later
#include "workloads/fanout/producers.h"

#include "workloads/frame_source.h"
#include "workloads/matrix_product.h"
#include "workloads/step_commands.h"
#include "workloads/uniform_matrix.h"
#include "workloads/valid.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <new>
#include <utility>

namespace cownscope::fanout {

namespace {

// More cannot be distinguished in a picture.
constexpr std::uint32_t mostShownChildren = 3000;
constexpr std::uint32_t mostShownSteps = 12;

/// The state of a child in one word, so that readers see consistent values.
///  - bits 0 to 1: its state
///  - bits 2 to 16, 17 to 31: workers + 1 that scheduled and ran it, 0 for none
///  - bits 32 to 63: the step that it belongs to
struct ChildWord
{
    static constexpr std::uint32_t workerMask = (1u << 15) - 1;

    static std::uint64_t workerBits(std::uint32_t worker) { return (worker + 1) & workerMask; }
    static std::uint32_t workerOf(std::uint64_t bits)
    {
        return static_cast<std::uint32_t>(bits & workerMask) - 1; // 0 gives noWorker
    }
    static std::uint64_t of(std::uint32_t step, const ChildView &child)
    {
        return std::uint64_t{step} << 32 | workerBits(child.ranBy) << 17
            | workerBits(child.scheduledBy) << 2 | static_cast<std::uint64_t>(child.state);
    }
    static ChildView view(std::uint64_t word)
    {
        return {.state = static_cast<ChildState>(word & 3),
                .scheduledBy = workerOf(word >> 2),
                .ranBy = workerOf(word >> 17)};
    }
    static std::uint32_t step(std::uint64_t word) { return static_cast<std::uint32_t>(word >> 32); }
};

std::uint32_t thisWorker()
{
    return static_cast<std::uint32_t>(boc::currentWorker()); // -1 is noWorker
}

/// The progress of a producer. Its steps write `steps` and `worker`, with plain stores; its
/// children write the others. Any thread may read them. On a separate cache line.
struct alignas(64) ProducerCounts
{
    std::atomic<std::uint64_t> steps{0};
    std::atomic<std::uint32_t> worker{noWorker};
    std::atomic<std::uint64_t> children{0};
    std::atomic<std::uint64_t> stolen{0};
};

} // namespace

/// The value of a child's cown: its matrix, and the number of products left.
struct Child
{
    Eigen::MatrixXd matrix;
    std::uint32_t left = 0;
    std::uint32_t scheduledBy = noWorker;
};

/// The position of a child: its producer, its index in a step, and the step.
struct Place
{
    std::uint32_t producer;
    std::uint32_t index;
    std::uint32_t step;
};

/// The state shared by all producers and children. Immutable except for the atomics and the data
/// guarded by the mutex.
struct ProducersState
{
    explicit ProducersState(const Options &derivedOptions)
        : options(derivedOptions)
        , shown(std::clamp(mostShownChildren / derivedOptions.producers, 1u,
                           derivedOptions.fanoutWidth))
        , steps(std::clamp(mostShownChildren / (derivedOptions.producers * shown), 1u,
                           mostShownSteps))
        , progress(derivedOptions.producers)
        , words(std::size_t{derivedOptions.producers} * steps * shown)
    { }

    std::atomic<std::uint64_t> *wordOf(const Place &place)
    {
        if (place.index >= shown)
            return nullptr;
        const std::size_t row = std::size_t{place.producer} * steps + place.step % steps;
        return &words[row * shown + place.index];
    }

    /// Publishes the state of a child, unless a newer child has taken its place. Relaxed: a word is
    /// self-contained and orders nothing else.
    void publish(const Place &place, const ChildView &child)
    {
        std::atomic<std::uint64_t> *word = wordOf(place);
        if (word == nullptr)
            return;
        std::uint64_t present = word->load(std::memory_order_relaxed);
        while (ChildWord::step(present) == place.step
               && !word->compare_exchange_weak(present, ChildWord::of(place.step, child),
                                               std::memory_order_relaxed)) {
        }
    }

    struct Interrupted
    {
        boc::Cown<Child> child;
        Place place;
    };

    const Options options;
    const std::uint32_t shown;            ///< children of each step that are in frames
    const std::uint32_t steps;            ///< last steps of each producer that are in frames
    std::vector<ProducerCounts> progress; ///< by producer
    std::vector<std::atomic<std::uint64_t>>
        words; ///< ChildWord, by producer, step modulo `steps`, and place
    workloads::StepOwner owner;
    /// Makes children stop. Set and cleared under the mutex, so that no child is added to
    /// `interrupted` after the others were resumed.
    std::atomic<bool> childrenPaused{false};
    std::mutex mutex;
    std::vector<Interrupted> interrupted;
};

namespace {

/// Computes the remaining products; false if interrupted by a pause or by a stop of the runtime.
bool multiply(Child &child, const ProducersState &state)
{
    const auto goOn = [&state, runtime = boc::Runtime::current()] {
        return !state.childrenPaused.load(std::memory_order_relaxed) && !runtime->stopped();
    };
    Eigen::MatrixXd product;
    for (; child.left > 0; --child.left) {
        if (!multiplyWhile(goOn, child.matrix, child.matrix, product))
            return false;
        child.matrix.swap(product);
    }
    return true;
}

void runChild(boc::Acquired<Child> self, const std::shared_ptr<ProducersState> &state,
              const Place &place)
{
    Child &child = *self;
    const std::uint32_t worker = thisWorker();
    const ChildView before{.state = ChildState::Scheduled, .scheduledBy = child.scheduledBy};
    const ChildView running{
        .state = ChildState::Running, .scheduledBy = child.scheduledBy, .ranBy = worker};
    state->publish(place, running);
    try {
        while (!multiply(child, *state)) {
            const std::scoped_lock lock(state->mutex);
            if (boc::Runtime::current()->stopped())
                return state->publish(place, before);
            if (state->childrenPaused.load(std::memory_order_relaxed)) {
                state->interrupted.push_back({self.cown(), place});
                return state->publish(place, before);
            }
        }
    } catch (const std::bad_alloc &) { // the child is lost
        state->publish(place, {});
        throw;
    }
    ChildView done = running;
    done.state = ChildState::Done;
    state->publish(place, done);
    ProducerCounts &progress = state->progress[place.producer];
    progress.children.fetch_add(1, std::memory_order_relaxed);
    if (done.isStolen())
        progress.stolen.fetch_add(1, std::memory_order_relaxed);
}

} // namespace

/// The state of a producer, in its own cown. Its functions run in behaviors that hold it.
class LiveProducer
{
public:
    using Handle = boc::Acquired<LiveProducer>;

    LiveProducer(std::shared_ptr<ProducersState> state, std::uint32_t index)
        : m_state(std::move(state))
        , m_index(index)
        , m_random(m_state->options.seed, index)
        , m_commands(m_state->owner)
    { }

    // Commands. `pauses` is the number of pauses before the command; it is dropped if there was
    // another one since.

    static void run(Handle self, std::uint64_t pauses)
    {
        self->m_commands.run(pauses, [&] { return schedule(self); });
    }
    static void makeSteps(Handle self, std::uint64_t steps, std::uint64_t pauses)
    {
        self->m_commands.makeSteps(steps, pauses, [&] { return schedule(self); });
    }

private:
    /// False if there is no memory for it.
    static bool schedule(Handle self)
    {
        try {
            boc::when(self.cown(), std::span<const boc::Cown<Child>>{self->m_children})
                << [](auto producer, auto) { step(producer); };
            return true;
        } catch (const std::bad_alloc &) {
            self->m_state->owner.outOfMemory.store(true, std::memory_order_relaxed);
            return false;
        }
    }

    static void step(Handle self)
    {
        LiveProducer &producer = *self;
        if (!producer.m_commands.begin())
            return;
        try {
            producer.scheduleChildren();
        } catch (const std::bad_alloc &) { // scheduled children run; the step is repeated
            producer.m_commands.fail();
            producer.m_state->owner.outOfMemory.store(true, std::memory_order_relaxed);
            return;
        }
        producer.m_commands.complete([&] { return schedule(self); });
    }

    void scheduleChildren()
    {
        const Options &options = m_state->options;
        const std::uint32_t worker = thisWorker();
        ProducerCounts &progress = m_state->progress[m_index];
        m_children.clear();
        m_children.reserve(options.fanoutWidth);
        const auto step = static_cast<std::uint32_t>(m_steps + 1);
        for (std::uint32_t index = 0; index < options.fanoutWidth; ++index) {
            const Place place{m_index, index, step};
            if (std::atomic<std::uint64_t> *word = m_state->wordOf(place))
                word->store(
                    ChildWord::of(step, {.state = ChildState::Scheduled, .scheduledBy = worker}),
                    std::memory_order_relaxed);
            m_children.emplace_back(
                Child{uniformMatrix(options.payloadRows, options.payloadCols, m_random),
                      options.childIters, worker});
            boc::when(m_children.back())
                << [state = m_state, place](auto child) { runChild(child, state, place); };
        }
        progress.worker.store(worker, std::memory_order_relaxed);
        progress.steps.store(++m_steps, std::memory_order_relaxed);
    }

    std::shared_ptr<ProducersState> m_state;
    std::uint32_t m_index;
    SplitMix m_random;
    std::vector<boc::Cown<Child>> m_children; // of the last step
    std::uint64_t m_steps = 0;
    workloads::StepCommands m_commands;
};

/// The workload in one runtime. Main thread.
struct Producers::Attachment
{
    boc::Runtime &runtime;
    std::shared_ptr<workloads::FrameSource<Frame>> frames;
};

namespace {

std::shared_ptr<const Frame> frameOf(const ProducersState &state)
{
    auto frame = std::make_shared<Frame>();
    frame->width = state.options.fanoutWidth;
    frame->shown = state.shown;
    frame->steps = state.steps;
    frame->producers.reserve(state.progress.size());
    for (const ProducerCounts &progress : state.progress)
        frame->producers.push_back({progress.steps.load(std::memory_order_relaxed),
                                    progress.worker.load(std::memory_order_relaxed)});
    frame->children.reserve(state.words.size());
    const std::size_t each = std::size_t{state.steps} * state.shown;
    std::vector<std::uint64_t> words(each); // of a producer
    for (std::size_t first = 0; first < state.words.size(); first += each) {
        std::uint32_t newest = 0;
        for (std::size_t i = 0; i < each; ++i) {
            words[i] = state.words[first + i].load(std::memory_order_relaxed);
            newest = std::max(newest, ChildWord::step(words[i]));
        }
        for (const std::uint64_t word : words) {
            ChildView child = ChildWord::view(word);
            child.age = newest - ChildWord::step(word);
            if (child.age >= state.steps)
                child.state = ChildState::None; // too old
            frame->children.push_back(child);
        }
    }
    return frame;
}

} // namespace

Producers::Producers(const Options &derivedOptions)
    : m_state(std::make_shared<ProducersState>(valid(derivedOptions)))
{
    m_producers.reserve(derivedOptions.producers);
    for (std::uint32_t index = 0; index < derivedOptions.producers; ++index)
        m_producers.emplace_back(m_state, index);
}

Producers::~Producers()
{
    pause();
}

void Producers::attach(boc::Runtime &runtime, std::optional<boc::PinnedCown<FrameSink *>> sink,
                       const FrameCredits &credits)
{
    detach();
    auto frames = std::make_shared<workloads::FrameSource<Frame>>(
        runtime, std::move(sink), credits, [state = m_state] { return frameOf(*state); });
    m_attachment = std::make_unique<Attachment>(Attachment{runtime, std::move(frames)});
    m_state->owner.attachments.fetch_add(1, std::memory_order_relaxed);
    m_state->owner.outOfMemory.store(false, std::memory_order_relaxed);
    if (m_running)
        start();
}

void Producers::detach()
{
    m_attachment.reset();
}

// Called before the producers' next steps, which wait for these children.
void Producers::resumeChildren()
{
    m_state->owner.outOfMemory.store(false, std::memory_order_relaxed);
    std::vector<ProducersState::Interrupted> interrupted;
    {
        const std::scoped_lock lock(m_state->mutex);
        m_state->childrenPaused.store(false, std::memory_order_relaxed);
        if (m_attachment)
            interrupted.swap(m_state->interrupted);
    }
    try {
        for (const auto &[child, place] : interrupted)
            m_attachment->runtime.when(child)
                << [state = m_state, place = place](auto held) { runChild(held, state, place); };
    } catch (const boc::StoppedError &) {
        // The runtime is stopping; these children are lost.
    } catch (const std::bad_alloc &) {
        m_state->owner.outOfMemory.store(true, std::memory_order_relaxed);
    }
}

void Producers::start()
{
    m_running = true;
    resumeChildren();
    sendToProducers([pauses = m_state->owner.pausesNow()](LiveProducer::Handle producer) {
        LiveProducer::run(producer, pauses);
    });
}

void Producers::pause()
{
    m_running = false;
    m_state->owner.pauses.fetch_add(1, std::memory_order_relaxed);
    const std::scoped_lock lock(m_state->mutex);
    m_state->childrenPaused.store(true, std::memory_order_relaxed);
}

void Producers::advance(std::uint64_t steps)
{
    if (m_running || steps == 0)
        return;
    resumeChildren();
    sendToProducers([steps, pauses = m_state->owner.pausesNow()](LiveProducer::Handle producer) {
        LiveProducer::makeSteps(producer, steps, pauses);
    });
}

template <class Command>
void Producers::sendToProducers(Command command)
{
    if (!m_attachment)
        return;
    try {
        for (const boc::Cown<LiveProducer> &producer : m_producers)
            m_attachment->runtime.when(producer) << command;
    } catch (const boc::StoppedError &) {
        // The runtime is stopping; the workload continues in the next one.
    } catch (const std::bad_alloc &) {
        m_state->owner.outOfMemory.store(true, std::memory_order_relaxed);
    }
}

void Producers::requestFrame()
{
    if (m_attachment)
        m_attachment->frames->request();
}

bool Producers::isFrameWanted() const
{
    return m_attachment && m_attachment->frames->isWanted();
}

void Producers::resumeFrames()
{
    if (m_attachment)
        m_attachment->frames->resume();
}

Outcome Producers::status() const
{
    if (!m_state->owner.outOfMemory.load(std::memory_order_relaxed))
        return {};
    return Outcome::failure(
        "There is not enough memory for all producers to continue; smaller sizes need less.");
}

namespace {

template <class Value>
std::uint64_t sumOf(const ProducersState &state, std::atomic<Value> ProducerCounts::*counter)
{
    std::uint64_t sum = 0;
    for (const ProducerCounts &progress : state.progress)
        sum += (progress.*counter).load(std::memory_order_relaxed);
    return sum;
}

} // namespace

std::uint64_t Producers::steps() const
{
    return sumOf(*m_state, &ProducerCounts::steps);
}

std::uint64_t Producers::children() const
{
    return sumOf(*m_state, &ProducerCounts::children);
}

std::uint64_t Producers::stolen() const
{
    return sumOf(*m_state, &ProducerCounts::stolen);
}

const Options &Producers::options() const
{
    return m_state->options;
}

} // namespace cownscope::fanout
