// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/experiments/boids/boids_workload.h"
#include "lab/experiments/chain_ring/chain_ring_workload.h"
#include "lab/experiments/fan_out/fan_out_workload.h"
#include "ui/simulation/live_configuration.h"
#include "ui/sweeps/sweep_form.h"
#include "ui/workloads/boids/live_flock.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

#include <gtest/gtest.h>

#include <limits>

namespace cownscope::ui {
namespace {

class SweepFormTest : public testing::Test
{
protected:
    SweepFormTest() { form.show(); }

    template <typename Widget>
    Widget *find(const char *name)
    {
        auto *widget = form.findChild<Widget *>(QLatin1String{name});
        EXPECT_NE(widget, nullptr) << name;
        return widget;
    }
    void choose(const char *box, const QString &data)
    {
        auto *combo = find<QComboBox>(box);
        combo->setCurrentIndex(combo->findData(data));
        ASSERT_EQ(combo->currentData().toString(), data);
    }
    void choose(const lab::Workload &workload)
    {
        find<QComboBox>("workload")->setCurrentText(QString::fromStdString(workload.about().title));
        ASSERT_EQ(form.plan()->base.workload, &workload);
    }
    QString text(const char *label) { return find<QLabel>(label)->text(); }
    bool canRun() { return find<QPushButton>("run")->isEnabled(); }

    LiveConfiguration live{lab::boidsWorkload()};
    SweepForm form{[this] { return live.configuration(); }};
};

TEST_F(SweepFormTest, ValuesAreCheckedAsTheyAreTyped)
{
    auto *values = find<QLineEdit>("values");
    auto *problem = find<QLabel>("valuesProblem");
    ASSERT_TRUE(canRun()) << text("problem").toStdString();
    EXPECT_FALSE(values->placeholderText().isEmpty());
    QTest::keyClicks(values, QStringLiteral("1, 2"));
    EXPECT_TRUE(canRun());
    EXPECT_FALSE(problem->isVisible());
    ASSERT_TRUE(form.plan());
    EXPECT_EQ(form.plan()->values, (std::vector<lab::Json>{1u, 2u}));
    QTest::keyClicks(values, QStringLiteral(", x"));
    EXPECT_FALSE(canRun());
    EXPECT_FALSE(form.plan());
    EXPECT_TRUE(problem->isVisible());
    EXPECT_TRUE(problem->text().contains(QStringLiteral("\"x\""))) << problem->text().toStdString();
    QTest::keyClick(values, Qt::Key_Backspace);
    EXPECT_TRUE(canRun());
    EXPECT_FALSE(problem->isVisible());
    QTest::keyClicks(values, QStringLiteral("2"));
    EXPECT_TRUE(problem->text().contains(QStringLiteral("2 twice")));
}

TEST_F(SweepFormTest, ACommaThatMayBeMeantAsADecimalSignIsToldOf)
{
    choose(lab::boidsWorkload());
    choose("axis", QStringLiteral("visual-range"));
    auto *values = find<QLineEdit>("values");
    values->setText(QStringLiteral("12,5"));
    EXPECT_TRUE(text("warnings").contains(QStringLiteral("“12,5” is read as two values")))
        << text("warnings").toStdString();
    for (const char *clear : {"12, 5", "12,5; 25", "12.5"}) {
        values->setText(QString::fromUtf8(clear));
        EXPECT_TRUE(canRun()) << clear;
        EXPECT_FALSE(text("warnings").contains(QStringLiteral("two values"))) << clear;
    }
}

TEST_F(SweepFormTest, ANumberThatCannotBeTakenKeepsAllFromRunning)
{
    for (const char *name : {"repeats", "duration", "warmup", "seed"}) {
        auto *box = find<QDoubleSpinBox>(name);
        box->setFocus();
        box->selectAll();
        QTest::keyClicks(box, QStringLiteral("1,2,3"));
        EXPECT_FALSE(canRun()) << name;
        EXPECT_TRUE(text("problem").contains(QStringLiteral("“1,2,3”")))
            << text("problem").toStdString();
        QTest::keyClick(box, Qt::Key_Escape);
        EXPECT_TRUE(canRun()) << name;
    }
    auto *duration = find<QDoubleSpinBox>("duration");
    duration->setFocus();
    duration->selectAll();
    QTest::keyClicks(duration, QStringLiteral("0,25"));
    EXPECT_DOUBLE_EQ(duration->value(), 0.25);
    for (auto *box : form.findChildren<QDoubleSpinBox *>()) { // sizes of the workload
        if (!box->isVisible() || !box->isEnabled() || !box->objectName().isEmpty())
            continue;
        box->setFocus();
        box->selectAll();
        QTest::keyClicks(box, QStringLiteral("1x"));
        EXPECT_FALSE(canRun()) << box->accessibleName().toStdString();
        EXPECT_TRUE(text("problem").startsWith(box->accessibleName()));
        QTest::keyClick(box, Qt::Key_Escape);
        EXPECT_TRUE(canRun());
    }
}

TEST_F(SweepFormTest, NothingTypedStandsForTheUsualValues)
{
    choose("axis", QStringLiteral("group-size"));
    ASSERT_TRUE(form.plan());
    EXPECT_EQ(form.plan()->axis, "group-size");
    EXPECT_EQ(form.plan()->values, (std::vector<lab::Json>{1, 2, 4, 8}));
    EXPECT_EQ(find<QLineEdit>("values")->placeholderText(), QStringLiteral("1, 2, 4, 8"));
    choose("axis", QStringLiteral("none"));
    ASSERT_TRUE(form.plan());
    EXPECT_EQ(form.plan()->values.size(), 1u);
    EXPECT_FALSE(find<QLineEdit>("values")->isEnabled());
}

TEST_F(SweepFormTest, ThePlanIsCheckedAsAWhole)
{
    choose("axis", QStringLiteral("group-size"));
    find<QLineEdit>("values")->setText(QStringLiteral("2, 4096")); // more than a ring has
    EXPECT_FALSE(canRun());
    EXPECT_TRUE(find<QLabel>("problem")->isVisible());
    EXPECT_TRUE(text("problem").contains(QStringLiteral("group-size=4096")))
        << text("problem").toStdString();
}

TEST_F(SweepFormTest, TellsHowLongItTakesAndWhatIsDoubtful)
{
    find<QLineEdit>("values")->setText(QStringLiteral("1, 256"));
    find<QDoubleSpinBox>("repeats")->setValue(3);
    find<QDoubleSpinBox>("duration")->setValue(10);
    EXPECT_EQ(text("estimate"), QStringLiteral("6 runs, about 67 s")); // 1 s warm-up, 0.2 s around
    EXPECT_TRUE(text("warnings").contains(QStringLiteral("256 workers are more")))
        << text("warnings").toStdString();
    find<QDoubleSpinBox>("duration")->setValue(0.5);
    EXPECT_TRUE(text("warnings").contains(QStringLiteral("short")));
    find<QDoubleSpinBox>("duration")->setValue(10);
    EXPECT_TRUE(text("warnings").contains(QStringLiteral("3 repeats of 2 points are too few")));
    find<QDoubleSpinBox>("repeats")->setValue(5);
    find<QLineEdit>("values")->setText(QStringLiteral("1"));
    EXPECT_FALSE(find<QLabel>("warnings")->isVisible());
}

TEST_F(SweepFormTest, WhatItProposesCanBeCompared)
{
    ASSERT_TRUE(form.plan());
    EXPECT_EQ(form.plan()->repeats, 5u);
    EXPECT_FALSE(text("warnings").contains(QStringLiteral("too few")))
        << text("warnings").toStdString();
}

TEST_F(SweepFormTest, AsManyWorkersAreOfferedAsLive)
{
    find<QLineEdit>("values")->setText(QStringLiteral("1, %1").arg(lab::MostWorkers));
    EXPECT_TRUE(canRun());
    find<QLineEdit>("values")->setText(QStringLiteral("1, %1").arg(lab::MostWorkers + 1));
    EXPECT_FALSE(canRun());
    EXPECT_TRUE(
        text("valuesProblem").contains(QStringLiteral("from 1 to %1 ").arg(lab::MostWorkers)))
        << text("valuesProblem").toStdString();
}

TEST_F(SweepFormTest, HugeNumbersAreNoTrouble)
{
    find<QLineEdit>("values")->setText(QStringLiteral("1, 2, 3, 4, 5, 6, 7, 8, 9, 10"));
    for (const char *box : {"duration", "warmup"})
        find<QDoubleSpinBox>(box)->setValue(1e9);
    for (const char *box : {"repeats", "seed"})
        find<QDoubleSpinBox>(box)->setValue(std::numeric_limits<int>::max());
    ASSERT_TRUE(form.plan()) << text("problem").toStdString();
    EXPECT_TRUE(text("estimate").contains(QStringLiteral(" h "))) << text("estimate").toStdString();
    for (auto *box : form.findChildren<QDoubleSpinBox *>())
        box->setValue(box->maximum());
    EXPECT_FALSE(canRun()) << "no ring is that large";
    EXPECT_TRUE(find<QLabel>("problem")->isVisible());
}

TEST_F(SweepFormTest, WarmUpFollowsTheDurationUntilItIsEdited)
{
    auto *duration = find<QDoubleSpinBox>("duration");
    auto *warmup = find<QDoubleSpinBox>("warmup");
    duration->setValue(4);
    EXPECT_DOUBLE_EQ(warmup->value(), 0.4);
    duration->setValue(40);
    EXPECT_DOUBLE_EQ(warmup->value(), 1);
    warmup->setValue(0.25);
    duration->setValue(8);
    EXPECT_DOUBLE_EQ(warmup->value(), 0.25);
    EXPECT_EQ(form.plan()->base.workload, &lab::chainRingWorkload());
    EXPECT_DOUBLE_EQ(form.plan()->base.durationSeconds, 8);
    EXPECT_DOUBLE_EQ(form.plan()->base.warmupSeconds, 0.25);
}

TEST_F(SweepFormTest, FanOutHasNoDuration)
{
    choose(lab::fanOutWorkload());
    EXPECT_FALSE(find<QDoubleSpinBox>("duration")->isVisible());
    EXPECT_FALSE(find<QDoubleSpinBox>("warmup")->isVisible());
    ASSERT_TRUE(form.plan());
    EXPECT_EQ(form.plan()->base.workload, &lab::fanOutWorkload());
    EXPECT_FALSE(text("estimate").contains(QStringLiteral("about")));
    choose(lab::boidsWorkload());
    EXPECT_TRUE(find<QDoubleSpinBox>("duration")->isVisible());
}

TEST_F(SweepFormTest, SeedGoesToWorkloadAndOrder)
{
    find<QDoubleSpinBox>("seed")->setValue(17);
    find<QComboBox>("order")->setCurrentIndex(1);
    ASSERT_TRUE(form.plan());
    EXPECT_EQ(form.plan()->orderSeed, 17u);
    EXPECT_EQ(form.plan()->base.options.as<lab::ChainRingOptions>().seed, 17u);
    EXPECT_EQ(form.plan()->order, lab::Order::Sequential);
}

TEST_F(SweepFormTest, TakesWhatRunsLive)
{
    live.setWorkload(lab::boidsWorkload());
    live.workers = 7;
    flockOf(live).boids = 4321;
    flockOf(live).parameters.matching = 0.125f;
    flockOf(live).parameters.visualRange = 41.234f; // more digits than the form shows
    flockOf(live).second = boids::SecondSpecies{.share = 0.25f};
    flockOf(live).influences.assign(7, {1, 2, 30, 4});
    QPushButton *useLive = nullptr;
    for (auto *button : form.findChildren<QPushButton *>())
        useLive = button->objectName().isEmpty() ? button : useLive;
    ASSERT_NE(useLive, nullptr);
    useLive->click();
    EXPECT_EQ(find<QComboBox>("workload")->currentText().toStdString(),
              lab::boidsWorkload().about().title);
    choose("axis", QStringLiteral("visual-range"));
    ASSERT_TRUE(form.plan());
    EXPECT_EQ(form.plan()->base.workers, 7u);
    const auto &boids = form.plan()->base.options.as<lab::BoidsOptions>();
    EXPECT_EQ(boids.boids, 4321u);
    EXPECT_EQ(boids.parameters.matching, 0.125f);
    EXPECT_EQ(boids.parameters.visualRange, 41.234f);
    EXPECT_EQ(boids.second, flockOf(live).second);
    EXPECT_EQ(boids.influences, flockOf(live).influences);
    bool told = false;
    for (const auto *label : form.findChildren<QLabel *>())
        told |= label->isVisible()
            && label->text().contains(
                QStringLiteral("matching 0.125, second species, influence count 7."));
    EXPECT_TRUE(told) << "what cannot be edited here is told";
}

TEST_F(SweepFormTest, NullPayloadReachesThePlanAndIdlesItsSizes)
{
    auto *null = find<QCheckBox>("null-payload");
    null->click();
    ASSERT_TRUE(form.plan());
    EXPECT_TRUE(form.plan()->base.options.as<lab::ChainRingOptions>().nullPayload);
}

TEST_F(SweepFormTest, RunsByShortcutOnlyWhatIsRight)
{
    int requests = 0;
    QObject::connect(&form, &SweepForm::runRequested, [&](const lab::SweepPlan &plan) {
        ++requests;
        EXPECT_EQ(plan.values, (std::vector<lab::Json>{3u}));
    });
    form.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&form, 60'000));
    auto *values = find<QLineEdit>("values");
    values->setFocus();
    values->setText(QStringLiteral("3"));
    QTest::keyClick(values, Qt::Key_R, Qt::ControlModifier);
    EXPECT_EQ(requests, 1);
    values->setText(QStringLiteral("3, y"));
    QTest::keyClick(values, Qt::Key_R, Qt::ControlModifier);
    EXPECT_EQ(requests, 1);
}

} // namespace
} // namespace cownscope::ui
