// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/experiments/experiment.h"
#include "ui/style/color_maps.h"
#include "ui/style/contrast.h"
#include "ui/style/oklab.h"
#include "ui/style/theme.h"
#include "ui/style/worker_color.h"
#include "ui/views/color_table.h"
#include "workloads/boids/frame.h"
#include "workloads/rings/chain.h"

#include <QImage>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace cownscope::ui {
namespace {

double distance(const QColor &a, const QColor &b)
{
    const Oklch x = toOklch(a);
    const Oklch y = toOklch(b);
    const double turn = (x.hue - y.hue) * 3.14159265358979 / 180;
    return std::sqrt(std::pow(x.lightness - y.lightness, 2) + std::pow(x.chroma, 2)
                     + std::pow(y.chroma, 2) - 2 * x.chroma * y.chroma * std::cos(turn));
}

// But for rounding.
bool isNear(const QColor &a, const QColor &b)
{
    return std::abs(a.red() - b.red()) <= 1 && std::abs(a.green() - b.green()) <= 1
        && std::abs(a.blue() - b.blue()) <= 1;
}

class ShadeTest : public testing::TestWithParam<Shade>
{ };

TEST_P(ShadeTest, WorkersCanBeToldApart)
{
    for (unsigned a = 0; a < WorkerColors; ++a) {
        const double least = a < 8 ? 0.065 : a < 16 ? 0.10 : a < 32 ? 0.085 : 0.065;
        for (unsigned b = 0; b < a; ++b)
            EXPECT_GT(distance(workerColor(a, GetParam()), workerColor(b, GetParam())), least)
                << a << " and " << b;
    }
    const QColor background = sceneFor(GetParam()).background;
    for (unsigned worker = 0; worker < WorkerColors; ++worker)
        EXPECT_GT(distance(workerColor(worker, GetParam()), background), 0.15) << worker;
}

TEST_P(ShadeTest, WorkersAreNoSpeciesAndNobodyIsNoWorker)
{
    for (unsigned worker = 0; worker < WorkerColors; ++worker) {
        const QColor color = workerColor(worker, GetParam());
        for (const QColor &other :
             {speciesColor(false, GetParam()), speciesColor(true, GetParam())})
            EXPECT_GT(distance(color, other), 0.065) << worker;
        if (worker >= 8) {
            EXPECT_GT(distance(color, nobodyColor(GetParam())), 0.065) << worker;
        }
    }
}

TEST(Contrast, IsThatOfTheGuidelines)
{
    EXPECT_DOUBLE_EQ(contrast(Qt::white, Qt::black), 21);
    EXPECT_DOUBLE_EQ(contrast(Qt::red, Qt::red), 1);
    EXPECT_NEAR(contrast(QColor{0x767676}, Qt::white), 4.54, 0.005);
}

TEST_P(ShadeTest, TextsAndOutlinesCanBeSeen)
{
    const Shade shade = GetParam();
    const QPalette palette = paletteFor(shade == Shade::Dark ? Theme::Dark : Theme::Light, {});
    using Role = QPalette::ColorRole;
    const auto between = [&palette](Role text, Role background) {
        return contrast(palette.color(text), palette.color(background));
    };
    for (const Role background : {Role::Window, Role::Base, Role::AlternateBase}) {
        for (const Role text : {Role::WindowText, Role::Text, Role::PlaceholderText, Role::Link})
            EXPECT_GE(between(text, background), TextContrast) << text << " on " << background;
        EXPECT_GE(between(Role::Highlight, background), OutlineContrast) << "where the keyboard is";
        for (const QColor &color : {problemColor(shade), warningColor(shade), sceneFor(shade).text,
                                    sceneFor(shade).faintText})
            EXPECT_GE(contrast(color, palette.color(background)), TextContrast)
                << color.name().toStdString() << " on " << background;
        EXPECT_GE(contrast(outlineColor(palette), palette.color(background)), OutlineContrast);
        // Text of disabled controls may be faint, but must be readable.
        EXPECT_GE(contrast(palette.color(QPalette::Disabled, Role::WindowText),
                           palette.color(background)),
                  OutlineContrast);
    }
    EXPECT_GE(between(Role::ButtonText, Role::Button), TextContrast);
    EXPECT_GE(between(Role::ToolTipText, Role::ToolTipBase), TextContrast);
    EXPECT_GE(between(Role::HighlightedText, Role::Highlight), TextContrast);
    for (const Quantity quantity : {Quantity::Behaviors, Quantity::Steps, Quantity::Frames,
                                    Quantity::Depth, Quantity::Age, Quantity::Pump})
        EXPECT_GE(contrast(quantityColor(quantity, shade), sceneFor(shade).background),
                  TextContrast)
            << "values are written in it";
    EXPECT_GE(contrast(nobodyColor(shade), sceneFor(shade).background), OutlineContrast);
}

TEST(Contrast, OutlinesFollowAnyPalette)
{
    for (const int lightness : {0, 60, 100, 128, 150, 200, 255}) {
        const QColor window = QColor::fromHsl(30, 40, lightness);
        QPalette palette{window, window};
        const QColor outline = outlineColor(palette);
        EXPECT_GE(contrast(outline, window),
                  std::min(OutlineContrast, contrast(palette.color(QPalette::WindowText), window)))
            << lightness;
    }
}

TEST_P(ShadeTest, HeadingsAreEvenlyLightAndCyclic)
{
    double least = 1;
    double most = 0;
    for (int i = 0; i < 360; ++i) {
        const double lightness = toOklch(headingColor(i / 360.0, GetParam())).lightness;
        least = std::min(least, lightness);
        most = std::max(most, lightness);
    }
    EXPECT_LT(most - least, 0.08);
    EXPECT_EQ(headingColor(0, GetParam()), headingColor(1, GetParam()));
    EXPECT_LT(distance(headingColor(0.999, GetParam()), headingColor(0, GetParam())), 0.01);
    EXPECT_GT(distance(headingColor(0, GetParam()), headingColor(0.5, GetParam())), 0.15);
}

TEST_P(ShadeTest, SpeedsStandOutMoreTheFasterTheyAre)
{
    const double background = toOklch(sceneFor(GetParam()).background).lightness;
    double last = 0;
    for (int i = 0; i <= 20; ++i) {
        const double contrast =
            std::abs(toOklch(speedColor(i / 20.0, GetParam())).lightness - background);
        EXPECT_GT(contrast, last) << i;
        last = contrast;
    }
    EXPECT_EQ(speedColor(-1, GetParam()), speedColor(0, GetParam()));
    EXPECT_EQ(speedColor(7, GetParam()), speedColor(1, GetParam()));
}

TEST_P(ShadeTest, CostsAreEvenAboutTheMean)
{
    const auto color = [](double ratio) { return costColor(ratio, GetParam()); };
    EXPECT_NEAR(distance(color(2), color(1)), distance(color(0.5), color(1)), 0.05);
    EXPECT_GT(distance(color(4), color(1)), distance(color(2), color(1)));
    EXPECT_GT(distance(color(4), color(0.25)), 0.15);
    EXPECT_EQ(color(100), color(4));
    EXPECT_EQ(color(0), color(0.25));
}

TEST_P(ShadeTest, DensitiesStandOutMoreTheHigherTheyAre)
{
    const double background = toOklch(sceneFor(GetParam()).background).lightness;
    double last = 0;
    for (int i = 0; i <= 20; ++i) {
        const double contrast =
            std::abs(toOklch(densityColor(i / 20.0, GetParam())).lightness - background);
        EXPECT_GT(contrast, last) << i;
        last = contrast;
    }
}

TEST_P(ShadeTest, KindsCanBeToldApart)
{
    EXPECT_GT(distance(speciesColor(false, GetParam()), speciesColor(true, GetParam())), 0.15);
    EXPECT_GT(distance(influenceColor(false, GetParam()), influenceColor(true, GetParam())), 0.15);
}

TEST_P(ShadeTest, ShadersGetTheColorsOfTheLegends)
{
    const QImage table = colorTable(GetParam());
    EXPECT_TRUE(isNear(table.pixelColor(64, HeadingRow), headingColor(0.25, GetParam())));
    EXPECT_TRUE(isNear(table.pixelColor(255, SpeedRow), speedColor(1, GetParam())));
    for (unsigned worker = 0; worker < 200; ++worker)
        EXPECT_TRUE(isNear(table.pixelColor(static_cast<int>(worker), WorkerRow),
                           workerColor(worker, GetParam())));
    for (const double ratio : {0.1, 0.25, 0.6, 1.0, 1.7, 3.9, 9.0})
        EXPECT_LT(
            distance(table.pixelColor(costColumn(ratio), CostRow), costColor(ratio, GetParam())),
            0.01)
            << ratio;
    EXPECT_TRUE(isNear(table.pixelColor(0, SpeciesRow), speciesColor(false, GetParam())));
    EXPECT_TRUE(isNear(table.pixelColor(1, SpeciesRow), speciesColor(true, GetParam())));
    EXPECT_TRUE(isNear(table.pixelColor(NobodyColumn, WorkerRow), nobodyColor(GetParam())));
}

// A frame names any of a thousand workers, and the table has room for a few of them.
TEST_P(ShadeTest, EveryWorkerHasItsColorInTheTable)
{
    const QImage table = colorTable(GetParam());
    for (std::uint32_t worker = 0; worker < lab::MostWorkers; ++worker) {
        const int column = workerColumn(worker);
        EXPECT_TRUE(isNear(table.pixelColor(column, WorkerRow), workerColor(worker, GetParam())))
            << worker;
        EXPECT_EQ(column, workerColumn(worker + WorkerColors)) << worker;
        EXPECT_NE(column, IdleColumn) << worker;
        EXPECT_NE(column, NobodyColumn) << worker;
    }
    EXPECT_EQ(workerColumn(boids::noWorker), NobodyColumn);
    EXPECT_EQ(workerColumn(rings::noWorker), NobodyColumn);
}

INSTANTIATE_TEST_SUITE_P(Shades, ShadeTest, testing::Values(Shade::Light, Shade::Dark));

TEST(Oklab, GoesThereAndBack)
{
    for (const QRgb rgb : {0x000000u, 0xffffffu, 0x56b4e9u, 0xe69f00u, 0x102030u}) {
        const QColor color{rgb};
        const QColor back = fromOklch(toOklch(color));
        EXPECT_NEAR(color.red(), back.red(), 1);
        EXPECT_NEAR(color.green(), back.green(), 1);
        EXPECT_NEAR(color.blue(), back.blue(), 1);
    }
    EXPECT_NEAR(toOklch(Qt::white).lightness, 1, 1e-3);
    EXPECT_NEAR(toOklch(Qt::red).lightness, 0.628, 1e-3); // known value
}

TEST(Theme, ChoosesAPalette)
{
    const QPalette system{QColor{1, 2, 3}};
    EXPECT_EQ(paletteFor(Theme::System, system), system);
    EXPECT_EQ(shadeOf(paletteFor(Theme::Light, system)), Shade::Light);
    EXPECT_EQ(shadeOf(paletteFor(Theme::Dark, system)), Shade::Dark);
}

} // namespace
} // namespace cownscope::ui
