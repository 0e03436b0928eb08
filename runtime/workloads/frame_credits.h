// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <utility>

namespace cownscope {

/// The permission to send one frame to a sink. A workload takes one from FrameCredits when it
/// begins a frame, and passes it along with the frame. Its destructor returns it: when the frame
/// was drawn, was replaced by a newer one, or was lost in an exception or with its runtime. Any
/// thread.
class FrameCredit
{
public:
    FrameCredit() = default; ///< for a sink that does not count
    FrameCredit(FrameCredit &&) noexcept = default;
    FrameCredit &operator=(FrameCredit &&other) noexcept
    {
        giveBack();
        m_spent = std::move(other.m_spent);
        return *this;
    }
    ~FrameCredit() { giveBack(); }

    void giveBack() noexcept
    {
        // Release, pairs with the acquire of spend(): the next spender sees everything done with
        // the frame.
        if (const auto spent = std::exchange(m_spent, nullptr))
            spent->fetch_sub(1, std::memory_order_release);
    }

private:
    friend class FrameCredits;
    explicit FrameCredit(std::shared_ptr<std::atomic<unsigned>> spent) noexcept
        : m_spent(std::move(spent))
    { }

    std::shared_ptr<std::atomic<unsigned>> m_spent;
};

/// The credits of a sink: the maximum number of frames in progress. With two credits, one frame is
/// made while the one before is drawn. Copies share their count. Any thread.
class FrameCredits
{
public:
    explicit FrameCredits(unsigned limit = 1)
        : m_limit(limit)
        , m_spent(std::make_shared<std::atomic<unsigned>>(0))
    { }

    /// Empty if all are spent.
    std::optional<FrameCredit> spend() const noexcept
    {
        unsigned spent = m_spent->load(std::memory_order_relaxed);
        while (spent < m_limit) {
            // Acquire, pairs with the release of giveBack().
            if (m_spent->compare_exchange_weak(spent, spent + 1, std::memory_order_acquire,
                                               std::memory_order_relaxed))
                return FrameCredit(m_spent);
        }
        return std::nullopt;
    }

    /// Frames in progress.
    unsigned spent() const noexcept { return m_spent->load(std::memory_order_acquire); }
    unsigned left() const noexcept { return m_limit - spent(); }

private:
    unsigned m_limit;
    std::shared_ptr<std::atomic<unsigned>> m_spent;
};

} // namespace cownscope
