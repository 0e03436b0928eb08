// SPDX-License-Identifier: GPL-3.0-or-later
// A workload that only this test has. It is added to both lists of workloads, and everything works
// without other changes, in this process and in one of its own.
#include "app/cownscope/experiments_page.h"
#include "app/cownscope/main_window.h"
#include "lab/results/result_file.h"
#include "tests/ui/event_loop.h"
#include "tests/ui/toy/toy_ui.h"
#include "tests/ui/window_parts.h"
#include "ui/charts/live_charts.h"
#include "ui/charts/time_chart.h"
#include "ui/controls/number_box.h"
#include "ui/results/result_set.h"
#include "ui/simulation/local_simulation.h"
#include "ui/simulation/sampler.h"
#include "ui/sweeps/sweep_form.h"
#include "ui/sweeps/sweep_panel.h"
#include "ui/sweeps/sweep_runner.h"
#include "ui/workloads/list/workload_list.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace cownscope {
namespace {

using test::toyWorkload;

// Before main(), which may be that of a back end.
const test::ToyRegistration registered;

class ToyWorkload : public testing::Test
{
protected:
    ToyWorkload()
    {
        ProgramOptions options = test::windowOptions();
        options.configuration.workers = 2;
        options.size = QSize{1200, 900};
        window = std::make_unique<MainWindow>(options);
        window->show();
    }

    test::ToyUi &toy()
    {
        for (const auto &workload : window->workloads()) {
            if (auto *found = qobject_cast<test::ToyUi *>(workload.get()))
                return *found;
        }
        throw std::logic_error("there is no toy");
    }

    ui::Simulation &simulation() { return window->simulation(); }

    // By the box with this entry, as a user does it.
    void choose(const QString &workload)
    {
        for (auto *box : window->findChildren<QComboBox *>()) {
            const int index = box->findText(workload);
            if (index < 0 || !box->isVisible())
                continue;
            box->setCurrentIndex(index);
            Q_EMIT box->activated(index);
            return;
        }
        FAIL() << "no box offers it";
    }

    bool showToy()
    {
        choose(QStringLiteral("Toy"));
        return test::spinUntil([this] {
            return !simulation().isSwitching() && simulation().configuration().runs(toyWorkload())
                && toy().view()->framesPainted() > 3 && toy().toyView()->sum > 0;
        });
    }

    std::unique_ptr<MainWindow> window;
};

TEST_F(ToyWorkload, IsShownAndControlled)
{
    ASSERT_TRUE(showToy());
    EXPECT_TRUE(toy().view()->isSeen());
    EXPECT_EQ(window->windowTitle(), QStringLiteral("Toy"));
    EXPECT_TRUE(toy().note().startsWith(QStringLiteral("sum ")));
    ui::LiveConfiguration next = simulation().configuration();
    next.of(toyWorkload()).options.as<test::ToyOptions>().counters = 7;
    EXPECT_TRUE(simulation().apply(next));
    EXPECT_TRUE(test::spinUntil([this] { return !simulation().isSwitching(); }));
    next.of(toyWorkload()).options.as<test::ToyOptions>().counters = 600;
    EXPECT_EQ(simulation().apply(next).reason(), "a toy has at most 500 counters");
    // Its controls are made from its options.
    bool shows = false;
    for (const auto *box : window->findChildren<ui::NumberBox *>())
        shows = shows || (box->isVisible() && box->value() == 7 && box->maximum() == 1000);
    EXPECT_TRUE(shows);
    simulation().setPaused(true);
    EXPECT_TRUE(test::standsStill(*window));
    const auto steps = simulation().read().steps;
    simulation().step();
    EXPECT_TRUE(test::spinUntil([&] { return simulation().read().steps >= steps + 7; }));
}

TEST_F(ToyWorkload, IsCharted)
{
    ASSERT_TRUE(showToy());
    EXPECT_TRUE(test::spinUntil([this] {
        return window->charts().curve("counted_per_s").history().last() > 0
            && window->charts().curve("steps_per_s").history().last() > 0;
    }));
    const auto chartIsVisible = [this] {
        for (const auto *chart : window->findChildren<ui::TimeChart *>()) {
            if (chart->toolTip().contains(QStringLiteral("counted up")))
                return chart->isVisibleTo(window.get());
        }
        return false;
    };
    EXPECT_TRUE(chartIsVisible());
    choose(QStringLiteral("Boids"));
    EXPECT_TRUE(test::spinUntil([&] { return !chartIsVisible(); }));
}

TEST_F(ToyWorkload, IsExported)
{
    ASSERT_TRUE(showToy());
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("toy.json"));
    ASSERT_TRUE(test::spinUntil([this] {
        const lab::Point point = window->sampler().document().points.back();
        return point.inputs.at("workload") == "toy"
            && point.repeats.at(0).more.at("samples").at("counted_per_s").size() > 8;
    }));
    EXPECT_TRUE(window->exportJson(path));
    const lab::Document document = lab::readResultFile(path.toStdString());
    const lab::Point &point = document.points.back();
    EXPECT_EQ(point.inputs.at("counters"), 4);
    EXPECT_EQ(point.inputs.at("speed"), 60);
    const lab::Json &more = point.repeats.at(0).more;
    EXPECT_GT(more.at("counted").get<double>(), 0);
    EXPECT_GT(more.at("counted_per_s").get<double>(), 0);
    EXPECT_GT(point.repeats.at(0).throughput, 0);
}

TEST_F(ToyWorkload, IsSweptFromTheLiveControls)
{
    ASSERT_TRUE(showToy());
    window->showPage(Page::Experiments);
    auto *form = window->experiments().panel().form();
    form->setConfiguration(simulation().configuration().configuration());
    for (auto *box : form->findChildren<QComboBox *>(QStringLiteral("axis")))
        box->setCurrentIndex(box->findData(QStringLiteral("counters")));
    for (auto *line : form->findChildren<QLineEdit *>(QStringLiteral("values")))
        line->setText(QStringLiteral("1, 3"));
    ASSERT_TRUE(form->plan().has_value());
    lab::SweepPlan plan = *form->plan();
    EXPECT_EQ(plan.axis, "counters");
    EXPECT_EQ(plan.base.workers, 2u);
    plan.base.durationSeconds = 0.1;
    plan.base.warmupSeconds = 0;
    plan.repeats = 2;
    Q_EMIT window->experiments().panel().runRequested(plan);
    ASSERT_TRUE(window->experiments().runner().isRunning());
    ASSERT_TRUE(test::spinUntil([this] { return !window->experiments().runner().isRunning(); }));
    const auto &results = window->experiments().results().results();
    ASSERT_EQ(results.size(), 1u);
    const lab::Document &document = *results.front().document;
    ASSERT_EQ(document.points.size(), 2u);
    for (const lab::Point &point : document.points) {
        EXPECT_FALSE(point.error) << point.error->message;
        EXPECT_EQ(point.repeats.size(), 2u);
        EXPECT_GT(point.throughputMean.value_or(0), 0);
    }
    EXPECT_EQ(document.points[1].inputs.at("counters"), 3);
}

TEST_F(ToyWorkload, IsAnOptionOfTheProgram)
{
    const ParseResult result = parseArguments({"--workload", "toy", "--workers", "3"});
    ASSERT_TRUE(result.options) << result.output;
    EXPECT_TRUE(result.options->configuration.runs(toyWorkload()));
    EXPECT_NE(parseArguments({"--help"}).output.find("toy"), std::string::npos);
}

} // namespace
} // namespace cownscope
