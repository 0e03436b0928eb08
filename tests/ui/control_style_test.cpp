// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/controls/control_style.h"
#include "ui/controls/event_filters.h"
#include "ui/controls/number_box.h"
#include "ui/style/contrast.h"
#include "ui/style/theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollBar>
#include <QSlider>
#include <QStyleOption>
#include <QTest>
#include <QToolButton>
#include <QToolTip>

#include <gtest/gtest.h>

#include <algorithm>

namespace cownscope::ui {
namespace {

// Tests take the program's style as it is, and put the palette back.
class ControlStyleTest : public testing::TestWithParam<Theme>
{
protected:
    ControlStyleTest() { QApplication::setPalette(paletteFor(GetParam(), m_before)); }
    ~ControlStyleTest() override { QApplication::setPalette(m_before); }

private:
    QPalette m_before = QApplication::palette();
};

// The least contrast, over the sides, of the strongest pixel near the edge against what is
// outside of it, as it is painted.
double outlineContrast(QWidget *control, const QRect &outline,
                       Qt::Orientations across = Qt::Horizontal | Qt::Vertical)
{
    QWidget window;
    control->setParent(&window);
    window.resize(300, 100);
    control->setGeometry(40, 30, control->sizeHint().width(), control->sizeHint().height());
    const QImage image = window.grab().toImage();
    const qreal scale = image.devicePixelRatio();
    const QRect edge = outline.translated(control->pos());
    const auto strongest = [&](QPoint from, QPoint inwards) {
        const QColor outside{image.pixel((from - 5 * inwards) * scale)};
        double most = 1;
        for (int step = 0; step < 5 * scale; ++step)
            most = std::max(most,
                            contrast(outside, QColor{image.pixel(from * scale + step * inwards)}));
        return most;
    };
    const QPoint center = edge.center();
    double least = 21;
    if (across & Qt::Horizontal)
        least = std::min({least, strongest({edge.left() - 1, center.y()}, {1, 0}),
                          strongest({edge.right() + 1, center.y()}, {-1, 0})});
    if (across & Qt::Vertical)
        least = std::min({least, strongest({center.x(), edge.top() - 1}, {0, 1}),
                          strongest({center.x(), edge.bottom() + 1}, {0, -1})});
    control->setParent(nullptr);
    return least;
}

QRect whole(QWidget *control)
{
    return {QPoint{}, control->sizeHint()};
}

TEST_P(ControlStyleTest, OutlinesCanBeSeen)
{
    QCheckBox box;
    QStyleOptionButton option;
    option.initFrom(&box);
    option.rect = whole(&box);
    const QRect indicator =
        box.style()->subElementRect(QStyle::SE_CheckBoxIndicator, &option, &box);
    EXPECT_GE(outlineContrast(&box, indicator), OutlineContrast) << "check box";
    box.setChecked(true);
    EXPECT_GE(outlineContrast(&box, indicator), OutlineContrast) << "checked box";

    NumberBox number{0, 100, 1};
    EXPECT_GE(outlineContrast(&number, whole(&number)), OutlineContrast) << "number";
    QLineEdit line;
    EXPECT_GE(outlineContrast(&line, whole(&line)), OutlineContrast) << "line";
    QComboBox combo;
    combo.addItem("Choice");
    EXPECT_GE(outlineContrast(&combo, whole(&combo)), OutlineContrast) << "combo box";
    QPushButton push{"Push"};
    EXPECT_GE(outlineContrast(&push, whole(&push)), OutlineContrast) << "button";
    QToolButton tool;
    tool.setText("Tool");
    EXPECT_GE(outlineContrast(&tool, whole(&tool)), OutlineContrast) << "tool button";
    QProgressBar progress;
    progress.setTextVisible(false);
    EXPECT_GE(outlineContrast(&progress, whole(&progress)), OutlineContrast) << "progress";

    for (const Qt::Orientation orientation : {Qt::Horizontal, Qt::Vertical}) {
        QSlider slider{orientation};
        slider.setValue(50);
        slider.resize(slider.sizeHint());
        const QSize size = slider.sizeHint();
        const QSize handle = orientation == Qt::Horizontal ? QSize{11, 15} : QSize{15, 11};
        QRect place{{}, handle};
        place.moveCenter({size.width() / 2, size.height() / 2});
        const Qt::Orientation across =
            orientation == Qt::Horizontal ? Qt::Vertical : Qt::Horizontal;
        EXPECT_GE(outlineContrast(&slider, place, across), OutlineContrast) << "slider's handle";
    }
}

TEST_P(ControlStyleTest, UnusableControlsAreQuieter)
{
    QCheckBox usable;
    QCheckBox unusable;
    unusable.setEnabled(false);
    EXPECT_GT(outlineContrast(&usable, {0, 0, 13, 13}), outlineContrast(&unusable, {0, 0, 13, 13}));
}

INSTANTIATE_TEST_SUITE_P(Themes, ControlStyleTest, testing::Values(Theme::Light, Theme::Dark));

TEST(ToolTipWrap, LongSentencesHaveLines)
{
    QObject owner;
    new ToolTipWrap{&owner};
    QWidget window;
    window.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&window, 60'000));
    const QString sentence = QStringLiteral("What this says takes more than one line. ");
    const auto tip = []() -> QLabel * {
        for (QWidget *top : QApplication::topLevelWidgets()) {
            if (top->inherits("QTipLabel") && top->isVisible())
                return static_cast<QLabel *>(top);
        }
        return nullptr;
    };
    for (const QPoint at : {QPoint{10, 10}, QPoint{5000, 5000}}) {
        for (const int times : {1, 8, 20, 1}) { // the label is reused
            QToolTip::showText(at, sentence.repeated(times).trimmed(), &window);
            const QLabel *label = tip();
            ASSERT_NE(label, nullptr);
            EXPECT_LT(label->width(), ToolTipWrap::Widest + 60) << times;
            EXPECT_GE(label->height(), label->heightForWidth(label->width())) << times;
            EXPECT_TRUE(label->screen()->geometry().contains(label->geometry())) << times;
        }
    }
    QToolTip::hideText();
}

} // namespace
} // namespace cownscope::ui
