// SPDX-License-Identifier: GPL-3.0-or-later
#include "picture_run.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string>
#include <utility>
#include <vector>

using namespace cownscope::test;

namespace {

constexpr const char *program = COWNSCOPE_GL_TEXTURE;
constexpr int columns = 256;
constexpr int rows = 192;

bool isNear(QRgb one, QRgb other)
{
    return std::abs(qRed(one) - qRed(other)) <= 1 && std::abs(qGreen(one) - qGreen(other)) <= 1
        && std::abs(qBlue(one) - qBlue(other)) <= 1;
}

bool isAlive(QRgb pixel)
{
    return isNear(pixel, qRgb(255, 246, 218));
}

// The whole board at once, and how much each dead cell still glows.
struct Board
{
    std::vector<int> heat = std::vector<int>(columns * rows);

    int &at(int x, int y)
    {
        return heat[static_cast<std::size_t>((y + rows) % rows * columns
                                             + (x + columns) % columns)];
    }

    Board next()
    {
        Board later;
        for (int y = 0; y < rows; ++y) {
            for (int x = 0; x < columns; ++x) {
                int neighbors = 0;
                for (int dy = -1; dy <= 1; ++dy) {
                    for (int dx = -1; dx <= 1; ++dx)
                        neighbors += (dx != 0 || dy != 0) && at(x + dx, y + dy) == 255 ? 1 : 0;
                }
                const int now = at(x, y);
                const bool lives = now == 255 ? neighbors == 2 || neighbors == 3 : neighbors == 3;
                later.at(x, y) = lives ? 255 : now == 255 ? 190 : now * 15 / 16;
            }
        }
        return later;
    }

    std::string line(int generation)
    {
        return std::to_string(generation) + " generations of 256 x 192 cells in 48 tiles: "
            + std::to_string(std::count(heat.begin(), heat.end(), 255)) + " are alive\n";
    }
};

QRgb pixelOf(const QImage &picture, int x, int y)
{
    return picture.pixel((2 * x + 1) * picture.width() / (2 * columns),
                         (2 * y + 1) * picture.height() / (2 * rows));
}

Board boardIn(const QImage &picture)
{
    Board board;
    for (int y = 0; y < rows; ++y) {
        for (int x = 0; x < columns; ++x)
            board.at(x, y) = isAlive(pixelOf(picture, x, y)) ? 255 : 0;
    }
    return board;
}

// The living have one color and nobody else has it; the dead have one for each glow, the brighter
// the more it is.
void expectPicture(const QImage &picture, Board board)
{
    ASSERT_GE(picture.width(), columns);
    ASSERT_GE(picture.height(), rows);
    std::map<int, QRgb> colors;
    int wrong = 0;
    for (int y = 0; y < rows; ++y) {
        for (int x = 0; x < columns; ++x) {
            const QRgb pixel = pixelOf(picture, x, y);
            const int heat = board.at(x, y);
            wrong += isAlive(pixel) != (heat == 255) ? 1 : 0;
            wrong += isNear(pixel, colors.emplace(heat, pixel).first->second) ? 0 : 1;
        }
    }
    EXPECT_EQ(wrong, 0);
    int red = 0;
    for (const auto &[heat, color] : colors) {
        EXPECT_GE(qRed(color), red) << heat;
        red = qRed(color);
    }
    EXPECT_TRUE(!colors.contains(0) || isNear(colors[0], qRgb(11, 13, 23)));
}

} // namespace

TEST(GlTexture, PicturesFollowTheRule)
{
    const PictureRun start = runForPicture(program, {"--steps", "0", "--workers", "2"});
    Board board = boardIn(start.picture);
    EXPECT_EQ(start.output, board.line(0));
    const auto alive = std::count(board.heat.begin(), board.heat.end(), 255);
    ASSERT_GT(alive, columns * rows / 4);
    ASSERT_LT(alive, columns * rows / 2);
    int generation = 0;
    for (const auto &[steps, workers] :
         std::vector<std::pair<int, const char *>>{{1, "1"}, {2, "3"}, {90, "2"}}) {
        SCOPED_TRACE(steps);
        for (; generation < steps; ++generation)
            board = board.next();
        const PictureRun run =
            runForPicture(program, {"--steps", std::to_string(steps), "--workers", workers});
        EXPECT_EQ(run.output, board.line(steps));
        expectPicture(run.picture, board);
    }
}

TEST(GlTexture, ClosesInTheMiddle)
{
    for (const int steps : {0, 1, 7, 30, 31}) {
        const ProgramResult result =
            runProgram(program, {"--workers", "3", "--close-after", std::to_string(steps)});
        EXPECT_EQ(result.exitCode, 0);
        EXPECT_EQ(result.errors, "");
        EXPECT_EQ(result.output, "closed after " + std::to_string(steps) + " generations\n");
    }
    const ProgramResult early = runProgram(
        program, {"--steps", "9", "--close-after", "3", "--snapshot", "not_reached.png"});
    EXPECT_EQ(early.exitCode, 1) << "without the picture that was asked for";
}

TEST(GlTexture, RefusesWhatItCannotDo)
{
    expectRefusal(program, {"--steps", "-1"}, "--steps must be a whole number from 0 to 1000000");
    expectRefusal(program, {"--workers", "0"}, "--workers must be a whole number from 1 to 256");
    expectRefusal(program, {"--close-after", ""}, "--close-after must be a whole number from 0");
    expectRefusal(program, {"--snapshot", "/nowhere/at/all.png"},
                  "--snapshot must be a picture file that can be written");
    expectRefusal(program, {"--step"}, "'step'");
    expectRefusal(program, {}, "There is no display", nowhere());
    ProgramOptions withoutGl = nowhere();
    withoutGl.environment.emplace_back("QT_QPA_PLATFORM", "offscreen");
    expectRefusal(program, {}, "OpenGL 3.3", withoutGl);
    EXPECT_EQ(runProgram(program, {"--help"}, nowhere()).exitCode, 0);
}
