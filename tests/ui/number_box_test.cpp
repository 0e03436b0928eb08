// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/number_box.h"
#include "ui/style/theme.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>
#include <QVBoxLayout>

#include <gtest/gtest.h>

namespace cownscope::ui {
namespace {

// A box in a window, typed into as a user does.
class NumberBoxTest : public testing::Test
{
protected:
    void open(NumberBox *made)
    {
        box = made;
        auto *column = new QVBoxLayout{&window};
        column->addWidget(box);
        column->addWidget(other);
        window.show();
        box->show();
        window.activateWindow();
        ASSERT_TRUE(QTest::qWaitForWindowActive(&window, 60'000));
    }
    void type(const char *keys)
    {
        box->setFocus();
        box->selectAll();
        QTest::keyClicks(box, QString::fromUtf8(keys));
    }
    void leave() { other->setFocus(); }
    QString text() { return box->findChild<QLineEdit *>()->text(); }
    bool isMarked() // as it is seen
    {
        const QImage image = box->grab().toImage();
        int red = 0;
        for (int x = 0; x < image.width(); ++x)
            red += QColor{image.pixel(x, 1)} == problemColor(shadeOf(box->palette()));
        return red > image.width() / 2;
    }

    QWidget window;
    NumberBox *box = nullptr;
    QCheckBox *other = new QCheckBox{"other"};
};

TEST_F(NumberBoxTest, APointAndACommaSayTheSame)
{
    open(new NumberBox{0, 1, 4});
    box->setKeyboardTracking(false);
    for (const char *typed : {"0,01", "0.01", ",01", "1e-2"}) {
        box->setValue(0.5);
        QSignalSpy values{box, &QDoubleSpinBox::valueChanged};
        type(typed);
        EXPECT_EQ(values.size(), 0) << typed << ": not before it is complete";
        QTest::keyClick(box, Qt::Key_Return);
        EXPECT_EQ(box->value(), 0.01) << typed;
        EXPECT_EQ(values.size(), 1) << typed;
        EXPECT_EQ(text(), "0.0100");
        EXPECT_FALSE(box->hasFocus()) << "the keyboard goes back to the window";
    }
}

TEST_F(NumberBoxTest, WhatCannotBeTakenIsRefusedInSight)
{
    struct Case
    {
        double least, most;
        int decimals;
        const char *typed, *sentence;
    };
    for (const Case &one :
         {Case{0, 1, 4, "0,0,1", "is not a number"}, Case{0, 1000, 1, "1,000.5", "is not a number"},
          Case{0, 100, 0, "12abc", "is not a number"}, Case{0, 100, 0, "2,5", "whole number"},
          Case{0, 1, 3, "0.0004", "At most 3 decimals"}, Case{1, 256, 0, "5000", "maximum is 256"},
          Case{4, 256, 0, "3", "minimum is 4"}, Case{0, 9, 0, "-1", "minimum is 0"}}) {
        for (const bool tracking : {false, true}) {
            for (const bool enter : {false, true}) {
                auto *made = new NumberBox{one.least, one.most, one.decimals};
                delete window.layout();
                delete box;
                open(made);
                box->setKeyboardTracking(tracking);
                box->setValue(one.least + one.most / 2);
                const double before = box->value();
                type(one.typed);
                if (enter)
                    QTest::keyClick(box, Qt::Key_Return);
                else
                    leave();
                EXPECT_EQ(text(), one.typed);
                EXPECT_EQ(box->hasFocus(), enter) << one.typed;
                const QString problem = QString::fromStdString(box->status().reason());
                EXPECT_TRUE(problem.contains(one.sentence))
                    << one.typed << ": " << problem.toStdString();
                EXPECT_TRUE(isMarked()) << one.typed;
                EXPECT_TRUE(QTest::qWaitFor([&problem] { return QToolTip::text() == problem; }))
                    << QToolTip::text().toStdString();
                if (!tracking) {
                    EXPECT_EQ(box->value(), before) << one.typed;
                }
                box->setFocus();
                QTest::keyClick(box, Qt::Key_Escape);
                EXPECT_EQ(box->value(), before) << one.typed;
                EXPECT_EQ(box->status().reason(), "");
                EXPECT_FALSE(isMarked());
            }
        }
    }
}

TEST_F(NumberBoxTest, WhatMayBecomeRightIsNotMarkedYet)
{
    open(new NumberBox{16, 4096, 0});
    type("1"); // too small, but the beginning of 100
    EXPECT_FALSE(box->status());
    EXPECT_FALSE(isMarked());
    QTest::keyClicks(box, "00");
    EXPECT_EQ(box->status().reason(), "");
    EXPECT_EQ(box->value(), 100);
    QTest::keyClicks(box, "00");
    EXPECT_TRUE(isMarked()) << "no more keys make it right";
}

TEST_F(NumberBoxTest, NothingTypedIsTheNumberFromBefore)
{
    open(new NumberBox{0, 100, 0});
    box->setSuffix(" s");
    box->setValue(7);
    for (const int key : {int{Qt::Key_Delete}, int{Qt::Key_Backspace}}) {
        box->setFocus();
        box->findChild<QLineEdit *>()->selectAll();
        QTest::keyClick(box, static_cast<Qt::Key>(key));
        leave();
        EXPECT_EQ(text(), "7 s");
        EXPECT_FALSE(isMarked());
    }
    type("9s");
    leave();
    EXPECT_EQ(text(), "9 s");
}

TEST_F(NumberBoxTest, EscapeRestoresAndLeaves)
{
    for (const bool tracking : {false, true}) {
        auto *made = new NumberBox{0, 100, 0};
        delete window.layout();
        delete box;
        open(made);
        box->setKeyboardTracking(tracking);
        box->setValue(7);
        QAction escape;
        escape.setShortcut(Qt::Key_Escape);
        window.addAction(&escape);
        QSignalSpy escaped{&escape, &QAction::triggered};
        type("42");
        QTest::keyClick(box, Qt::Key_Escape);
        EXPECT_EQ(box->value(), 7);
        EXPECT_EQ(text(), "7");
        EXPECT_FALSE(box->hasFocus());
        EXPECT_EQ(escaped.size(), 0) << "the key was for the box";
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Up);
        type("42");
        QTest::keyClick(box, Qt::Key_Escape);
        EXPECT_EQ(box->value(), 8) << "a step was complete";
    }
}

TEST_F(NumberBoxTest, SpaceIsLeftToTheShortcuts)
{
    open(new NumberBox{0, 100, 0});
    box->setValue(7);
    QAction pause;
    pause.setShortcut(Qt::Key_Space);
    window.addAction(&pause);
    QSignalSpy paused{&pause, &QAction::triggered};
    type(" ");
    EXPECT_EQ(paused.size(), 1);
    EXPECT_EQ(text(), "7");
    pause.setEnabled(false);
    type(" ");
    EXPECT_EQ(paused.size(), 1);
    EXPECT_EQ(text(), "7");
}

TEST_F(NumberBoxTest, ShowingAValueLeavesWhatIsTyped)
{
    open(new NumberBox{0, 100, 0});
    box->setKeyboardTracking(false);
    QSignalSpy values{box, &QDoubleSpinBox::valueChanged};
    box->showValue(3);
    EXPECT_EQ(text(), "3");
    type("42");
    box->showValue(3);
    EXPECT_EQ(text(), "42");
    box->showValue(5); // a change from elsewhere
    EXPECT_EQ(text(), "42");
    EXPECT_EQ(box->value(), 5);
    EXPECT_EQ(values.size(), 0);
    QTest::keyClick(box, Qt::Key_Return);
    EXPECT_EQ(box->value(), 42);
    EXPECT_EQ(values.size(), 1);
    type("41");
    box->showValue(6);
    QTest::keyClick(box, Qt::Key_Escape);
    EXPECT_EQ(text(), "6");
    type("4,5");
    leave();
    box->showValue(6);
    EXPECT_EQ(text(), "4,5") << "it is still to be mended";
    box->showValue(7);
    EXPECT_EQ(text(), "7") << "nobody is typing";
}

TEST_F(NumberBoxTest, AWordForTheLeastNumberCanBeTyped)
{
    open(new NumberBox{0, 100, 0});
    box->setSpecialValueText("auto");
    box->setKeyboardTracking(false);
    for (const char *typed : {"auto", "AUTO", "0"}) {
        box->setValue(7);
        type(typed);
        EXPECT_FALSE(isMarked());
        QTest::keyClick(box, Qt::Key_Return);
        EXPECT_EQ(box->value(), 0);
        EXPECT_EQ(text(), "auto");
    }
}

} // namespace
} // namespace cownscope::ui
