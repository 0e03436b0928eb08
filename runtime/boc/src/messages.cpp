// SPDX-License-Identifier: MIT
#include <boc/messages.h>

#include "label.h"
#include "receiver.h"
#include "scheduler.h"
#include "visit.h"
#include <boc/detail/thread_context.h>

#include <boc/errors.h>

namespace boc {

void Tags::add(std::string_view tag)
{
    if (m_count == max)
        throw CapacityError("more than " + std::to_string(max)
                            + " tags are named; a runtime has no more");
    m_tags[m_count++] = tag;
}

void Messages::post(std::unique_ptr<detail::MessageNode> &node)
{
    m_scheduler.requireProcess("send");
    const detail::Visit visit(m_scheduler);
    m_scheduler.messageQueues().post(node);
}

std::unique_ptr<detail::MessageNode> Messages::take(const Tags &tags, const detail::TypeTag *wanted,
                                                    std::optional<std::chrono::nanoseconds> timeout)
{
    return m_scheduler.receive(tags, wanted, timeout);
}

std::size_t Messages::drain(const Tags &tags)
{
    return m_scheduler.messageQueues().drain(tags);
}

void Messages::setTags(const Tags &tags)
{
    const detail::Visit visit(m_scheduler);
    m_scheduler.messageQueues().setTags(tags);
}

std::vector<MessageQueueStatistics> Messages::statistics() const
{
    return m_scheduler.messageQueues().statistics();
}

namespace detail {

namespace {

/// Takes a receiver out of the queues if an exception passes while it waits.
class Withdrawal
{
public:
    Withdrawal(MessageQueues &queues, Receiver &receiver) noexcept
        : m_queues(queues)
        , m_receiver(receiver)
    { }
    ~Withdrawal()
    {
        if (m_armed && !m_queues.withdraw(m_receiver)) {
            m_receiver.awaitSignal();
            delete m_receiver.message;
        }
    }
    Withdrawal(const Withdrawal &) = delete;
    Withdrawal &operator=(const Withdrawal &) = delete;

    void disarm() noexcept { m_armed = false; }

private:
    MessageQueues &m_queues;
    Receiver &m_receiver;
    bool m_armed = true;
};

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
                         + quoted(receiver.tag.view()) + " is not among them any more");
    case Receiver::Outcome::Stopped:
        throw StoppedError();
    }
    return std::unique_ptr<MessageNode>(receiver.message);
}

} // namespace

void requireTag(std::string_view text)
{
    requireLabel("the tag", text);
}

Messages &currentMessages()
{
    Scheduler *scheduler = threadContext().scheduler;
    if (!scheduler)
        throw UsageError("messages: this thread has no runtime; use runtime.messages(), or "
                         "construct a boc::Runtime on it");
    return scheduler->messages();
}

std::unique_ptr<MessageNode> Scheduler::receive(const Tags &tags, const TypeTag *wanted,
                                                std::optional<std::chrono::nanoseconds> timeout)
{
    requireProcess("receive");
    const bool pumps = onMainThread() && !m_pumping;
    const bool inPinnedBody = onMainThread() && m_pumping;
    const bool refusesToWait = inPinnedBody && !timeout;
    const bool waits = !refusesToWait && (!timeout || timeout->count() > 0);
    if (waits)
        requireNoHook("receive");
    const Visit visit(*this);
    Receiver receiver(tags, wanted, pumps ? &m_waiters : nullptr);
    if (m_messageQueues.begin(receiver, waits, !refusesToWait))
        return resultOf(receiver);
    if (refusesToWait)
        throw UsageError("receive: inside a pinned behavior, which nothing else on the main "
                         "thread can pass, it needs a timeout unless there is a message");
    if (!waits)
        return nullptr;
    Withdrawal withdrawal(m_messageQueues, receiver);
    const Deadline deadline = deadlineAfter(timeout);
    if (!(pumps ? pumpUntilDone(receiver, deadline) : receiver.sleep(deadline))) {
        if (m_messageQueues.withdraw(receiver)) {
            withdrawal.disarm();
            return nullptr;
        }
        receiver.awaitSignal();
    }
    withdrawal.disarm();
    return resultOf(receiver);
}

bool Scheduler::pumpUntilDone(const Receiver &receiver, const Deadline &deadline)
{
    for (;;) {
        // One at a time, so that a flood of pinned work does not keep a message waiting.
        PumpOptions options{.maxBehaviors = 1};
        if (deadline)
            options.deadline = *deadline - steadyNow();
        pump(options);
        m_waiters.enter();
        const std::uint64_t epoch = m_waiters.epoch();
        bool timedOut = false;
        if (!receiver.isDone()) {
            if (!m_pinned.hasWork())
                timedOut = !m_waiters.sleep(epoch, deadline);
            else if (deadline)
                timedOut = steadyNow() >= *deadline;
        }
        m_waiters.leave();
        if (receiver.isDone())
            return true;
        if (timedOut)
            return false;
    }
}

} // namespace detail
} // namespace boc
