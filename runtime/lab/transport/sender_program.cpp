// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/transport/sender_program.h"

#include "lab/machine/process_use.h"
#include "lab/transport/child_main.h"
#include "lab/transport/libav.h"
#include "lab/transport/memory_socket.h"
#include "lab/transport/payload.h"
#include "lab/transport/protocol.h"
#include "link/transport/transport.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <memory>
#include <set>
#include <span>
#include <utility>

namespace cownscope::lab::transport {

namespace {

constexpr int orphanedExitCode = 3;

ClipView mapClip(std::size_t bytes)
{
    const Clip clip = passedClip(clipNumber, bytes);
    auto mapping = std::make_shared<const link::Mapping>(clip.memory, link::Mapping::Access::Read);
    const std::span<const std::byte> view(mapping->data(), bytes);
    return {view, std::move(mapping)};
}

class SendingSide
{
public:
    explicit SendingSide(const StartRequest &start)
        : m_configuration(start.configuration)
        , m_itemBytes(itemBytes(start.configuration, start.clipBytes))
    {
        if (sendsDescriptors(m_configuration)) {
            auto sender = std::make_unique<MemorySender>(link::Descriptor(transportNumber),
                                                         m_configuration.bufferSize);
            m_memorySender = sender.get();
            m_sender = std::move(sender);
        } else if (peerOf(m_configuration.transport)) {
            m_sender = peers::connectPeerSender(transportNumber);
        } else {
            m_sender = link::connectSender(transportNumber);
        }
        m_payload = makePayload(m_configuration,
                                start.clipBytes > 0 ? mapClip(start.clipBytes) : ClipView());
        lookAtMemory();
    }

    // False if the receiver has ended.
    bool sendPass()
    {
        for (std::uint32_t i = 0; i < m_configuration.numItems; ++i) {
            if (!sendItem())
                return false;
            if (m_isWarmUp)
                lookAtMemory();
        }
        m_isWarmUp = false;
        lookAtMemory();
        return true;
    }

    SentReport report() const
    {
        return {.cpuSeconds = ownCpuSeconds(),
                .peakBytes =
                    m_peak + (m_memorySender != nullptr ? m_memorySender->mostMemory() : 0)};
    }

private:
    bool sendItem()
    {
        auto space = m_sender->space(m_itemBytes);
        while (!space) {
            if (m_sender->waitForSpace(m_itemBytes, std::chrono::seconds(1))
                == link::WaitResult::Ended)
                return false;
            space = m_sender->space(m_itemBytes);
        }
        if (mustBeFilled(*space))
            m_payload->write(*space, m_sent);
        return m_sender->send(m_itemBytes, m_sent++);
    }

    bool mustBeFilled(std::span<std::byte> space)
    {
        // A pipe copies out of its space, so that a payload that stays the same is already there.
        const bool keepsItems = m_configuration.transport == Transport::Pipe
            ? m_configuration.kind != Kind::Tensor
            : m_configuration.prefilled && m_configuration.transport != Transport::Ring;
        return !keepsItems || m_filled.insert(space.data()).second;
    }

    void lookAtMemory() { m_peak = std::max(m_peak, anonymousBytesSince(m_memoryAtStart)); }

    std::uint64_t m_memoryAtStart = anonymousBytes(); // first
    Configuration m_configuration;
    std::size_t m_itemBytes;
    std::unique_ptr<link::Sender> m_sender;
    const MemorySender *m_memorySender = nullptr; // the same, if it is one
    std::unique_ptr<Payload> m_payload;
    std::set<const std::byte *> m_filled; // spaces
    std::uint64_t m_sent = 0;             // items
    std::uint64_t m_peak = 0;
    bool m_isWarmUp = true;
};

// Returns the exit code.
int sendPasses(ParentLink &parent)
{
    auto message = parent.receive();
    if (!message)
        return orphanedExitCode;
    const StartRequest start = startRequestOf(*message);
    if (start.configuration.kind == Kind::Packets)
        libav(); // before its memory would count
    SendingSide side(start);
    parent.send(messageOf(MessageType::Ready));
    while ((message = parent.receive())) {
        expect(MessageType::Pass, *message);
        if (!side.sendPass())
            return orphanedExitCode;
        parent.send(messageOf(side.report()));
    }
    return 0;
}

} // namespace

int runSenderProgram()
{
    return runAsChild(sendPasses);
}

} // namespace cownscope::lab::transport
