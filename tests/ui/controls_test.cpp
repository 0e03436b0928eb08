// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/control_panel.h"
#include "ui/controls/number_field.h"

#include <QAction>
#include <QDoubleSpinBox>
#include <QSignalSpy>
#include <QSlider>

#include <gtest/gtest.h>

namespace cownscope::ui {
namespace {

TEST(NumberField, SliderAndBoxAgree)
{
    NumberField field{{0, 100, 50, 1, 1, false, {}, {}}};
    auto *slider = field.findChild<QSlider *>();
    auto *box = field.findChild<QDoubleSpinBox *>();
    QSignalSpy edits{&field, &NumberField::edited};
    field.setValue(25);
    EXPECT_EQ(edits.size(), 0) << "setting is no edit";
    EXPECT_EQ(box->value(), 25);
    EXPECT_EQ(slider->value(), slider->maximum() / 2);
    slider->setValue(slider->maximum());
    EXPECT_EQ(edits.size(), 1);
    EXPECT_EQ(field.value(), 50);
    box->setValue(80);
    EXPECT_EQ(edits.size(), 2);
    EXPECT_EQ(field.value(), 80);
    EXPECT_EQ(slider->value(), slider->maximum()) << "beyond the slider's end";
}

TEST(NumberField, LogarithmicSliderGivesRoundNumbers)
{
    NumberField field{{0, 1e6, 10'000, 0, 1, true, {}, {}}};
    auto *slider = field.findChild<QSlider *>();
    for (int position = slider->minimum(); position <= slider->maximum(); position += 37) {
        slider->setValue(position);
        const QString digits = QString::number(field.value(), 'g', 2);
        EXPECT_EQ(digits.toDouble(), field.value());
    }
    slider->setValue(slider->maximum() / 2);
    EXPECT_EQ(field.value(), 100);
}

class ControlPanelTest : public testing::Test
{
protected:
    QAction pause{"Pause"}, step{"Step"}, reset{"Reset"};
    ControlPanel panel{{&pause, &step, &reset}};
};

TEST_F(ControlPanelTest, ShowingAConfigurationIsNoEdit)
{
    QSignalSpy edits{&panel, &ControlPanel::edited};
    Configuration configuration;
    configuration.workers = 3;
    configuration.flock.boids = 1234;
    configuration.flock.parameters.centering = 0.0123f;
    configuration.flock.seed = 42;
    configuration.flockSpeed = {30, false};
    panel.setConfiguration(configuration);
    EXPECT_EQ(edits.size(), 0);
    EXPECT_EQ(panel.configuration(), configuration);
}

TEST_F(ControlPanelTest, AnEditChangesOnlyWhatWasEdited)
{
    Configuration configuration;
    configuration.workers = 2;
    panel.setConfiguration(configuration);
    Configuration edited;
    int edits = 0;
    QObject::connect(&panel, &ControlPanel::edited, &panel, [&](const Configuration &now) {
        edited = now;
        ++edits;
        panel.setConfiguration(now);
    });
    int changed = 0;
    for (auto *box : panel.findChildren<QDoubleSpinBox *>()) {
        const Configuration before = panel.configuration();
        const int editsBefore = edits;
        box->stepUp();
        ASSERT_EQ(edits, editsBefore + 1) << box->accessibleName().toStdString();
        // What the box can step is a part of the configuration, and nothing else follows.
        EXPECT_FALSE(edited == before);
        EXPECT_EQ(edited.workers, before.workers);
        box->stepDown();
        EXPECT_EQ(panel.configuration(), before) << "the way back is another";
        ++changed;
    }
    EXPECT_EQ(changed, 1 + 12 + 7) << "speed, flock, rings";
}

TEST_F(ControlPanelTest, ProblemsAreShown)
{
    panel.setProblem("That is too much.");
    bool found = false;
    for (const auto *label : panel.findChildren<QWidget *>())
        found = found || label->property("text").toString() == "That is too much.";
    EXPECT_TRUE(found);
}

} // namespace
} // namespace cownscope::ui
