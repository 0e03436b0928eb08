// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/shown_boids.h"
#include "tests/ui/event_loop.h"
#include "ui/style/worker_color.h"
#include "ui/views/gl_program.h"
#include "ui/views/view_host.h"
#include "ui/workloads/boids/flock_view.h"

#include <QCoreApplication>
#include <QOffscreenSurface>
#include <QOpenGLContext>

#include <gtest/gtest.h>

#include <cmath>

namespace cownscope::ui {
namespace {

using namespace std::chrono_literals;

// One boid in the middle of a world that fits a 620 × 420 view at two pixels a unit, 10 px rim.
std::shared_ptr<const boids::Frame> oneBoid(float vx, float vy, std::uint32_t worker)
{
    const auto frame = test::frameOf({{150, 100, vx, vy, worker}});
    frame->scene.parameters.worldWidth = 300;
    frame->scene.parameters.worldHeight = 200;
    frame->scene.parameters.turnMargin = 50;
    return frame;
}

bool areAlike(const QColor &a, const QColor &b)
{
    return std::abs(a.red() - b.red()) <= 3 && std::abs(a.green() - b.green()) <= 3
        && std::abs(a.blue() - b.blue()) <= 3;
}

class FlockViewTest : public testing::Test
{
protected:
    FlockViewTest()
    {
        view.resize(628, 428);
        view.show();
        EXPECT_TRUE(test::spinUntil([this] { return view.isExposed() && view.readyForFrame(); }));
    }

    QImage show(const std::shared_ptr<const boids::Frame> &frame)
    {
        const auto before = view.framesPainted();
        view.showFrame(frame);
        EXPECT_TRUE(test::spinUntil([&] { return view.framesPainted() == before + 1; }));
        return view.picture();
    }

    FlockView view;
};

TEST_F(FlockViewTest, PaintsABoidInTheColorOfItsHeading)
{
    struct Case
    {
        float vx, vy;
        double turn;
    };
    // The world's y goes down, so a boid with negative vy flies up on the screen.
    for (const auto &[vx, vy, turn] :
         {Case{5, 0, 0}, Case{0, -5, 0.25}, Case{-5, 0, 0.5}, Case{0, 5, 0.75}}) {
        const QImage picture = show(oneBoid(vx, vy, 0));
        const QColor middle = picture.pixelColor(314, 214);
        EXPECT_TRUE(areAlike(middle, headingColor(turn, Shade::Dark)))
            << turn << " is painted " << middle.name().toStdString();
    }
}

TEST_F(FlockViewTest, PaintsSpeedsAndWorkers)
{
    view.setColorMode(ColorMode::Speed);
    EXPECT_TRUE(areAlike(show(oneBoid(15, 0, 0)).pixelColor(314, 214), speedColor(1, Shade::Dark)));
    EXPECT_TRUE(
        areAlike(show(oneBoid(7.5f, 0, 0)).pixelColor(314, 214), speedColor(0.5, Shade::Dark)));
    view.setColorMode(ColorMode::Worker);
    for (const std::uint32_t worker : {0u, 1u, 5u, 11u})
        EXPECT_TRUE(areAlike(show(oneBoid(1, 0, worker)).pixelColor(314, 214),
                             workerColor(worker, Shade::Dark)))
            << worker;
    EXPECT_TRUE(areAlike(show(oneBoid(1, 0, boids::noWorker)).pixelColor(314, 214),
                         nobodyColor(Shade::Dark)));
}

TEST_F(FlockViewTest, TrianglesPointWhereTheyFly)
{
    const QImage right = show(oneBoid(5, 0, 0));
    const QColor background = sceneFor(Shade::Dark).world;
    int ahead = 0;
    int behind = 0;
    for (int x = 1; x < 40; ++x) {
        ahead += areAlike(right.pixelColor(314 + x, 214), background) ? 0 : 1;
        behind += areAlike(right.pixelColor(314 - x, 214), background) ? 0 : 1;
    }
    EXPECT_GT(ahead, behind + 2);
    EXPECT_GT(behind, 3);
    // The tail is broad, the tip is not.
    int tail = 0;
    int tip = 0;
    for (int y = -20; y <= 20; ++y) {
        tail += areAlike(right.pixelColor(314 - behind + 3, 214 + y), background) ? 0 : 1;
        tip += areAlike(right.pixelColor(314 + ahead - 3, 214 + y), background) ? 0 : 1;
    }
    EXPECT_GT(tail, 2 * tip);
}

TEST_F(FlockViewTest, WorldAndMarginAreMarked)
{
    const QImage picture = show(oneBoid(5, 0, 0));
    const Scene scene = sceneFor(Shade::Dark);
    EXPECT_TRUE(areAlike(picture.pixelColor(200, 14), scene.border)) << "the world's upper edge";
    EXPECT_TRUE(areAlike(picture.pixelColor(200, 60), scene.background)) << "the margin";
    EXPECT_TRUE(areAlike(picture.pixelColor(200, 130), scene.world)) << "the inner part";
    EXPECT_TRUE(areAlike(picture.pixelColor(3, 3), scene.background)) << "beside the world";
}

TEST_F(FlockViewTest, FollowsTheShadeAndTheSize)
{
    show(oneBoid(5, 0, 0));
    view.setShade(Shade::Light);
    QImage picture = view.picture();
    EXPECT_TRUE(areAlike(picture.pixelColor(3, 3), sceneFor(Shade::Light).background));
    EXPECT_TRUE(areAlike(picture.pixelColor(314, 214), headingColor(0, Shade::Light)));
    view.resize(400, 300);
    ASSERT_TRUE(test::spinUntil(
        [this] { return view.picture().size() == QSize(400, 300) * view.devicePixelRatio(); }));
    picture = view.picture();
    EXPECT_TRUE(areAlike(picture.pixelColor(picture.width() / 2, picture.height() / 2),
                         headingColor(0, Shade::Light)));
}

TEST_F(FlockViewTest, HiddenItDrawsNothing)
{
    show(oneBoid(5, 0, 0));
    EXPECT_TRUE(view.readyForFrame());
    view.hide();
    ASSERT_TRUE(test::spinUntil([this] { return !view.readyForFrame(); }));
    const auto painted = view.framesPainted();
    view.showFrame(oneBoid(0, 5, 0));
    test::spin(100ms);
    EXPECT_EQ(view.framesPainted(), painted);
    view.show();
    EXPECT_TRUE(test::spinUntil([&] { return view.framesPainted() == painted + 1; }));
}

TEST_F(FlockViewTest, PaintsAFrameWithoutADelayIfThereIsAGpu)
{
    show(oneBoid(5, 0, 0));
    const auto painted = view.framesPainted();
    view.showFrame(oneBoid(0, 5, 0));
    QCoreApplication::processEvents();
    if (!view.isDrawnBySoftware()) {
        EXPECT_EQ(view.framesPainted(), painted + 1);
    }
    EXPECT_TRUE(test::spinUntil([&] { return view.framesPainted() == painted + 1; }));
}

TEST_F(FlockViewTest, GivesACreditBackWhenAFrameIsDrawnOrReplaced)
{
    const FrameCredits credits(3);
    for (const Renderer renderer : {Renderer::Triangles, Renderer::Splat}) {
        FlockSettings settings = view.settings();
        settings.renderer = renderer;
        view.setSettings(settings);
        const auto painted = view.framesPainted();
        if (renderer == Renderer::Splat) // while it is painted, the others wait
            view.takeFrame(oneBoid(-5, 0, 0), std::move(*credits.spend()));
        const auto before = credits.spent();
        view.takeFrame(oneBoid(5, 0, 0), std::move(*credits.spend()));
        view.takeFrame(oneBoid(0, 5, 0), std::move(*credits.spend()));
        EXPECT_EQ(credits.spent(), before + 1) << "the first was not drawn, and will not be";
        ASSERT_TRUE(test::spinUntil(
            [&] { return view.framesPainted() > painted && view.readyForFrame(); }));
        EXPECT_EQ(credits.spent(), 0u);
    }
    view.hide();
    ASSERT_TRUE(test::spinUntil([this] { return !view.isSeen(); }));
    view.takeFrame(oneBoid(5, 0, 0), std::move(*credits.spend()));
    test::spin(50ms);
    EXPECT_EQ(credits.spent(), 1u) << "nobody has seen it";
    view.show();
    EXPECT_TRUE(test::spinUntil([&] { return credits.spent() == 0; }));
}

TEST_F(FlockViewTest, EmptyAndLargeFlocks)
{
    auto empty = std::make_shared<boids::Frame>();
    EXPECT_FALSE(show(empty).isNull());
    std::vector<test::ShownBoid> crowd;
    crowd.reserve(20'000);
    for (int i = 0; i < 20'000; ++i)
        crowd.push_back({static_cast<float>(i % 1200), static_cast<float>(i % 797), 1, 1, 0});
    EXPECT_FALSE(show(test::frameOf(crowd)).isNull());
    EXPECT_TRUE(view.status());
}

class ShaderTest : public testing::Test
{
protected:
    ShaderTest()
    {
        QSurfaceFormat format;
        format.setVersion(3, 3);
        format.setProfile(QSurfaceFormat::CoreProfile);
        m_surface.setFormat(format);
        m_surface.create();
        m_context.setFormat(format);
        EXPECT_TRUE(m_context.create());
        EXPECT_TRUE(m_context.makeCurrent(&m_surface));
    }

    static std::string messageOf(const ShaderText &vertex, const ShaderText &fragment)
    {
        try {
            buildProgram(vertex, fragment);
        } catch (const GlError &error) {
            return error.what();
        }
        return {};
    }

    const ShaderText goodVertex{"good.vert",
                                "#version 330 core\nvoid main() { gl_Position = "
                                "vec4(0); }\n"};
    const ShaderText goodFragment{"good.frag",
                                  "#version 330 core\nout vec4 c;\nvoid main() { c = vec4(1); }\n"};

private:
    QOffscreenSurface m_surface;
    QOpenGLContext m_context;
};

TEST_F(ShaderTest, ErrorsNameTheFileAndTheLog)
{
    EXPECT_EQ(messageOf(goodVertex, goodFragment), "");
    const std::string compile =
        messageOf({"broken.vert", "#version 330 core\nvoid main() { oops; }\n"}, goodFragment);
    EXPECT_NE(compile.find("broken.vert"), std::string::npos) << compile;
    EXPECT_NE(compile.find("oops"), std::string::npos) << compile;
    const std::string link =
        messageOf({"pair.vert",
                   "#version 330 core\nout vec2 between;\n"
                   "void main() { between = vec2(1); gl_Position = vec4(0); }\n"},
                  {"lonely.frag",
                   "#version 330 core\nin vec3 between;\nout vec4 c;\n"
                   "void main() { c = vec4(between, 1); }\n"});
    EXPECT_NE(link.find("lonely.frag"), std::string::npos) << link;
    EXPECT_THROW(loadProgram("no such file.vert", "flat.frag"), GlError);
}

// A view whose OpenGL part does not come about.
class BrokenView : public GlView
{
public:
    ~BrokenView() override { release(); }

protected:
    void createGl() override
    {
        buildProgram({"broken.vert", "#version 330 core\nbroken\n"}, {"a.frag", ""});
    }
    void drawGl(const Target &) override { ADD_FAILURE() << "drawn all the same"; }
    void destroyGl() override { }
    void shadeChanged() override { }
};

TEST(ViewHost, ShowsWhatWentWrong)
{
    auto *view = new BrokenView;
    ViewHost host{view};
    host.resize(300, 200);
    host.show();
    ASSERT_TRUE(test::spinUntil([&] { return !host.message().isEmpty(); }));
    EXPECT_TRUE(host.message().contains("broken.vert")) << host.message().toStdString();
    EXPECT_FALSE(view->readyForFrame());
    EXPECT_TRUE(view->picture().isNull());
    test::spin(50ms);
}

} // namespace
} // namespace cownscope::ui
