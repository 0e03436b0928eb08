// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/gl_view.h"
#include "ui/workloads/boids/flock_settings.h"

#include <gtest/gtest.h>

namespace cownscope::ui {
namespace {

TEST(RendererChoice, KnowsProcessorsThatDraw)
{
    for (const char *name : {"llvmpipe (LLVM 15.0.6, 256 bits)", "softpipe", "SwiftShader 4.0",
                             "Google SwiftShader", "Mesa swrast"})
        EXPECT_TRUE(isSoftwareGl(QString::fromLatin1(name))) << name;
    for (const char *name :
         {"NVIDIA H200/PCIe/SSE2", "Mesa Intel(R) UHD Graphics 620", "", "virgl"})
        EXPECT_FALSE(isSoftwareGl(QString::fromLatin1(name))) << name;
}

TEST(RendererChoice, AutomaticGoesByWhatDrawsAndHowManyThereAre)
{
    const auto choose = [](bool software, double boids, double aPixel, bool trails = false) {
        return chooseRenderer(Renderer::Automatic, software, trails, {boids, aPixel},
                              Renderer::Triangles);
    };
    EXPECT_EQ(choose(false, 1e6, 10), Renderer::Triangles);
    EXPECT_EQ(choose(false, 1e6, 10, true), Renderer::Triangles);
    EXPECT_EQ(choose(true, 10'000, 0.02), Renderer::Triangles);
    EXPECT_EQ(choose(true, 10'000, 0.02, true), Renderer::Splat);
    EXPECT_EQ(choose(true, 100'000, 0.1), Renderer::Splat);
    EXPECT_EQ(choose(true, 1'000'000, 1), Renderer::Splat);
    EXPECT_EQ(choose(true, 1'000'000, 8), Renderer::Density);
    EXPECT_EQ(choose(true, 300, 8), Renderer::Triangles);
}

TEST(RendererChoice, AChoiceIsKept)
{
    for (const auto wanted : {Renderer::Triangles, Renderer::Splat, Renderer::Density}) {
        for (const bool software : {false, true})
            EXPECT_EQ(chooseRenderer(wanted, software, true, {1e6, 5}, Renderer::Triangles),
                      wanted);
    }
}

TEST(RendererChoice, DoesNotFlickerAtALimit)
{
    Renderer inUse = Renderer::Triangles;
    const auto at = [&](double boids) {
        inUse = chooseRenderer(Renderer::Automatic, true, false, {boids, 0}, inUse);
        return inUse;
    };
    EXPECT_EQ(at(11'900), Renderer::Triangles);
    EXPECT_EQ(at(12'100), Renderer::Splat);
    EXPECT_EQ(at(11'900), Renderer::Splat);
    EXPECT_EQ(at(5'000), Renderer::Triangles);
}

TEST(CrowdSeen, IsWhatIsInTheView)
{
    std::vector<ShownPart> parts(4);
    for (std::size_t i = 0; i < 4; ++i) {
        parts[i].top = static_cast<float>(50 * i);
        parts[i].bottom = static_cast<float>(50 * (i + 1));
        parts[i].boids = 1000 * (i + 1);
    }
    const QSizeF world{300, 200};
    EXPECT_NEAR(crowdSeen(parts, {{0, 0}, 1}, world, {300, 200}).boids, 10'000, 1e-6);
    EXPECT_NEAR(crowdSeen(parts, {{0, 0}, 1}, world, {300, 200}).aPixel, 10'000 / 60'000.0, 1e-9);
    // Twice as large, the lower right quarter.
    EXPECT_NEAR(crowdSeen(parts, {{-300, -200}, 2}, world, {300, 200}).boids, 3500, 1e-6);
    EXPECT_EQ(crowdSeen(parts, {{5000, 0}, 1}, world, {300, 200}).boids, 0);
}

TEST(ShownParts, KnowWhereTheirBoidsMayBe)
{
    boids::Frame frame;
    for (const float top : {0.0f, 100.0f, 200.0f})
        frame.parts.push_back({{}, {}, top, top + 100, 0, 10});
    const auto parts = shownParts(frame);
    const WorldFit fit{{0, 50}, 1};
    EXPECT_EQ(parts[0].rows(fit, 400), (RowSpan{0, 151})) << "beyond the upper edge, too";
    EXPECT_EQ(parts[1].rows(fit, 400), (RowSpan{149, 251}));
    EXPECT_EQ(parts[1].rows(fit, 400, 5), (RowSpan{144, 256}));
    EXPECT_EQ(parts[2].rows(fit, 400), (RowSpan{249, 400}));
    EXPECT_EQ(parts[1].rows({{0, -500}, 1}, 400).count(), 0) << "above the view";
}

} // namespace
} // namespace cownscope::ui
