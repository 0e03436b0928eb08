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

/// Sends frames that take only a few loads to make. They are made where they are shown, in one
/// pinned behavior each: a worker might first have to finish a body of many milliseconds.
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

    /// As soon as there is a credit; what is requested without one is shown together. A frame for
    /// which there is no memory is lost. Nothing without a sink.
    void request()
    {
        m_isWanted = m_sink.has_value();
        resume();
    }

    /// Whether a frame is wanted that has not been begun.
    bool isWanted() const { return m_isWanted; }

    /// A credit may have been given back: a frame that is wanted is begun.
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
            // The runtime is going; nobody will look.
        } catch (const std::bad_alloc &) {
            // This one is lost.
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
