// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/worker_color.h"
#include "ui/style/worker_key.h"

#include <QImage>
#include <QPainter>

#include <gtest/gtest.h>

#include <set>

namespace cownscope::ui {
namespace {

TEST(WorkerKey, ShowsEveryWorkerHoweverManyThereAre)
{
    const QFont font;
    for (const Shade shade : {Shade::Light, Shade::Dark}) {
        for (const unsigned workers : {1u, 2u, 8u, 16u, 35u, 64u}) {
            for (const int width : {140, 230, 500, 1000, 3000}) {
                SCOPED_TRACE(testing::Message() << workers << " workers in " << width);
                const QRect area{10, 3, width, QFontMetrics{font}.height() + 10};
                const WorkerKey key{area, workers, font};
                QImage image{width + 40, area.bottom() + 10, QImage::Format_RGB32};
                image.fill(Qt::magenta);
                QPainter painter{&image};
                key.paint(painter, shade);
                painter.end();

                EXPECT_LE(key.right(), area.right() + 1);
                std::set<unsigned> seen;
                for (int x = 0; x < image.width(); ++x) {
                    for (int y = 0; y < image.height(); ++y) {
                        const QColor pixel = image.pixelColor(x, y);
                        if (pixel != QColor{Qt::magenta}) {
                            EXPECT_TRUE(area.contains(x, y)) << x << ", " << y;
                        }
                        const auto worker = key.workerAt({x, y});
                        if (worker && pixel.rgb() == workerColor(*worker, shade).rgb())
                            seen.insert(*worker);
                    }
                }
                EXPECT_EQ(seen.size(), workers);
            }
        }
    }
}

TEST(WorkerKey, TellsWhoIsUnderTheMouse)
{
    const QRect area{0, 0, 200, 20};
    const WorkerKey key{area, 64, QFont{}};
    EXPECT_EQ(key.workerAt({0, 10}), 0u);
    EXPECT_EQ(key.workerAt({key.right() - 1, 10}), 63u);
    EXPECT_EQ(key.workerAt({100, 30}), std::nullopt);
    EXPECT_EQ(key.workerAt({key.right() + 2, 10}), std::nullopt);
}

TEST(WorkerBrush, SaysWhereColorsComeAgain)
{
    EXPECT_EQ(workerBrush(5, Shade::Dark).style(), Qt::SolidPattern);
    EXPECT_EQ(workerBrush(WorkerColors - 1, Shade::Dark).style(), Qt::SolidPattern);
    EXPECT_EQ(workerColor(WorkerColors + 5, Shade::Dark), workerColor(5, Shade::Dark));
    const QImage second = workerBrush(WorkerColors + 5, Shade::Dark).textureImage();
    const QImage third = workerBrush(2 * WorkerColors + 5, Shade::Dark).textureImage();
    ASSERT_FALSE(second.isNull());
    EXPECT_NE(second, third);
}

} // namespace
} // namespace cownscope::ui
