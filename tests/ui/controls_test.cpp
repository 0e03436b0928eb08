// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/control_panel.h"
#include "ui/controls/number_field.h"
#include "ui/controls/option_controls.h"
#include "ui/workloads/boids/boids_controls.h"
#include "ui/workloads/boids/flock_controls.h"
#include "ui/workloads/boids/live_flock.h"
#include "ui/workloads/chain_ring/live_rings.h"

#include <QAction>
#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QWheelEvent>

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

TEST(NumberField, KeysOnTheSliderGoToNumbersThatPeopleType)
{
    NumberField boids{{0, 1 << 20, 1 << 20, 0, 100, true, {}, {}, 10}};
    auto *slider = boids.findChild<QSlider *>();
    QSignalSpy edits{&boids, &NumberField::edited};
    const auto press = [&slider](Qt::Key key) { QTest::keyClick(slider, key); };
    boids.setValue(3000);
    press(Qt::Key_Right);
    EXPECT_EQ(boids.value(), 3100);
    EXPECT_EQ(edits.size(), 1);
    press(Qt::Key_PageUp);
    EXPECT_EQ(boids.value(), 4100);
    boids.setValue(1234);
    press(Qt::Key_Left);
    EXPECT_EQ(boids.value(), 1100);
    boids.setValue(100);
    press(Qt::Key_Left);
    EXPECT_EQ(boids.value(), 99);
    press(Qt::Key_Right);
    press(Qt::Key_Right);
    EXPECT_EQ(boids.value(), 110);
    boids.setValue(0); // before the slider's beginning
    press(Qt::Key_Left);
    EXPECT_EQ(boids.value(), 0);
    press(Qt::Key_Right);
    EXPECT_EQ(boids.value(), 11);

    NumberField centering{{0, 1, 0.03, 4, 0.001, false, {}, {}}};
    slider = centering.findChild<QSlider *>();
    centering.setValue(0.005);
    press(Qt::Key_Right);
    EXPECT_DOUBLE_EQ(centering.value(), 0.006);
    press(Qt::Key_PageDown);
    EXPECT_DOUBLE_EQ(centering.value(), 0);
    centering.setValue(0.5); // beyond the slider's end
    press(Qt::Key_Right);
    EXPECT_DOUBLE_EQ(centering.value(), 0.5);
    press(Qt::Key_Left);
    EXPECT_DOUBLE_EQ(centering.value(), 0.029);
}

TEST(NumberField, TheWheelIsLeftToWhatScrolls)
{
    NumberField field{{0, 100, 50, 0, 1, false, {}, {}}};
    field.setValue(20);
    for (QWidget *part : {static_cast<QWidget *>(field.findChild<QSlider *>()),
                          static_cast<QWidget *>(field.findChild<QDoubleSpinBox *>())}) {
        QWheelEvent event{{3, 3}, {3, 3}, {}, {0, -120}, Qt::NoButton, Qt::NoModifier, {}, false};
        QCoreApplication::sendEvent(part, &event);
        EXPECT_FALSE(event.isAccepted());
        EXPECT_EQ(field.value(), 20);
        EXPECT_EQ(part->focusPolicy(), Qt::StrongFocus) << "the wheel would bring the keyboard";
    }
}

class ControlPanelTest : public testing::Test
{
protected:
    QAction pause{"Pause"}, step{"Step"}, reset{"Reset"};
    BoidsControls *flock = new BoidsControls; // owned by the panel, like the next ones
    OptionControls *rings = new OptionControls{lab::chainRingWorkload()};
    ControlPanel panel{{&pause, &step, &reset},
                       {{&lab::boidsWorkload(), flock}, {&lab::chainRingWorkload(), rings}}};
};

TEST_F(ControlPanelTest, ShowingAConfigurationIsNoEdit)
{
    QSignalSpy edits{&panel, &ControlPanel::edited};
    LiveConfiguration configuration{lab::boidsWorkload()};
    configuration.workers = 3;
    flockOf(configuration).boids = 1234;
    flockOf(configuration).parameters.centering = 0.0123f;
    flockOf(configuration).seed = 42;
    flockOf(configuration).second = boids::SecondSpecies{.share = 0.375f, .avoidance = 0.123456f};
    flockOf(configuration).influences = {{1, 2, 3, 4}};
    configuration.of(lab::boidsWorkload()).speed = {30, false};
    panel.setConfiguration(configuration);
    EXPECT_EQ(edits.size(), 0);
    EXPECT_EQ(panel.configuration(), configuration);
}

TEST_F(ControlPanelTest, AnEditChangesOnlyWhatWasEdited)
{
    LiveConfiguration configuration{lab::boidsWorkload()};
    configuration.workers = 2;
    flockOf(configuration).second.emplace();
    // Values with more digits than a field shows, and values that are not shown, do not change.
    flockOf(configuration).parameters.matching = 0.0123456f;
    flockOf(configuration).second->matching = 0.0123456f;
    flockOf(configuration).seed = 1'000'000'000'000;
    flockOf(configuration).influences = {{1, 2, 3, 4}};
    ringsOf(configuration).payloadRows = 4;
    ringsOf(configuration).payloadCols = 8;
    panel.setConfiguration(configuration);
    LiveConfiguration edited{lab::boidsWorkload()};
    int edits = 0;
    QObject::connect(&panel, &ControlPanel::edited, &panel, [&](const LiveConfiguration &now) {
        edited = now;
        ++edits;
        panel.setConfiguration(now);
    });
    int changed = 0;
    for (auto *box : panel.findChildren<QDoubleSpinBox *>()) {
        if (box->accessibleName() == "Workers" || box->accessibleName() == "Seed")
            continue;
        const LiveConfiguration before = panel.configuration();
        const int editsBefore = edits;
        box->stepUp();
        ASSERT_EQ(edits, editsBefore + 1) << box->accessibleName().toStdString();
        // Stepping the box changes only its part of the configuration.
        EXPECT_FALSE(edited == before);
        EXPECT_EQ(edited.workers, before.workers);
        EXPECT_EQ(flockOf(edited).seed, flockOf(before).seed);
        EXPECT_EQ(flockOf(edited).influences, flockOf(before).influences);
        box->stepDown();
        const QString name = box->parentWidget()->accessibleName();
        if (name == "Matching" || name == "Payload")
            panel.setConfiguration(configuration); // the shown digits were edited
        EXPECT_EQ(panel.configuration(), before) << "the way back is another";
        ++changed;
    }
    EXPECT_EQ(changed, 1 + 12 + 9 + 7) << "speed, flock, second species, rings";
}

TEST_F(ControlPanelTest, ASpeedWithDecimalsStaysUntilItIsEdited)
{
    LiveConfiguration configuration{lab::boidsWorkload()};
    configuration.workers = 2;
    configuration.of(lab::boidsWorkload()).speed.stepsPerSecond = 2.5;
    LiveConfiguration edited{lab::boidsWorkload()};
    QObject::connect(&panel, &ControlPanel::edited, &panel, [&](const LiveConfiguration &now) {
        edited = now;
        panel.setConfiguration(now);
    });
    panel.setConfiguration(configuration);
    for (auto *box : panel.findChildren<QDoubleSpinBox *>()) {
        if (box->accessibleName() == "Workers" || box->accessibleName() == "Seed")
            box->setValue(box->value() + 1);
    }
    EXPECT_EQ(edited.workers, 3u);
    EXPECT_EQ(edited.of(lab::boidsWorkload()).speed, configuration.of(lab::boidsWorkload()).speed);
    for (auto *box : panel.findChildren<QCheckBox *>()) {
        if (box->text() == "As fast as possible" || box->text().startsWith("One step")) {
            box->click();
            EXPECT_FALSE(edited.of(lab::boidsWorkload()).speed.isPaced());
            box->click();
            EXPECT_EQ(edited.of(lab::boidsWorkload()).speed,
                      configuration.of(lab::boidsWorkload()).speed)
                << box->text().toStdString();
        }
    }
    for (auto *field : panel.findChildren<NumberField *>()) {
        if (field->accessibleName() == "Steps per second")
            field->findChild<QDoubleSpinBox *>()->setValue(7);
    }
    EXPECT_EQ(edited.of(lab::boidsWorkload()).speed.stepsPerSecond, 7);
}

TEST_F(ControlPanelTest, ASecondSpeciesKeepsItsRulesWhileItIsOff)
{
    LiveConfiguration configuration{lab::boidsWorkload()};
    flockOf(configuration).second = boids::SecondSpecies{.share = 0.25f, .speedLimit = 7};
    QObject::connect(&panel, &ControlPanel::edited, &panel,
                     [&](const LiveConfiguration &now) { panel.setConfiguration(now); });
    panel.setConfiguration(configuration);
    QCheckBox *present = nullptr;
    for (auto *box : panel.findChildren<QCheckBox *>())
        present = box->text() == "Two species" ? box : present;
    ASSERT_NE(present, nullptr);
    EXPECT_TRUE(present->isChecked());
    present->click();
    EXPECT_FALSE(flockOf(panel.configuration()).second);
    present->click();
    EXPECT_EQ(panel.configuration(), configuration);
}

TEST_F(ControlPanelTest, EditsHowTheFlockIsShown)
{
    FlockSettings told;
    int edits = 0;
    QObject::connect(flock, &BoidsControls::settingsEdited, flock,
                     [&](const FlockSettings &settings) {
                         told = settings;
                         ++edits;
                         flock->setSettings(settings);
                     });
    const FlockSettings wanted{ColorMode::Cost, Renderer::Density, true, true, 42};
    flock->setSettings(wanted);
    EXPECT_EQ(edits, 0) << "setting is no edit";
    QSlider *length = nullptr;
    for (auto *slider : panel.findChildren<QSlider *>())
        length = slider->maximum() == LongestTrail ? slider : length;
    ASSERT_NE(length, nullptr);
    EXPECT_EQ(length->value(), 42);
    length->setValue(43);
    FlockSettings expected = wanted;
    expected.trailLength = 43;
    EXPECT_EQ(told, expected);
    for (auto *box : panel.findChildren<QCheckBox *>()) {
        if (box->accessibleName() == "Trails")
            box->click();
    }
    expected.trails = false;
    EXPECT_EQ(told, expected);
    EXPECT_FALSE(length->isEnabled());
    EXPECT_EQ(edits, 2);
}

TEST_F(ControlPanelTest, ProblemsAreShown)
{
    panel.setProblem("That is too much.");
    bool found = false;
    for (const auto *label : panel.findChildren<QWidget *>())
        found = found || label->property("text").toString() == "That is too much.";
    EXPECT_TRUE(found);
}

TEST(FlockControls, TheWorldGrowsWithTheFlockAndShrinksBack)
{
    FlockControls controls;
    boids::Options options;
    options.influences = {{600, 400, 50, 10}};
    controls.setOptions(options);
    QSignalSpy edits{&controls, &FlockControls::edited};
    const auto type = [&controls](double boids) {
        for (auto *field : controls.findChildren<NumberField *>()) {
            if (field->accessibleName() == "Boids")
                field->findChild<QDoubleSpinBox *>()->setValue(boids);
        }
    };
    type(1000);
    EXPECT_EQ(controls.options().parameters, boids::Parameters{}) << "there is room";
    type(100'000);
    EXPECT_EQ(edits.size(), 2);
    const boids::Options many = controls.options();
    EXPECT_EQ(many.boids, 100'000u);
    EXPECT_GT(many.parameters.worldWidth, 8000);
    EXPECT_EQ(many.influences, options.influences) << "obstacles stay where they are";
    controls.setOptions(many); // as the window does once they have taken effect
    type(300);
    EXPECT_EQ(controls.options().parameters, boids::Parameters{});

    auto *grows = controls.findChild<QCheckBox *>();
    ASSERT_NE(grows, nullptr);
    grows->click();
    type(100'000);
    EXPECT_EQ(controls.options().parameters, boids::Parameters{});
}

} // namespace
} // namespace cownscope::ui
