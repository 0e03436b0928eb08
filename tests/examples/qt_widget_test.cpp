// SPDX-License-Identifier: GPL-3.0-or-later
#include "picture_run.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <sstream>
#include <string>

using namespace cownscope::test;

namespace {

constexpr const char *program = COWNSCOPE_QT_WIDGET;
constexpr int columns = 768;
constexpr int rows = 512;
constexpr int most = 500;
constexpr std::int64_t one = 1 << 28;

// How often z² + c is taken, in units of 2^-28, before |z| is larger than 2.
int count(std::int64_t cx, std::int64_t cy)
{
    std::int64_t x = 0, y = 0;
    int times = 0;
    while (times < most && (x * x / one) + (y * y / one) <= 4 * one) {
        const std::int64_t xy = x * y;
        x = (x * x / one) - (y * y / one) + cx;
        y = (xy >> 27) + cy; // downwards, also below zero
        ++times;
    }
    return times;
}

struct Expected
{
    std::string line;
    QImage least; // of each pixel's four points, the smallest and the largest count
    QImage largest;
};

const Expected &expected()
{
    static const Expected all = [] {
        Expected result{{},
                        QImage(columns, rows, QImage::Format_RGB32),
                        QImage(columns, rows, QImage::Format_RGB32)};
        std::uint64_t sum = 0, inside = 0;
        for (int y = 0; y < rows; ++y) {
            for (int x = 0; x < columns; ++x) {
                int least = most, largest = 0;
                for (int point = 0; point < 4; ++point) {
                    const int times = count((2 * x + point % 2) * (5 * one / 2048) - 5 * one / 2,
                                            (2 * y + point / 2) * (5 * one / 2048) - 5 * one / 4);
                    sum += static_cast<std::uint64_t>(times);
                    inside += times == most ? 1u : 0u;
                    least = std::min(least, times);
                    largest = std::max(largest, times);
                }
                result.least.setPixel(x, y, static_cast<unsigned>(least));
                result.largest.setPixel(x, y, static_cast<unsigned>(largest));
            }
        }
        std::ostringstream line;
        line << "384 tiles, " << sum << " iterations, " << inside << " points in the set\n";
        result.line = line.str();
        return result;
    }();
    return all;
}

} // namespace

TEST(QtWidget, ShowsAllTilesWhereTheyBelong)
{
    const PictureRun run = runForPicture(program, {"--workers", "2"});
    EXPECT_EQ(run.output, expected().line);
    ASSERT_EQ(run.picture.width(), columns);
    ASSERT_GT(run.picture.height(), rows) << "no progress bar";
    const QRgb inside = qRgb(0x0b, 0x0d, 0x12);
    int wrong = 0;
    for (int y = 0; y < rows; ++y) {
        for (int x = 0; x < columns; ++x) {
            const bool shownInside = run.picture.pixel(x, y) == inside;
            const int least = expected().least.pixel(x, y) & 0xffff;
            const int largest = expected().largest.pixel(x, y) & 0xffff;
            wrong += (least == most && !shownInside) || (largest < 30 && shownInside) ? 1 : 0;
        }
    }
    EXPECT_EQ(wrong, 0);
    EXPECT_NE(run.picture.pixel(0, 0), run.picture.pixel(350, 100)) << "one color outside";
}

TEST(QtWidget, CountsTheSameWithAnyNumberOfWorkers)
{
    for (const char *workers : {"1", "3", "8"})
        EXPECT_EQ(runForPicture(program, {"--workers", workers}).output, expected().line);
}

TEST(QtWidget, ClosesInTheMiddle)
{
    int closed = 0;
    for (const int tiles : {1, 20, 21, 60, 200, 383}) {
        const ProgramResult result =
            runProgram(program, {"--workers", "3", "--close-after", std::to_string(tiles)});
        EXPECT_EQ(result.exitCode, 0);
        EXPECT_EQ(result.errors, "");
        // All may be on their way to the window when it is asked to close.
        if (result.output == expected().line)
            continue;
        ++closed;
        int shown = 0;
        EXPECT_EQ(std::sscanf(result.output.c_str(), "closed after %d of 384 tiles\n", &shown), 1)
            << result.output;
        EXPECT_GE(shown, tiles);
        EXPECT_LT(shown, 384);
    }
    EXPECT_GT(closed, 0);
}

TEST(QtWidget, RefusesWhatItCannotDo)
{
    expectRefusal(program, {"--workers", "none"}, "--workers must be a whole number from 1 to 256");
    expectRefusal(program, {"--close-after", "385"}, "--close-after must be a whole number from 1");
    expectRefusal(program, {"--snapshot", "/nowhere/at/all.png"},
                  "--snapshot must be a picture file that can be written");
    expectRefusal(program, {"--snapshot", "set.mandelbrot"}, "such as mandelbrot.png");
    expectRefusal(program, {"--snapshot"}, "'--snapshot'");
    expectRefusal(program, {"--workres", "2"}, "'workres'");
    expectRefusal(program, {"2"}, "\"2\" is no option");
    expectRefusal(program, {}, "There is no display", nowhere());
    EXPECT_EQ(runProgram(program, {"--help"}, nowhere()).exitCode, 0);
}
