// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/toy/toy_workload.h"
#include "ui/views/gl_view.h"
#include "ui/workloads/list/workload_list.h"
#include "ui/workloads/workload_ui.h"
#include "workloads/frame_sink.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace cownscope::test {

struct ToyFrame
{
    std::uint64_t sum; // of all counters
};

// For another process.
inline std::size_t encodedBytes(const ToyFrame &frame)
{
    return sizeof frame;
}
void encode(const ToyFrame &frame, std::span<std::byte> memory);

using ToyFrameSink = workloads::FrameSink<ToyFrame>;

// Shows nothing but that there is a frame.
class ToyView final
    : public ui::GlView
    , public ToyFrameSink
{
    Q_OBJECT

public:
    ~ToyView() override { release(); }
    void showFrame(std::shared_ptr<const ToyFrame> frame) override
    {
        takeFrame(std::move(frame), {});
    }
    void takeFrame(std::shared_ptr<const ToyFrame> frame, FrameCredit credit) override
    {
        sum = frame->sum;
        frameArrived(std::move(credit));
    }
    std::uint64_t sum = 0;

protected:
    void createGl() override { }
    void drawGl(const Target &) override { }
    void destroyGl() override { }
    void shadeChanged() override { }
};

class LiveToy final : public ui::LiveWorkload
{
public:
    explicit LiveToy(ToyFrameSink *sink)
        : m_sink(sink)
    { }

    const lab::Workload &workload() const override { return toyWorkload(); }
    std::unique_ptr<ui::LiveRun> start(const lab::Configuration &configuration) override;
    void show(std::shared_ptr<const link::Item> item, FrameCredit credit) override;
    const std::vector<ui::LiveQuantity> &quantities() const override;

private:
    ToyFrameSink *m_sink;
};

class ToyUi final : public ui::WorkloadUi
{
    Q_OBJECT

public:
    ToyUi()
        : ToyUi(new ToyView)
    { }

    ToyView *toyView() { return m_view; }
    QString note() const override { return QStringLiteral("sum %1").arg(m_view->sum); }

private:
    explicit ToyUi(ToyView *view)
        : WorkloadUi(std::make_unique<LiveToy>(view), view)
        , m_view(view)
    { }

    ToyView *m_view;
};

// The toy is in both lists while this exists: longer than the window, and in a back end.
struct ToyRegistration
{
    lab::WorkloadRegistration measured{toyWorkload()};
    ui::WorkloadUiRegistration shown{{&toyWorkload(), [] { return std::make_unique<ToyUi>(); },
                                      ui::backEndWorkload<LiveToy, ToyFrame>}};
};

} // namespace cownscope::test
