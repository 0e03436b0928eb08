// SPDX-License-Identifier: MIT
#include "message_queues.h"

#include "label.h"

#include <boc/errors.h>

#include <algorithm>
#include <mutex>
#include <utility>

/// \file
/// What is done to whole queues: emptying, declaring, counting, and what to say when one refuses.
namespace boc::detail {

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
                             + " messages wait there; receive some, or drain it");
    case Refusal::Undeclared:
        throw UsageError("the tag " + quoted(tag)
                         + " is not among those that setTags declared; add it there");
    case Refusal::NoRoom:
        throw CapacityError("the tag " + quoted(tag)
                            + " finds no room: " + std::to_string(Tags::max)
                            + " others are in use; use fewer, or begin anew with setTags");
    }
    throw StoppedError();
}

} // namespace boc::detail
