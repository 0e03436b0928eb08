// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/toy/toy_ui.h"

#include "ui/style/quantity_text.h"
#include "workloads/frame_bytes.h"

#include <cstring>

namespace cownscope::test {
namespace {

class ToyRun final : public ui::LiveRun
{
public:
    ToyRun(const ToyOptions &options, ToyFrameSink *sink)
        : m_sink(sink)
        , m_counters(options)
    { }

    void attach(boc::Runtime &runtime, const FrameCredits &credits) override
    {
        m_runtime = &runtime;
        m_credits = credits;
        m_counters.attach(runtime);
        m_shown.emplace(runtime, m_sink);
    }
    void detach() override { m_shown.reset(); }
    void runFreely() override { m_counters.start(); }
    void pause() override { m_counters.pause(); }
    void advance(std::uint64_t steps) override
    {
        m_allowed = std::max(m_allowed, m_counters.steps()) + steps * m_counters.options().counters;
        m_counters.advance(steps);
    }
    void requestFrame() override
    {
        m_wanted = true;
        resumeFrames();
    }
    bool isFrameWanted() const override { return m_wanted; }
    void resumeFrames() override
    {
        std::optional<FrameCredit> credit;
        if (!m_wanted || !(credit = m_credits.spend()))
            return;
        m_wanted = false;
        m_runtime->when(*m_shown) << [this, credit = std::move(*credit)](auto sink) mutable {
            (*sink)->takeFrame(std::make_shared<const ToyFrame>(ToyFrame{m_counters.sum()}),
                               std::move(credit));
        };
    }
    std::uint64_t outstanding() const override { return m_allowed > m_counters.steps() ? 1 : 0; }
    bool accepts(const lab::Configuration &configuration) const override
    {
        return configuration.options.as<ToyOptions>() == m_counters.options();
    }
    std::uint64_t steps() const override { return m_counters.steps(); }
    std::vector<std::uint64_t> counters() const override { return {m_counters.sum()}; }

private:
    ToyFrameSink *m_sink;
    Counters m_counters;
    boc::Runtime *m_runtime = nullptr;
    FrameCredits m_credits;
    std::optional<boc::PinnedCown<ToyFrameSink *>> m_shown;
    std::uint64_t m_allowed = 0;
    bool m_wanted = false;
};

} // namespace

void encode(const ToyFrame &frame, std::span<std::byte> memory)
{
    std::memcpy(memory.data(), &frame, sizeof frame);
}

void LiveToy::show(std::shared_ptr<const link::Item> item, FrameCredit credit)
{
    ToyFrame frame{};
    if (item->bytes().size() != sizeof frame)
        throw workloads::FrameError("sent a frame of another workload");
    std::memcpy(&frame, item->bytes().data(), sizeof frame);
    m_sink->takeFrame(std::make_shared<const ToyFrame>(frame), std::move(credit));
}

std::unique_ptr<ui::LiveRun> LiveToy::start(const lab::Configuration &configuration)
{
    return std::make_unique<ToyRun>(configuration.options.as<ToyOptions>(), m_sink);
}

const std::vector<ui::LiveQuantity> &LiveToy::quantities() const
{
    static const std::vector<ui::LiveQuantity> own = [] {
        ui::LiveQuantity counted = ui::ownRate("counted_per_s", 0);
        counted.title = QStringLiteral("Counted/s");
        counted.explanation = QStringLiteral("What all counters have been counted up.");
        counted.total = "counted";
        counted.curve = ui::LiveQuantity::Curve{.smallestTop = 10, .valueText = ui::siText};
        return std::vector{std::move(counted)};
    }();
    return own;
}

} // namespace cownscope::test
