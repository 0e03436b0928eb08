// SPDX-License-Identifier: MIT
#include "message_queues.h"

#include "label.h"
#include "main_loop.h"
#include "runtime_context.h"

#include <boc/errors.h>
#include <boc/pump.h>

#include <algorithm>
#include <mutex>
#include <span>
#include <string>
#include <utility>

namespace boc::detail {

namespace {

std::unique_ptr<MessageNode> resultOf(const Receiver &receiver)
{
    switch (receiver.outcome) {
    case Receiver::Outcome::None:
    case Receiver::Outcome::Received:
        break;
    case Receiver::Outcome::WrongType:
        throwTypeMismatch("the message", receiver.tag.view(), *receiver.found, *receiver.wanted);
    case Receiver::Outcome::WithoutTag:
        throw UsageError("receive: setTags changed the tags while it waited, and "
                         + quoted(receiver.tag.view()) + " is no longer one of them");
    case Receiver::Outcome::Stopped:
        throw StoppedError();
    }
    return std::unique_ptr<MessageNode>(receiver.message);
}

} // namespace

void MessageQueues::post(std::unique_ptr<MessageNode> &node)
{
    m_context.requireProcess("send");
    const RuntimeContext::Visit visit(m_context);
    Receiver *toSignal = nullptr;
    const std::uint32_t retries = m_lock.lock();
    m_check.writes();
    const Refusal refusal = deliver(*node, retries, toSignal);
    m_lock.unlock();
    signalAll(toSignal);
    if (refusal != Refusal::None)
        refuse(refusal, node->tag.view());
    static_cast<void>(node.release());
}

MessageQueues::Refusal MessageQueues::deliver(MessageNode &node, std::uint32_t retries,
                                              Receiver *&toSignal) noexcept
{
    if (m_stopped)
        return Refusal::Stopped;
    Refusal refusal = Refusal::None;
    Queue *queue = obtain(node.tag.view(), refusal);
    if (!queue)
        return refusal;
    Counts &counts = queue->counts;
    counts.sendRetries += retries;
    if (counts.waiting >= m_capacity) {
        ++counts.rejected;
        return Refusal::Full;
    }
    ++counts.sent;
    node.number = ++m_lastNumber;
    node.next = nullptr;

    Receiver *next = nullptr;
    for (Receiver *receiver = m_firstReceiver; receiver; receiver = next) {
        next = receiver->next;
        if (!(receiver->mask & bitOf(*queue)))
            continue;
        if (receiver->accepts(node.type)) {
            receiver->message = &node;
            settle(*receiver, Receiver::Outcome::Received, toSignal);
            ++counts.received;
            return Refusal::None;
        }
        receiver->tag = node.tag;
        receiver->found = &node.type;
        settle(*receiver, Receiver::Outcome::WrongType, toSignal);
    }

    (queue->last ? queue->last->next : queue->first) = &node;
    queue->last = &node;
    counts.highest = std::max(counts.highest, ++counts.waiting);
    return Refusal::None;
}

std::unique_ptr<MessageNode> MessageQueues::receive(const Tags &tags, const TypeTag *wanted,
                                                    std::optional<std::chrono::nanoseconds> timeout)
{
    m_context.requireProcess("receive");
    const bool onMainThread = m_context.onMainThread();
    const bool inPinnedBody = onMainThread && m_context.isPumping();
    const bool pumps = onMainThread && !inPinnedBody;
    const bool refusesToWait = inPinnedBody && !timeout;
    const bool waits = !refusesToWait && (!timeout || timeout->count() > 0);
    if (waits)
        m_context.requireNoHook("receive");
    const RuntimeContext::Visit visit(m_context);
    Receiver receiver(tags, wanted, pumps ? &m_mainLoop.waiters() : nullptr);
    if (begin(receiver, waits, !refusesToWait))
        return resultOf(receiver);
    if (refusesToWait)
        throw UsageError("receive: no message is queued; inside a pinned behavior, which blocks "
                         "the main thread, waiting needs a timeout");
    if (!waits)
        return nullptr;
    const auto settledMeanwhile = [&] {
        if (withdraw(receiver))
            return false;
        receiver.awaitSignal();
        return true;
    };
    try {
        const Deadline deadline = deadlineAfter(timeout);
        if (!(pumps ? pumpUntilDone(receiver, deadline) : receiver.sleep(deadline))
            && !settledMeanwhile())
            return nullptr;
    } catch (...) {
        if (settledMeanwhile())
            delete receiver.message;
        throw;
    }
    return resultOf(receiver);
}

bool MessageQueues::pumpUntilDone(const Receiver &receiver, const Deadline &deadline)
{
    Waiters &waiters = m_mainLoop.waiters();
    for (;;) {
        // One at a time, so that much pinned work does not delay a message.
        PumpOptions options{.maxBehaviors = 1};
        if (deadline)
            options.deadline = *deadline - steadyNow();
        m_mainLoop.pump(options);
        waiters.enter();
        const std::uint64_t epoch = waiters.epoch();
        bool timedOut = false;
        if (!receiver.isDone()) {
            if (!m_mainLoop.hasWork())
                timedOut = !waiters.sleep(epoch, deadline);
            else if (deadline)
                timedOut = steadyNow() >= *deadline;
        }
        waiters.leave();
        if (receiver.isDone())
            return true;
        if (timedOut)
            return false;
    }
}

bool MessageQueues::begin(Receiver &receiver, bool waits, bool usesTags)
{
    if (receiver.tags.view().empty())
        throw UsageError("receive: no tag is named; it needs at least one");
    for (const std::string_view tag : receiver.tags.view())
        requireTag(tag);

    const std::uint32_t retries = m_lock.lock();
    m_check.writes();
    const std::size_t tagsBefore = m_count;
    Refusal refusal = Refusal::None;
    std::string_view culprit;
    if (!resolve(receiver, refusal, culprit)) {
        m_lock.unlock();
        refuse(refusal, culprit);
    }
    for (std::size_t i = 0; retries && i < m_count; ++i) {
        if (receiver.mask & bitOf(m_queues[i]))
            m_queues[i].counts.receiveRetries += retries;
    }
    if (Queue *queue = oldest(receiver.mask)) {
        MessageNode *node = queue->first;
        if (receiver.accepts(node->type)) {
            queue->first = node->next;
            if (!queue->first)
                queue->last = nullptr;
            --queue->counts.waiting;
            ++queue->counts.received;
            receiver.message = node;
            receiver.outcome = Receiver::Outcome::Received;
        } else {
            receiver.tag = node->tag;
            receiver.found = &node->type;
            receiver.outcome = Receiver::Outcome::WrongType;
        }
    } else if (m_stopped) {
        receiver.outcome = Receiver::Outcome::Stopped;
    } else if (waits) {
        receiver.previous = m_lastReceiver;
        (m_lastReceiver ? m_lastReceiver->next : m_firstReceiver) = &receiver;
        m_lastReceiver = &receiver;
        receiver.listed = true;
    }
    const bool settled = receiver.outcome != Receiver::Outcome::None;
    // A refused call must not use up tags; new tags have no messages.
    if (settled ? receiver.outcome != Receiver::Outcome::Received : !usesTags)
        m_count = tagsBefore;
    m_lock.unlock();
    return settled;
}

bool MessageQueues::withdraw(Receiver &receiver) noexcept
{
    const std::lock_guard lock(m_lock);
    m_check.writes();
    if (!receiver.listed)
        return false;
    unlist(receiver);
    return true;
}

void MessageQueues::stop() noexcept
{
    Receiver *toSignal = nullptr;
    {
        const std::lock_guard lock(m_lock);
        m_check.writes();
        m_stopped = true;
        while (m_firstReceiver)
            settle(*m_firstReceiver, Receiver::Outcome::Stopped, toSignal);
    }
    signalAll(toSignal);
}

std::size_t MessageQueues::drain(const Tags &tags)
{
    for (const std::string_view tag : tags.view())
        requireTag(tag);
    MessageNode *drained = nullptr;
    std::size_t count = 0;
    std::string_view undeclared;
    {
        const std::lock_guard lock(m_lock);
        m_check.writes();
        for (const std::string_view tag : tags.view()) {
            if (m_declared && !find(tag))
                undeclared = tag;
        }
        for (const std::string_view tag : tags.view()) {
            Queue *queue = undeclared.empty() ? find(tag) : nullptr;
            if (!queue)
                continue;
            const std::uint64_t removed = empty(*queue, drained);
            queue->counts.drained += removed;
            count += removed;
        }
    }
    if (!undeclared.empty())
        refuse(Refusal::Undeclared, undeclared);
    destroyAll(drained);
    return count;
}

void MessageQueues::setTags(const Tags &tags)
{
    const RuntimeContext::Visit visit(m_context);
    const std::span<const std::string_view> names = tags.view();
    for (const std::string_view name : names) {
        requireTag(name);
        if (std::ranges::count(names, name) > 1)
            throw UsageError("setTags: the tag " + quoted(name) + " is named twice; name it once");
    }
    MessageNode *cleared = nullptr;
    Receiver *toSignal = nullptr;
    {
        const std::lock_guard lock(m_lock);
        m_check.writes();
        for (std::size_t i = 0; i < m_count; ++i) {
            empty(m_queues[i], cleared);
            m_queues[i] = {};
        }
        m_count = 0;
        for (const std::string_view name : names)
            m_queues[m_count++].tag = Label(name);
        m_declared = !names.empty();
        Receiver *next = nullptr;
        for (Receiver *receiver = m_firstReceiver; receiver; receiver = next) {
            next = receiver->next;
            Refusal refusal = Refusal::None;
            std::string_view culprit;
            if (!resolve(*receiver, refusal, culprit)) {
                receiver->tag = Label(culprit);
                settle(*receiver, Receiver::Outcome::WithoutTag, toSignal);
            }
        }
    }
    signalAll(toSignal);
    destroyAll(cleared);
}

void MessageQueues::clear() noexcept
{
    MessageNode *cleared = nullptr;
    {
        const std::lock_guard lock(m_lock);
        m_check.writes();
        for (std::size_t i = 0; i < m_count; ++i)
            m_queues[i].counts.drained += empty(m_queues[i], cleared);
    }
    destroyAll(cleared);
}

std::vector<MessageQueueStatistics> MessageQueues::statistics() const
{
    std::array<Label, Tags::max> tags;
    std::array<Counts, Tags::max> counts;
    std::array<std::uint64_t, Tags::max> receivers{};
    std::size_t count = 0;
    {
        const std::lock_guard lock(m_lock);
        m_check.reads();
        for (count = 0; count < m_count; ++count) {
            tags[count] = m_queues[count].tag;
            counts[count] = m_queues[count].counts;
            for (const Receiver *r = m_firstReceiver; r; r = r->next)
                receivers[count] += (r->mask & bitOf(m_queues[count])) != 0;
        }
    }
    std::vector<MessageQueueStatistics> result;
    for (std::size_t i = 0; i < count; ++i) {
        const Counts &c = counts[i];
        result.push_back({.tag = std::string(tags[i].view()),
                          .sent = c.sent,
                          .received = c.received,
                          .drained = c.drained,
                          .rejected = c.rejected,
                          .waiting = c.waiting,
                          .highest = c.highest,
                          .receivers = receivers[i],
                          .sendRetries = c.sendRetries,
                          .receiveRetries = c.receiveRetries});
    }
    return result;
}

MessageQueues::Queue *MessageQueues::find(std::string_view tag) noexcept
{
    for (std::size_t i = 0; i < m_count; ++i) {
        if (m_queues[i].tag.view() == tag)
            return &m_queues[i];
    }
    return nullptr;
}

MessageQueues::Queue *MessageQueues::obtain(std::string_view tag, Refusal &refusal) noexcept
{
    if (Queue *queue = find(tag))
        return queue;
    if (m_declared || m_count == m_queues.size()) {
        refusal = m_declared ? Refusal::Undeclared : Refusal::NoRoom;
        return nullptr;
    }
    Queue &queue = m_queues[m_count++];
    queue = {}; // a refused receive may have left counts here
    queue.tag = Label(tag);
    return &queue;
}

bool MessageQueues::resolve(Receiver &receiver, Refusal &refusal,
                            std::string_view &culprit) noexcept
{
    receiver.mask = 0;
    const std::size_t before = m_count;
    for (const std::string_view tag : receiver.tags.view()) {
        const Queue *queue = obtain(tag, refusal);
        if (!queue) {
            culprit = tag;
            m_count = before;
            return false;
        }
        receiver.mask |= bitOf(*queue);
    }
    return true;
}

MessageQueues::Queue *MessageQueues::oldest(std::uint32_t mask) noexcept
{
    Queue *result = nullptr;
    for (std::size_t i = 0; i < m_count; ++i) {
        Queue &queue = m_queues[i];
        if ((mask & bitOf(queue)) && queue.first
            && (!result || queue.first->number < result->first->number))
            result = &queue;
    }
    return result;
}

void MessageQueues::settle(Receiver &receiver, Receiver::Outcome outcome,
                           Receiver *&toSignal) noexcept
{
    unlist(receiver);
    receiver.outcome = outcome;
    receiver.next = std::exchange(toSignal, &receiver);
}

void MessageQueues::unlist(Receiver &receiver) noexcept
{
    (receiver.previous ? receiver.previous->next : m_firstReceiver) = receiver.next;
    (receiver.next ? receiver.next->previous : m_lastReceiver) = receiver.previous;
    receiver.previous = receiver.next = nullptr;
    receiver.listed = false;
}

std::uint32_t MessageQueues::bitOf(const Queue &queue) const noexcept
{
    return 1u << (&queue - m_queues.data());
}

void MessageQueues::signalAll(Receiver *first) noexcept
{
    while (first) {
        // The receiver may be destroyed once it is signaled.
        Receiver *receiver = std::exchange(first, first->next);
        receiver->signal();
    }
}

std::uint64_t MessageQueues::empty(Queue &queue, MessageNode *&chain) noexcept
{
    if (!queue.first)
        return 0;
    queue.last->next = chain;
    chain = std::exchange(queue.first, nullptr);
    queue.last = nullptr;
    return std::exchange(queue.counts.waiting, 0);
}

void MessageQueues::destroyAll(MessageNode *first) noexcept
{
    while (first) {
        const MessageNode *node = std::exchange(first, first->next);
        delete node;
    }
}

void MessageQueues::refuse(Refusal refusal, std::string_view tag) const
{
    switch (refusal) {
    case Refusal::None:
    case Refusal::Stopped:
        break;
    case Refusal::Full:
        throw QueueFullError("the queue of the tag " + quoted(tag)
                             + " is full: " + std::to_string(m_capacity)
                             + " messages are waiting; receive some, or drain it");
    case Refusal::Undeclared:
        throw UsageError("the tag " + quoted(tag) + " was not declared with setTags; add it there");
    case Refusal::NoRoom:
        throw CapacityError("there is no room for the tag " + quoted(tag) + ": "
                            + std::to_string(Tags::max)
                            + " others are in use; use fewer, or declare new ones with setTags");
    }
    throw StoppedError();
}

} // namespace boc::detail
