// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workloads/boids/view_transform.h"

#include <gtest/gtest.h>

namespace cownscope::ui {
namespace {

const ViewTransform::Place place{{1200, 800}, {1000, 700}, 14};

void expectNear(const QPointF &a, const QPointF &b)
{
    EXPECT_NEAR(a.x(), b.x(), 1e-6);
    EXPECT_NEAR(a.y(), b.y(), 1e-6);
}

TEST(ViewTransform, FittedItIsTheFittedWorldWhateverTheSize)
{
    const ViewTransform transform;
    EXPECT_TRUE(transform.isFitted());
    for (const QSizeF pixels : {QSizeF{1000, 700}, QSizeF{300, 900}}) {
        const ViewTransform::Place other{{1200, 800}, pixels, 14};
        EXPECT_EQ(transform.in(other), fitWorld(other.world, other.pixels, other.rim));
    }
}

TEST(ViewTransform, ZoomKeepsWhatIsUnderThePointer)
{
    ViewTransform transform;
    for (const double factor : {1.25, 3.0, 0.7, 1.25}) {
        const QPointF pointer{300, 440};
        const QPointF before = transform.in(place).toWorld(pointer);
        const double scale = transform.in(place).scale;
        transform.zoomAt(pointer, factor, place);
        expectNear(transform.in(place).toWorld(pointer), before);
        EXPECT_NEAR(transform.in(place).scale, scale * factor, 1e-9);
    }
    EXPECT_FALSE(transform.isFitted());
    transform.fit();
    EXPECT_EQ(transform.in(place), ViewTransform{}.in(place));
}

TEST(ViewTransform, ZoomEndsSomewhere)
{
    ViewTransform transform;
    const double fitted = transform.in(place).scale;
    transform.zoomAt({10, 10}, 1e9, place);
    EXPECT_NEAR(transform.in(place).scale, fitted * ViewTransform::MostZoom, 1e-6);
    transform.zoomAt({10, 10}, 1e-9, place);
    EXPECT_NEAR(transform.in(place).scale, fitted * ViewTransform::LeastZoom, 1e-6);
}

TEST(ViewTransform, TheWorldMovesWithThePointer)
{
    ViewTransform transform;
    transform.zoomAt({500, 350}, 4, place);
    const QPointF world = transform.in(place).toWorld({500, 350});
    transform.pan({60, -25}, place);
    expectNear(transform.in(place).toPixels(world), {560, 325});
}

TEST(ViewTransform, TheWorldCannotGetLost)
{
    ViewTransform transform;
    transform.pan({1e7, -1e7}, place);
    const QPointF middle = transform.in(place).toWorld({500, 350});
    EXPECT_GE(middle.x(), -1e-6);
    EXPECT_LE(middle.y(), 800 + 1e-6);
    // With a smaller world, the center is still within the world.
    const ViewTransform::Place small{{100, 100}, {1000, 700}, 14};
    const QPointF inSmall = transform.in(small).toWorld({500, 350});
    EXPECT_GE(inSmall.x(), -1e-6);
    EXPECT_LE(inSmall.y(), 100 + 1e-6);
}

TEST(ViewTransform, TheMiddleStaysWhenTheViewChangesItsSize)
{
    ViewTransform transform;
    transform.zoomAt({200, 100}, 5, place);
    const QPointF middle = transform.in(place).toWorld({500, 350});
    const ViewTransform::Place larger{{1200, 800}, {1800, 900}, 14};
    expectNear(transform.in(larger).toWorld({900, 450}), middle);
}

} // namespace
} // namespace cownscope::ui
