// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workloads/frame_sink.h"

#include <boc/boc.h>

#include <functional>
#include <memory>
#include <new>
#include <optional>
#include <utility>

namespace cownscope::workloads {

/// Sends frames that are cheap to make (a few loads). Each one is made and shown in one pinned
/// behavior, since workers may be busy with long bodies.
///
/// Main thread of the runtime, which must outlive the source or be stopped.
template <class Frame>
class FrameSource : public std::enable_shared_from_this<FrameSource<Frame>>
{
public:
    using Make = std::function<std::shared_ptr<const Frame>()>;
    using Sink = boc::PinnedCown<FrameSink<Frame> *>;

    FrameSource(boc::Runtime &runtime, std::optional<Sink> sink, const FrameCredits &credits,
                Make make)
        : m_runtime(runtime)
        , m_sink(std::move(sink))
        , m_credits(credits)
        , m_make(std::move(make))
    { }

    /// Requests a frame, which is sent as soon as there is a credit. All requests before
    /// that count as one. A frame is lost if there is no memory for it. Does nothing without a
    /// sink.
    void request()
    {
        m_isWanted = m_sink.has_value();
        resume();
    }

    /// True if a frame is requested and not yet begun.
    bool isWanted() const { return m_isWanted; }

    /// To be called when a credit may have been returned. Begins a requested frame.
    void resume()
    {
        if (!m_isWanted)
            return;
        std::optional<FrameCredit> credit = m_credits.spend();
        if (!credit)
            return;
        m_isWanted = false;
        try {
            m_runtime.when(*m_sink) <<
                [self = this->shared_from_this(), credit = std::move(*credit)](auto sink) mutable {
                    (*sink)->takeFrame(self->m_make(), std::move(credit));
                    self->resume();
                };
        } catch (const boc::StoppedError &) {
            // The runtime is stopping; the frame is not needed.
        } catch (const std::bad_alloc &) {
            // The frame is lost.
        }
    }

private:
    boc::Runtime &m_runtime;
    std::optional<Sink> m_sink;
    FrameCredits m_credits;
    Make m_make;
    bool m_isWanted = false;
};

} // namespace cownscope::workloads
