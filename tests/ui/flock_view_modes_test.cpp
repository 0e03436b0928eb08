// SPDX-License-Identifier: GPL-3.0-or-later
// Zooming, renderers, trails and what is drawn over a flock.
#include "support/shown_boids.h"
#include "tests/support/no_more_threads.h"
#include "tests/ui/event_loop.h"
#include "ui/style/worker_color.h"
#include "ui/workloads/boids/flock_view.h"

#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <gtest/gtest.h>

#include <cmath>

namespace cownscope::ui {
namespace {

using namespace std::chrono_literals;

int differenceOf(const QColor &a, const QColor &b)
{
    return std::abs(a.red() - b.red()) + std::abs(a.green() - b.green())
        + std::abs(a.blue() - b.blue());
}

bool areNear(const QColor &a, const QColor &b)
{
    return differenceOf(a, b) <= 9;
}

// A world that fits a 628 × 428 view at two pixels a unit, with a rim of 14.
std::shared_ptr<boids::Frame> worldWith(const std::vector<test::ShownBoid> &all,
                                        std::uint64_t step = 0)
{
    auto frame = test::frameOf(all);
    frame->step = step;
    frame->scene.parameters.worldWidth = 300;
    frame->scene.parameters.worldHeight = 200;
    frame->scene.parameters.turnMargin = 50;
    return frame;
}

class FlockModesTest : public testing::Test
{
protected:
    FlockModesTest() { show(view); }

    static void show(FlockView &view)
    {
        view.resize(628, 428);
        view.show();
        EXPECT_TRUE(test::spinUntil([&] { return view.isExposed() && view.readyForFrame(); }));
    }

    static QImage show(FlockView &view, std::shared_ptr<const boids::Frame> frame)
    {
        const auto before = view.framesPainted();
        view.showFrame(std::move(frame));
        EXPECT_TRUE(test::spinUntil([&] { return view.framesPainted() == before + 1; }));
        return view.picture();
    }
    QImage show(std::shared_ptr<const boids::Frame> frame) { return show(view, std::move(frame)); }

    void use(Renderer renderer, bool trails = false)
    {
        FlockSettings settings = view.settings();
        settings.renderer = renderer;
        settings.trails = trails;
        view.setSettings(settings);
    }

    void wheel(const QPointF &position, int notches)
    {
        QWheelEvent event{
            position,       view.mapToGlobal(position), {},   {0, 120 * notches}, Qt::NoButton,
            Qt::NoModifier, Qt::NoScrollPhase,          false};
        QCoreApplication::sendEvent(&view, &event);
    }

    FlockView view;
    const QColor ground = sceneFor(Shade::Dark).world;
};

TEST_F(FlockModesTest, GivesTheBoidsBackOnceTheyAreDrawn)
{
    for (const auto renderer : {Renderer::Triangles, Renderer::Splat, Renderer::Density}) {
        use(renderer);
        auto frame = worldWith({{150, 100, 5, 0, 0}});
        const std::weak_ptr<const void> boids = frame->parts[0].owner;
        show(std::move(frame));
        EXPECT_TRUE(boids.expired()) << static_cast<int>(renderer);
        ASSERT_NE(view.frame(), nullptr);
        EXPECT_EQ(view.frame()->boids, 1u);
        EXPECT_EQ(view.frame()->scene.parameters.worldWidth, 300);
    }
}

TEST_F(FlockModesTest, EachRendererPaintsABoidWhereItIs)
{
    for (const auto renderer : {Renderer::Triangles, Renderer::Splat}) {
        use(renderer);
        const QImage picture = show(worldWith({{200, 60, 0, -5, 0}}));
        EXPECT_EQ(view.rendererInUse(), renderer);
        EXPECT_TRUE(areNear(picture.pixelColor(414, 134), headingColor(0.25, Shade::Dark)))
            << picture.pixelColor(414, 134).name().toStdString();
        EXPECT_TRUE(areNear(picture.pixelColor(414, 294), ground)) << "upside down";
        EXPECT_TRUE(areNear(picture.pixelColor(314, 134), ground));
    }
    use(Renderer::Density);
    const QImage picture = show(worldWith({{200.2f, 60.2f, 0, -5, 0}}));
    EXPECT_GT(differenceOf(picture.pixelColor(414, 134), ground), 30);
    EXPECT_TRUE(areNear(picture.pixelColor(415, 135), ground)) << "one pixel a boid";
}

TEST_F(FlockModesTest, AutomaticSplatsCrowdsWhereTheProcessorDraws)
{
    if (!isSoftwareGl(view.rendererName()))
        GTEST_SKIP() << "this is a GPU";
    std::vector<test::ShownBoid> crowd;
    crowd.reserve(40'000);
    for (int i = 0; i < 40'000; ++i)
        crowd.push_back({static_cast<float>(i % 300), static_cast<float>(i % 199), 1, 1, 0});
    show(worldWith(crowd));
    EXPECT_EQ(view.rendererInUse(), Renderer::Splat);
    EXPECT_TRUE(view.drawingText().contains("splat")) << view.drawingText().toStdString();
    crowd.resize(10'000);
    show(worldWith(crowd));
    EXPECT_EQ(view.rendererInUse(), Renderer::Triangles);
    EXPECT_TRUE(view.status());
}

TEST_F(FlockModesTest, WorkersPaintTheSamePicture)
{
    std::vector<test::ShownBoid> crowd;
    crowd.reserve(5'000);
    for (int i = 0; i < 5'000; ++i)
        crowd.push_back({static_cast<float>(i * 7 % 300), static_cast<float>(i * 13 % 199),
                         static_cast<float>(i % 9 - 4), static_cast<float>(i % 5 - 2), 0});
    auto frame = worldWith(crowd);
    use(Renderer::Splat);
    const auto painted = view.framesPainted();
    {
        const test::NoMoreThreads none;
        view.showFrame(frame);
    }
    ASSERT_TRUE(test::spinUntil([&] { return view.framesPainted() == painted + 1; }));
    const QImage alone = view.picture();
    EXPECT_TRUE(view.drawingText().contains("this thread")) << view.drawingText().toStdString();

    FlockView other;
    show(other);
    other.setSettings(view.settings());
    for (int i = 0; i < 20; ++i)
        EXPECT_EQ(show(other, frame), alone);
    EXPECT_TRUE(other.drawingText().contains(" worker")) << other.drawingText().toStdString();
    EXPECT_EQ(show(frame), alone) << "without them again";
}

TEST_F(FlockModesTest, UntilTheFirstPictureTheTrianglesStayAsTheyWere)
{
    use(Renderer::Triangles);
    const QImage before = show(worldWith({{150, 100, 5, 0, 0}}));
    use(Renderer::Splat);
    view.showFrame(worldWith({{20, 20, 5, 0, 0}, {20, 30, 5, 0, 0}, {30, 20, 5, 0, 0}}, 1));
    EXPECT_EQ(view.picture(), before) << "the picture comes with the event loop";
    ASSERT_TRUE(test::spinUntil([this] { return view.readyForFrame(); }));
    const QImage after = view.picture();
    EXPECT_TRUE(areNear(after.pixelColor(54, 54), headingColor(0, Shade::Dark)));
    EXPECT_TRUE(areNear(after.pixelColor(314, 214), ground));
}

TEST_F(FlockModesTest, AViewMayGoInTheMiddleOfAPicture)
{
    use(Renderer::Splat);
    const FrameCredits credits(2);
    {
        FlockView going;
        show(going);
        going.setSettings(view.settings());
        going.takeFrame(worldWith({{150, 100, 5, 0, 0}}), std::move(*credits.spend()));
        going.takeFrame(worldWith({{150, 100, 5, 0, 0}}, 1), std::move(*credits.spend()));
        EXPECT_FALSE(going.readyForFrame());
        EXPECT_EQ(credits.spent(), 2u);
    }
    EXPECT_EQ(credits.spent(), 0u) << "what is lost gives its credit back";
    EXPECT_TRUE(areNear(show(worldWith({{150, 100, 5, 0, 0}}, 2)).pixelColor(314, 214),
                        headingColor(0, Shade::Dark)));
}

TEST_F(FlockModesTest, TheWheelZoomsAtThePointer)
{
    show(worldWith({{200, 100, 5, 0, 0}}));
    const QPointF pointer{414, 214};
    const QPointF before = view.toWorld(pointer);
    EXPECT_NEAR(before.x(), 200, 1);
    EXPECT_NEAR(before.y(), 100, 1);
    QSignalSpy changes{&view, &FlockView::transformChanged};
    wheel(pointer, 6);
    EXPECT_EQ(changes.size(), 1);
    EXPECT_NEAR(view.toWorld(pointer).x(), before.x(), 1e-6);
    EXPECT_NEAR(view.toWorld(pointer).y(), before.y(), 1e-6);
    EXPECT_GT(view.transform().zoom(), 3);
    const QImage picture = view.picture();
    EXPECT_TRUE(areNear(picture.pixelColor(414, 214), headingColor(0, Shade::Dark)));
    EXPECT_TRUE(areNear(picture.pixelColor(424, 214), headingColor(0, Shade::Dark)))
        << "larger than before";
    wheel(pointer, -6);
    EXPECT_NEAR(view.transform().zoom(), 1, 1e-9);
    view.zoom(4);
    view.fitWorld();
    EXPECT_TRUE(view.transform().isFitted());
}

TEST_F(FlockModesTest, DraggingPansAndADoubleClickFits)
{
    show(worldWith({{150, 100, 5, 0, 0}}));
    for (const auto button : {Qt::LeftButton, Qt::MiddleButton}) {
        const QPointF held = view.toWorld({300, 200});
        QTest::mousePress(&view, button, {}, {300, 200});
        QTest::mouseMove(&view, {340, 170});
        QMouseEvent move{QEvent::MouseMove,
                         QPointF{340, 170},
                         view.mapToGlobal(QPointF{340, 170}),
                         Qt::NoButton,
                         button,
                         Qt::NoModifier};
        QCoreApplication::sendEvent(&view, &move);
        QTest::mouseRelease(&view, button, {}, {340, 170});
        EXPECT_NEAR(view.toWorld({340, 170}).x(), held.x(), 0.5);
        EXPECT_NEAR(view.toWorld({340, 170}).y(), held.y(), 0.5);
        EXPECT_FALSE(view.transform().isFitted());
        QTest::mouseDClick(&view, Qt::LeftButton, {}, {100, 100});
        EXPECT_TRUE(view.transform().isFitted());
    }
}

// Takes presses, as a tool does.
class Tool : public QObject
{
public:
    bool eventFilter(QObject *, QEvent *event) override
    {
        return event->type() == QEvent::MouseButtonPress;
    }
};

TEST_F(FlockModesTest, WhatAToolTakesDoesNotPan)
{
    show(worldWith({{150, 100, 5, 0, 0}}));
    Tool tool;
    view.installEventFilter(&tool);
    QTest::mousePress(&view, Qt::LeftButton, {}, {300, 200});
    QMouseEvent move{QEvent::MouseMove, QPointF{340, 170}, view.mapToGlobal(QPointF{340, 170}),
                     Qt::NoButton,      Qt::LeftButton,    Qt::NoModifier};
    QCoreApplication::sendEvent(&view, &move);
    QTest::mouseRelease(&view, Qt::LeftButton, {}, {340, 170});
    EXPECT_TRUE(view.transform().isFitted());
}

TEST_F(FlockModesTest, APictureMovesAtOnceAndAsksForTheBoids)
{
    use(Renderer::Splat);
    show(worldWith({{150, 100, 5, 0, 0}}));
    QSignalSpy wanted{&view, &FlockView::frameWanted};
    view.pan({100, -50});
    EXPECT_GE(wanted.size(), 1);
    EXPECT_TRUE(areNear(view.picture().pixelColor(414, 164), headingColor(0, Shade::Dark)));
    const QImage picture = show(worldWith({{150, 100, 5, 0, 0}}));
    EXPECT_TRUE(areNear(picture.pixelColor(414, 164), headingColor(0, Shade::Dark)));
    EXPECT_TRUE(areNear(picture.pixelColor(314, 214), ground)) << "where it was";
    const auto before = wanted.size();
    use(Renderer::Triangles);
    EXPECT_EQ(wanted.size(), before + 1) << "triangles need the boids, too";
}

TEST_F(FlockModesTest, TrailsFadeAndRestartWhenTheViewMoves)
{
    for (const auto renderer : {Renderer::Splat, Renderer::Triangles}) {
        view.fitWorld();
        use(renderer, true);
        show(worldWith({{150, 100, 5, 0, 0}}, 10));
        const QColor boid = view.picture().pixelColor(314, 214);
        EXPECT_TRUE(areNear(boid, headingColor(0, Shade::Dark)));
        int last = differenceOf(boid, ground);
        for (std::uint64_t step = 11; step < 15; ++step) { // it went elsewhere
            const QImage picture = show(worldWith({{100, 80, 5, 0, 0}}, step));
            const int left = differenceOf(picture.pixelColor(314, 214), ground);
            EXPECT_LT(left, last) << static_cast<int>(renderer);
            EXPECT_GT(left, 20) << static_cast<int>(renderer);
            last = left;
        }
        EXPECT_EQ(view.picture(), view.picture()) << "looking is no step";
        view.pan({40, 0});
        const QImage moved = show(worldWith({{100, 80, 5, 0, 0}}, 15));
        EXPECT_TRUE(areNear(moved.pixelColor(354, 214), ground)) << static_cast<int>(renderer);
        view.fitWorld();
        show(worldWith({{150, 100, 5, 0, 0}}, 16));
        const QImage reset = show(worldWith({{100, 80, 5, 0, 0}}, 0));
        EXPECT_TRUE(areNear(reset.pixelColor(314, 214), ground)) << "a reset begins anew";
    }
}

TEST_F(FlockModesTest, CostsAndSpeciesHaveColors)
{
    for (const auto renderer : {Renderer::Triangles, Renderer::Splat}) {
        use(renderer);
        view.setColorMode(ColorMode::Cost);
        // One part took four times as long per boid as two others together.
        auto frame = worldWith({{100, 100, 5, 0, 0}, {150, 100, 5, 0, 1}, {200, 100, 5, 0, 2}});
        frame->parts[0].nanoseconds = 100;
        frame->parts[1].nanoseconds = 100;
        frame->parts[2].nanoseconds = 1000;
        const QImage costs = show(frame);
        EXPECT_TRUE(areNear(costs.pixelColor(214, 214), costColor(0.25, Shade::Dark)));
        EXPECT_TRUE(areNear(costs.pixelColor(414, 214), costColor(2.5, Shade::Dark)));
        view.setColorMode(ColorMode::Species);
        std::vector<test::ShownBoid> row;
        row.reserve(20);
        for (int i = 0; i < 20; ++i)
            row.push_back({static_cast<float>(20 + 13 * i), 100, 5, 0, 0});
        frame = worldWith(row);
        frame->scene.second = boids::SecondSpecies{.share = 0.5f};
        const QImage species = show(frame);
        for (std::uint32_t id = 0; id < 20; ++id) {
            const QColor color = species.pixelColor(14 + 2 * (20 + 13 * static_cast<int>(id)), 214);
            EXPECT_TRUE(areNear(color, speciesColor(boids::isSecond(id, 0.5f), Shade::Dark)))
                << id << ' ' << color.name().toStdString();
        }
        const QImage alone = show(worldWith({{150, 100, 5, 0, 0}}));
        EXPECT_TRUE(areNear(alone.pixelColor(314, 214), speciesColor(false, Shade::Dark)));
    }
}

TEST_F(FlockModesTest, InfluencesAreWarmOrCool)
{
    for (const auto renderer : {Renderer::Triangles, Renderer::Splat}) {
        use(renderer);
        auto frame = worldWith({{20, 20, 5, 0, 0}});
        const float turning = highestSpeedLimit(frame->scene);
        frame->scene.influences = {{100, 90, 30, turning}, {200, 90, 30, -turning}};
        const QImage picture = show(frame);
        const QColor repelling = picture.pixelColor(214, 194);
        const QColor attracting = picture.pixelColor(414, 194);
        EXPECT_GT(repelling.red(), repelling.blue());
        EXPECT_LT(attracting.red(), attracting.blue());
        EXPECT_TRUE(areNear(picture.pixelColor(314, 214), ground)) << "between them";
        EXPECT_GT(differenceOf(picture.pixelColor(214, 194 - 57), ground), 20) << "the edge";
        EXPECT_TRUE(areNear(picture.pixelColor(214, 194 - 64), ground)) << "outside of it";
    }
}

TEST_F(FlockModesTest, InfluencesThatOverlapLookLikeOne)
{
    const auto pictureWith = [this](const std::vector<boids::Influence> &influences) {
        auto frame = worldWith({{20, 20, 5, 0, 0}});
        frame->scene.influences = influences;
        return show(std::move(frame));
    };
    const float turning = highestSpeedLimit(boids::Scene{});
    for (const Shade shade : {Shade::Dark, Shade::Light}) {
        view.setShade(shade);
        const QColor floor = sceneFor(shade).world;
        const boids::Influence strong{150, 90, 30, turning};
        const boids::Influence weak{150, 90, 30, turning / 2};
        const QImage alone = pictureWith({strong});
        const int shown = differenceOf(alone.pixelColor(314, 194), floor);
        EXPECT_GT(shown, 100);
        EXPECT_EQ(pictureWith({strong, strong}), alone) << "a wall would have seams";
        EXPECT_EQ(pictureWith({weak, strong}), alone);
        EXPECT_EQ(pictureWith({strong, weak}), alone);
        const int faint = differenceOf(pictureWith({weak}).pixelColor(314, 194), floor);
        EXPECT_GT(faint, 20);
        EXPECT_LT(faint, shown - 20);
    }
}

TEST_F(FlockModesTest, PartsAreOutlinedAndLabeled)
{
    auto frame = worldWith({{20, 20, 5, 0, 0}, {20, 180, 5, 0, 1}});
    frame->parts[0].top = 0;
    frame->parts[0].bottom = 100;
    frame->parts[0].nanoseconds = 123'000;
    frame->parts[1].top = 100;
    frame->parts[1].bottom = 200;
    frame->parts[1].nanoseconds = 456'000;
    const QImage without = show(frame);
    FlockSettings settings = view.settings();
    settings.parts = true;
    view.setSettings(settings);
    const QImage with = view.picture();
    EXPECT_GT(differenceOf(with.pixelColor(400, 15), without.pixelColor(400, 15)), 60)
        << "no outline";
    EXPECT_GT(with.pixelColor(400, 314).red(), with.pixelColor(400, 114).red())
        << "worker 1 is orange, worker 0 is blue";
    const auto changed = [&](const QRect &area) {
        int count = 0;
        for (int y = area.top(); y <= area.bottom(); ++y) {
            for (int x = area.left(); x <= area.right(); ++x)
                count += differenceOf(with.pixelColor(x, y), without.pixelColor(x, y)) > 200;
        }
        return count;
    };
    EXPECT_GT(changed({16, 100, 100, 30}), 20) << "no label";
    EXPECT_GT(changed({16, 300, 100, 30}), 20) << "no label";
    EXPECT_EQ(changed({200, 100, 100, 30}), 0);

    auto stolen = worldWith({{20, 20, 5, 0, 0}, {20, 180, 5, 0, 1}}, 1);
    stolen->parts = frame->parts;
    stolen->parts[1].worker = 0;
    const QImage later = show(stolen);
    EXPECT_EQ(later.pixelColor(400, 300).red(), later.pixelColor(400, 120).red())
        << "its boids have the color of worker 0 by now";

    auto slower = worldWith({{20, 20, 5, 0, 0}, {20, 180, 5, 0, 1}}, 2);
    slower->parts = stolen->parts;
    slower->parts[0].nanoseconds = 987'654'000;
    const auto label = [](const QImage &picture) { return picture.copy(16, 100, 100, 30); };
    show(slower);
    EXPECT_TRUE(test::spinUntil([&] { // not at once, and without another frame
        return label(view.picture()) != label(later);
    }));
}

// The worker whose color is nearest at a place that is tinted with it.
int tintOf(const QImage &picture, const QPoint &at)
{
    int nearest = 0;
    for (int worker = 1; worker < 3; ++worker) {
        const auto distance = [&](int of) {
            const QColor color = workerColor(static_cast<unsigned>(of), Shade::Dark);
            const float hue = std::abs(color.hslHueF() - picture.pixelColor(at).hslHueF());
            return std::min(hue, 1 - hue);
        };
        if (distance(worker) < distance(nearest))
            nearest = worker;
    }
    return nearest;
}

TEST_F(FlockModesTest, PartsHaveTheWorkersOfTheBoidsOnView)
{
    FlockSettings settings = view.settings();
    settings.parts = true;
    settings.colorMode = ColorMode::Worker;
    for (const Renderer renderer : {Renderer::Triangles, Renderer::Splat}) {
        settings.renderer = renderer;
        view.setSettings(settings);
        // Frames come while one is being painted, each with other workers.
        std::uint64_t step = 0;
        int seen = 0;
        EXPECT_TRUE(test::spinUntil([&] {
            const auto worker = static_cast<std::uint32_t>(++step % 3);
            auto frame = worldWith({{150, 100, 5, 0, worker}}, step);
            frame->parts[0].top = 0;
            frame->parts[0].bottom = 200;
            frame->parts[0].nanoseconds = 1000 * step;
            view.showFrame(std::move(frame));
            const QImage picture = view.picture();
            const int boid = tintOf(picture, {314, 214});
            if (areNear(picture.pixelColor(314, 214),
                        workerColor(static_cast<unsigned>(boid), Shade::Dark))) {
                EXPECT_EQ(tintOf(picture, {500, 100}), boid);
                ++seen;
            }
            return seen > 60 || HasFailure();
        }));
    }
    EXPECT_TRUE(test::spinUntil([this] { return view.readyForFrame(); }));
}

} // namespace
} // namespace cownscope::ui
