// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recording/ffmpeg.h"
#include "ui/recording/video_frame.h"

#include <gtest/gtest.h>

namespace cownscope::ui {
namespace {

// Red in the first line, green in the others.
QImage redOnTop(const QSize &size)
{
    QImage image{size, QImage::Format_RGB32};
    image.fill(Qt::green);
    for (int x = 0; x < size.width(); ++x)
        image.setPixelColor(x, 0, Qt::red);
    return image;
}

QColor colorAt(const std::string &bytes, const QSize &size, int x, int y)
{
    const auto at = static_cast<std::size_t>((y * size.width() + x) * 4);
    const auto part = [&](std::size_t i) { return static_cast<unsigned char>(bytes.at(at + i)); };
    return {part(2), part(1), part(0)};
}

TEST(VideoFrame, KeepsPixelsOfTheRightSize)
{
    std::string bytes;
    writePixels({redOnTop({4, 2}), false}, {4, 2}, bytes);
    EXPECT_EQ(bytes.size(), 32u);
    EXPECT_EQ(colorAt(bytes, {4, 2}, 3, 0), QColor(Qt::red));
    EXPECT_EQ(colorAt(bytes, {4, 2}, 0, 1), QColor(Qt::green));
}

TEST(VideoFrame, TurnsWhatOpenGlHasDrawn)
{
    std::string bytes;
    writePixels({redOnTop({5, 3}), true}, {4, 2}, bytes);
    EXPECT_EQ(colorAt(bytes, {4, 2}, 0, 0), QColor(Qt::green));
    EXPECT_EQ(colorAt(bytes, {4, 2}, 3, 1), QColor(Qt::green)) << "the lowest line is left out";
    writePixels({redOnTop({4, 2}), true}, {4, 2}, bytes);
    EXPECT_EQ(colorAt(bytes, {4, 2}, 0, 1), QColor(Qt::red));
}

TEST(VideoFrame, PutsOtherShapesBetweenBlackBars)
{
    QImage wide{200, 50, QImage::Format_RGB32};
    wide.fill(Qt::green);
    std::string bytes(100 * 100 * 4, 'x');
    writePixels({wide, false}, {100, 100}, bytes);
    EXPECT_EQ(colorAt(bytes, {100, 100}, 50, 10), QColor(Qt::black));
    EXPECT_EQ(colorAt(bytes, {100, 100}, 50, 90), QColor(Qt::black));
    EXPECT_EQ(colorAt(bytes, {100, 100}, 1, 50), QColor(Qt::green));
    EXPECT_EQ(colorAt(bytes, {100, 100}, 98, 50), QColor(Qt::green));
}

TEST(EncoderProgress, ReadsPiecesOfAnySize)
{
    const std::string text = "frame=12\nfps=3.1\ntotal_size=4\nprogress=continue\n"
                             "frame=  345\nfps=3.1\nprogress=end\n";
    for (std::size_t piece = 1; piece < text.size(); ++piece) {
        EncoderProgress progress;
        for (std::size_t at = 0; at < text.size(); at += piece)
            progress.append(std::string_view{text}.substr(at, piece));
        EXPECT_EQ(progress.frames(), 345u) << piece;
    }
}

TEST(EncoderCommand, TakesTheBestEncoderInTheList)
{
    EXPECT_EQ(codecIn(" V....D libx264              H.264\n V.S... mpeg4 "), Codec::H264);
    EXPECT_EQ(codecIn(" V....D libx264rgb           H.264\n V.S... mpeg4 "), Codec::Mpeg4);
    EXPECT_EQ(codecIn(""), Codec::Mpeg4);
}

} // namespace
} // namespace cownscope::ui
