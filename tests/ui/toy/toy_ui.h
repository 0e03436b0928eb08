// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/toy/toy_workload.h"
#include "ui/views/gl_view.h"
#include "ui/workloads/workload_ui.h"

namespace cownscope::test {

// Shows nothing but that there is a frame.
class ToyView final : public ui::GlView
{
    Q_OBJECT

public:
    ~ToyView() override { release(); }
    void takeFrame(std::uint64_t sumOfCounters, FrameCredit credit)
    {
        sum = sumOfCounters;
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
    explicit LiveToy(ToyView *view)
        : m_view(view)
    { }

    const lab::Workload &workload() const override { return toyWorkload(); }
    std::unique_ptr<ui::LiveRun> start(const lab::Configuration &configuration) override;
    void show(std::shared_ptr<const link::Item> item, FrameCredit credit) override;
    const std::vector<ui::LiveQuantity> &quantities() const override;

private:
    ToyView *m_view;
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

} // namespace cownscope::test
