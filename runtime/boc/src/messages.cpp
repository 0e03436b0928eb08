// SPDX-License-Identifier: MIT
#include "label.h"
#include "message_queues.h"

#include <boc/errors.h>
#include <boc/messages.h>

#include <string>

namespace boc {

void Tags::add(std::string_view tag)
{
    if (m_count == max)
        throw CapacityError("more than " + std::to_string(max)
                            + " tags are named, the limit of a runtime");
    m_tags[m_count++] = tag;
}

void Messages::post(std::unique_ptr<detail::MessageNode> &node)
{
    m_queues.post(node);
}

std::unique_ptr<detail::MessageNode> Messages::take(const Tags &tags, const detail::TypeTag *wanted,
                                                    std::optional<std::chrono::nanoseconds> timeout)
{
    return m_queues.receive(tags, wanted, timeout);
}

std::size_t Messages::drain(const Tags &tags)
{
    return m_queues.drain(tags);
}

void Messages::setTags(const Tags &tags)
{
    m_queues.setTags(tags);
}

std::vector<MessageQueueStatistics> Messages::statistics() const
{
    return m_queues.statistics();
}

void detail::requireTag(std::string_view text)
{
    requireLabel("the tag", text);
}

} // namespace boc
