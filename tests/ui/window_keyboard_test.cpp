// SPDX-License-Identifier: GPL-3.0-or-later
// The window without a mouse: what can be reached, how it is called, which keys do what.
#include "app/cownscope/experiments_page.h"
#include "app/cownscope/main_window.h"
#include "tests/ui/event_loop.h"
#include "tests/ui/results_data.h"
#include "tests/ui/window_parts.h"
#include "ui/controls/number_box.h"
#include "ui/controls/number_field.h"
#include "ui/results/result_set.h"
#include "ui/simulation/local_simulation.h"
#include "ui/workloads/boids/flock_view.h"
#include "ui/workloads/boids/tools/flock_tools.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QShortcut>
#include <QSlider>
#include <QTabBar>
#include <QTest>

#include <gtest/gtest.h>

#include <set>

namespace cownscope {
namespace {

using namespace std::chrono_literals;

QString nameOf(QWidget *widget)
{
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
    return interface ? interface->text(QAccessible::Name) : QString{};
}

std::string described(const QWidget *widget)
{
    QString text = QLatin1String{widget->metaObject()->className()};
    for (const QWidget *part = widget; part; part = part->parentWidget()) {
        if (!part->objectName().isEmpty() || !part->accessibleName().isEmpty())
            text += QStringLiteral(" in ") + part->accessibleName() + u'/' + part->objectName();
    }
    return text.toStdString();
}

// Controls that people use, whether or not the keyboard is let in.
bool isControl(const QWidget *widget)
{
    if (widget->objectName().startsWith(u"qt_") || widget->inherits("QScrollBar"))
        return false;
    if (qobject_cast<const QLineEdit *>(widget)
        && qobject_cast<const QAbstractSpinBox *>(widget->parentWidget()))
        return false;
    for (const char *kind : {"QAbstractButton", "QAbstractSpinBox", "QComboBox", "QLineEdit",
                             "QAbstractSlider", "QTabBar", "QAbstractItemView", "QPlainTextEdit"}) {
        if (widget->inherits(kind))
            return !widget->inherits("QHeaderView") && !widget->inherits("QTableCornerButton");
    }
    return false;
}

class WindowKeyboardTest : public testing::Test
{
protected:
    WindowKeyboardTest()
    {
        ProgramOptions options = test::windowOptions();
        options.configuration.workers = 2;
        flockOf(options.configuration).boids = 300;
        flockOf(options.configuration).second.emplace();
        options.size = QSize{1400, 900};
        window = std::make_unique<MainWindow>(options);
        window->show();
        window->activateWindow();
    }
    void SetUp() override
    {
        ASSERT_TRUE(QTest::qWaitForWindowActive(window.get(), 60'000));
        ASSERT_TRUE(test::spinUntil([this] { return flockView()->framesPainted() > 1; }));
    }

    // Every visible control has an accessible name, and the Tab key reaches it.
    void checkControls(QWidget *top, const char *where)
    {
        std::set<QWidget *> reached;
        if (QWidget *focused = QApplication::focusWidget())
            focused->clearFocus();
        for (int presses = 0; presses < 300; ++presses) {
            QWidget *focused = QApplication::focusWidget();
            QTest::keyClick(focused ? focused : top, Qt::Key_Tab);
            if (!QApplication::focusWidget() || !reached.insert(QApplication::focusWidget()).second)
                break;
        }
        for (QWidget *widget : top->findChildren<QWidget *>()) {
            if (!isControl(widget) || !widget->isVisible() || !widget->isEnabled()
                || widget->window() != top)
                continue;
            QWidget *focus = widget->focusProxy() ? widget->focusProxy() : widget;
            EXPECT_NE(reached.count(focus), 0u)
                << where << ": Tab does not reach " << described(widget);
            EXPECT_FALSE(nameOf(widget).trimmed().isEmpty())
                << where << ": no name: " << described(widget);
        }
        EXPECT_GT(reached.size(), 5u) << where;
        for (QWidget *widget : reached)
            EXPECT_FALSE(nameOf(widget).trimmed().isEmpty())
                << where << ": no name: " << described(widget);
    }

    ui::NumberBox *box(const char *name)
    {
        for (auto *candidate : window->findChildren<ui::NumberBox *>()) {
            if (candidate->accessibleName() == QLatin1String{name} && candidate->isVisible())
                return candidate;
        }
        ADD_FAILURE() << name;
        return nullptr;
    }

    ui::FlockView *flockView() { return window->boids().flockView(); }

    std::unique_ptr<MainWindow> window;
};

TEST_F(WindowKeyboardTest, EveryControlIsReachedAndHasAName)
{
    checkControls(window.get(), "boids");
    ui::LiveConfiguration rings = window->simulation().configuration();
    rings.setWorkload(lab::chainRingWorkload());
    ringsOf(rings).nullPayload = false;
    ringsOf(rings).iters = 1;
    EXPECT_TRUE(window->simulation().apply(rings));
    ASSERT_TRUE(test::spinUntil([this] { return !window->simulation().isSwitching(); }));
    checkControls(window.get(), "rings");

    window->showPage(Page::Experiments);
    checkControls(window.get(), "experiments, empty");
    window->experiments().results().add(test::shared(test::workerSweep()), "one", {}, false);
    auto *workload = window->findChild<QComboBox *>("workload");
    for (int kind = 0; kind < workload->count(); ++kind) {
        workload->setCurrentIndex(kind);
        checkControls(window.get(), workload->currentText().toUtf8());
    }
}

TEST_F(WindowKeyboardTest, SoHaveThoseOfTheDialogs)
{
    for (const char *action : {"&Shortcuts", "&About Cownscope"}) {
        for (auto *candidate : window->findChildren<QAction *>()) {
            if (candidate->text() == QLatin1String{action})
                candidate->trigger();
        }
        // Without a window manager, it does not become the active window.
        QDialog *dialog = nullptr;
        const auto findDialog = [&] {
            dialog = nullptr;
            for (auto *child : window->findChildren<QDialog *>()) {
                if (child->isVisible())
                    dialog = child;
            }
            return dialog != nullptr;
        };
        ASSERT_TRUE(test::spinUntil(findDialog)) << action;
        EXPECT_FALSE(dialog->windowTitle().isEmpty());
        for (QWidget *widget : dialog->findChildren<QWidget *>()) {
            if (isControl(widget) && widget->isVisible()) {
                EXPECT_FALSE(nameOf(widget).isEmpty()) << action << described(widget);
            }
        }
        QTest::keyClick(dialog, Qt::Key_Escape);
        ASSERT_TRUE(test::spinUntil([&] { return !findDialog(); })) << action;
    }
}

TEST_F(WindowKeyboardTest, ThePageTabsWorkByKeys)
{
    auto *tabs = window->findChild<QTabBar *>();
    ASSERT_NE(tabs, nullptr);
    tabs->setFocus(Qt::TabFocusReason);
    ASSERT_TRUE(tabs->hasFocus());
    QTest::keyClick(tabs, Qt::Key_Right);
    EXPECT_TRUE(window->experiments().isVisible());
    EXPECT_TRUE(tabs->hasFocus());
    QTest::keyClick(tabs, Qt::Key_Left);
    EXPECT_FALSE(window->experiments().isVisible());
}

TEST_F(WindowKeyboardTest, SpacePausesWhileANumberIsEdited)
{
    ui::NumberBox *boids = box("Boids");
    ASSERT_NE(boids, nullptr);
    boids->setFocus();
    boids->selectAll();
    QTest::keyClick(boids, Qt::Key_Space);
    EXPECT_TRUE(window->simulation().isPaused());
    EXPECT_EQ(boids->text(), "300");
    QTest::keyClick(boids, Qt::Key_Space);
    EXPECT_FALSE(window->simulation().isPaused());
}

TEST_F(WindowKeyboardTest, SpaceIsTheButtonsThatHasTheKeyboard)
{
    QCheckBox *trails = nullptr;
    for (auto *candidate : window->findChildren<QCheckBox *>())
        trails = candidate->accessibleName() == "Trails" ? candidate : trails;
    ASSERT_NE(trails, nullptr);
    const bool before = trails->isChecked();
    trails->setFocus(Qt::TabFocusReason);
    QTest::keyClick(trails, Qt::Key_Space);
    EXPECT_NE(trails->isChecked(), before);
    EXPECT_FALSE(window->simulation().isPaused());
    trails->clearFocus();
    QTest::mouseClick(trails, Qt::LeftButton, {}, {8, trails->height() / 2});
    EXPECT_EQ(trails->isChecked(), before);
    EXPECT_FALSE(trails->hasFocus()) << "Space is to pause after a click";
}

TEST_F(WindowKeyboardTest, AClickOnTheFlockTakesTheKeyboard)
{
    for (const bool pressed : {false, true}) {
        ui::NumberBox *boids = box("Boids");
        ASSERT_NE(boids, nullptr);
        boids->setFocus();
        boids->selectAll();
        QTest::keyClicks(boids, pressed ? "600" : "500");
        if (pressed) // the tool handles the click
            window->boids().tools()->setTool(ui::FlockTool::Attractor);
        QTest::mouseClick(flockView(), Qt::LeftButton, {}, {100, 100});
        EXPECT_FALSE(boids->hasFocus());
        EXPECT_EQ(boids->value(), pressed ? 600 : 500) << "what was typed counts";
        window->boids().setColorMode(ui::ColorMode::Heading);
        QWidget *focused = QApplication::focusWidget();
        QTest::keyClick(focused ? focused : window.get(), Qt::Key_2);
        EXPECT_EQ(flockView()->colorMode(), ui::ColorMode::Speed);
    }
}

TEST_F(WindowKeyboardTest, TheOverviewHasEveryShortcut)
{
    EXPECT_TRUE(window->findChildren<QShortcut *>().isEmpty()) << "which no overview would find";
    QTest::keyClick(window.get(), Qt::Key_F1);
    QDialog *overview = nullptr;
    ASSERT_TRUE(test::spinUntil([&] {
        for (auto *dialog : window->findChildren<QDialog *>())
            overview = dialog->isVisible() ? dialog : overview;
        return overview != nullptr;
    }));
    QStringList texts;
    for (const auto *label : overview->findChildren<QLabel *>())
        texts.append(label->text());
    int shortcuts = 0;
    for (const QAction *action : test::actionsOf(*window)) {
        for (const QKeySequence &key : action->shortcuts()) {
            const QString name = key.toString(QKeySequence::NativeText);
            bool listed = false;
            for (const QString &text : texts)
                listed |= text.split(QStringLiteral(" or ")).contains(name);
            EXPECT_TRUE(listed) << name.toStdString();
            ++shortcuts;
        }
    }
    EXPECT_GT(shortcuts, 30);
    EXPECT_TRUE(texts.contains(QStringLiteral("Ctrl+R")));
}

TEST_F(WindowKeyboardTest, ControlsStayWholeInASmallWindow)
{
    const auto *dock = window->findChildren<QDockWidget *>().front();
    const auto widest = [&dock] { // of what the panel holds
        return dock->widget()->minimumSizeHint().width();
    };
    ASSERT_EQ(dock->windowTitle(), "Controls");
    for (const QSize size : {QSize{600, 400}, QSize{10, 10}, QSize{1400, 900}}) {
        window->resize(size);
        test::spin(50ms);
        EXPECT_GE(dock->width(), widest()) << window->width();
        EXPECT_GE(widest(), 250);
    }
    for (int press = 0; press < 2; ++press) {
        QTest::keyClick(window.get(), Qt::Key_F9);
        test::spin(20ms);
        EXPECT_EQ(dock->isVisible(), press == 1);
    }
    EXPECT_GE(dock->width(), widest());
    EXPECT_LE(window->minimumSizeHint().width(), 800);
}

TEST_F(WindowKeyboardTest, SlidersHaveStepsThatCanBeUsed)
{
    window->resize(900, 600);
    test::spin(50ms);
    int seen = 0;
    for (auto *field : window->findChildren<ui::NumberField *>()) {
        if (!field->isVisible())
            continue;
        const auto *slider = field->findChild<QSlider *>();
        const double pixels = slider->width() - 12;
        const double positions = (slider->maximum() - slider->minimum()) / pixels;
        // The effect of a pixel in the middle.
        const double middle = (slider->maximum() + slider->minimum()) / 2.0;
        const auto *number = field->findChild<ui::NumberBox *>();
        auto *changing = const_cast<QSlider *>(slider);
        changing->setValue(static_cast<int>(middle));
        const double before = number->value();
        changing->setValue(static_cast<int>(middle + positions));
        const double after = number->value();
        changing->setValue(changing->maximum());
        const double range = number->value();
        EXPECT_TRUE(after <= before * 1.07 || after - before <= range / 50)
            << field->accessibleName().toStdString() << ": from " << before << " to " << after;
        ++seen;
    }
    EXPECT_GT(seen, 15);
}

} // namespace
} // namespace cownscope
