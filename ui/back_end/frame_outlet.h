// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/transport/transport.h"
#include "workloads/frame_credits.h"
#include "workloads/frame_sink.h"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

namespace cownscope::ui {

// Sends the frames of a back end to the window. Main thread only.
//
// The credit of a frame is kept until the window has drawn or replaced it. So a window that is busy
// gets no more frames than it has credits for, and neither the simulation nor its memory depends on
// it.
class FrameOutlet
{
public:
    // Frames of at most so many bytes fit into the channel. `needsSpace` is called for larger ones.
    FrameOutlet(std::unique_ptr<link::Sender> sender, std::size_t frameBytes,
                std::function<void(std::size_t bytes)> needsSpace)
        : m_sender(std::move(sender))
        , m_frameBytes(frameBytes)
        , m_needsSpace(std::move(needsSpace))
    { }

    // The next frames go through another channel.
    void use(std::unique_ptr<link::Sender> sender, std::size_t frameBytes)
    {
        m_sender = std::move(sender);
        m_frameBytes = frameBytes;
        m_wanted = 0;
        m_refused = std::numeric_limits<std::size_t>::max();
        m_tooLarge.clear();
    }

    // There is no larger channel. Frames that need one are dropped from now on.
    void refuse()
    {
        m_refused = std::exchange(m_wanted, 0);
        m_tooLarge.clear();
    }

    // A frame for which there is no space is dropped; if it needs a larger channel, its credit is
    // kept until there is one, so that no step passes meanwhile if each step is to be shown. `tag`
    // tells the window whose frame it is.
    template <class Frame>
    void send(const Frame &frame, std::uint64_t tag, FrameCredit credit)
    {
        const std::size_t bytes = encodedBytes(frame);
        if (bytes > m_frameBytes) {
            if (bytes < m_refused)
                wait(bytes, std::move(credit));
            return;
        }
        const auto space = m_sender->space(bytes);
        if (!space)
            return;
        encode(frame, *space);
        m_sender->send(bytes, tag);
        m_credits.push_back(std::move(credit));
    }

    // So many frames since the start were drawn or replaced.
    void framesDone(std::uint64_t count)
    {
        for (; m_done < count && !m_credits.empty(); ++m_done)
            m_credits.pop_front();
    }

private:
    // One request at a time: a frame that is still larger asks again when the channel has come.
    void wait(std::size_t bytes, FrameCredit credit)
    {
        m_tooLarge.push_back(std::move(credit));
        if (m_wanted == 0) {
            m_wanted = bytes;
            m_needsSpace(bytes);
        }
    }

    std::unique_ptr<link::Sender> m_sender;
    std::size_t m_frameBytes;
    std::function<void(std::size_t)> m_needsSpace;
    std::size_t m_wanted = 0; // of the request that is not answered; 0: there is none
    std::size_t m_refused = std::numeric_limits<std::size_t>::max();
    std::vector<FrameCredit> m_tooLarge; // of frames that wait for a larger channel
    std::deque<FrameCredit> m_credits;   // of the frames that are not done, the oldest first
    std::uint64_t m_done = 0;
};

// Sends the frames of one workload.
template <class Frame>
class FrameEncoder final : public workloads::FrameSink<Frame>
{
public:
    FrameEncoder(FrameOutlet &outlet, std::uint64_t tag)
        : m_outlet(outlet)
        , m_tag(tag)
    { }

    void showFrame(std::shared_ptr<const Frame> frame) override { takeFrame(std::move(frame), {}); }
    void takeFrame(std::shared_ptr<const Frame> frame, FrameCredit credit) override
    {
        m_outlet.send(*frame, m_tag, std::move(credit));
    }

private:
    FrameOutlet &m_outlet;
    std::uint64_t m_tag;
};

} // namespace cownscope::ui
