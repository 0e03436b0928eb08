// SPDX-License-Identifier: MIT
#include "message_queues.h"

#include <boc/errors.h>

#include <algorithm>
#include <mutex>
#include <utility>

namespace boc::detail {

void MessageQueues::post(std::unique_ptr<MessageNode> &node)
{
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
    // What is refused brings no tag into use; those that are new have no messages.
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
    queue = {}; // a refused receive may have left counts
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
        // Gone once it is signaled.
        Receiver *receiver = std::exchange(first, first->next);
        receiver->signal();
    }
}

} // namespace boc::detail
