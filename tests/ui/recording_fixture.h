// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/program.h"
#include "tests/ui/event_loop.h"
#include "ui/recording/recorder.h"
#include "ui/recording/video_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QMap>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace cownscope::test {

inline constexpr int NumberBits = 10;
inline constexpr int BarWidth = 16;

// A picture that shows a number below 1024 as black and white bars, one for each bit.
inline QImage numberPicture(int number, const QSize &size = {NumberBits * BarWidth, 48})
{
    QImage image{size, QImage::Format_RGB32};
    for (int y = 0; y < size.height(); ++y)
        for (int x = 0; x < size.width(); ++x) {
            const int bit = std::min(x / BarWidth, NumberBits - 1);
            image.setPixel(x, y, (number >> bit & 1) != 0 ? 0xffffffff : 0xff000000);
        }
    return image;
}

inline QByteArray outputOf(const QString &program, const QStringList &arguments)
{
    std::vector<std::string> words{program.toStdString()};
    for (const QString &argument : arguments)
        words.push_back(argument.toStdString());
    const ProgramResult result =
        runProgram("/usr/bin/env", words, {.patience = std::chrono::seconds{60}});
    EXPECT_EQ(result.exitCode, 0) << program.toStdString() << ": " << result.errors;
    return QByteArray::fromStdString(result.output);
}

// What ffprobe says of the only stream, its frames counted by decoding them.
inline QMap<QString, QString> probe(const QString &file)
{
    const QByteArray text =
        outputOf("ffprobe",
                 {"-v", "error", "-count_frames", "-show_entries",
                  "stream=codec_name,width,height,pix_fmt,r_frame_rate,nb_read_frames:"
                  "format=duration",
                  "-of", "default=noprint_wrappers=1", file});
    QMap<QString, QString> result;
    for (const QString &line : QString::fromUtf8(text).split(u'\n', Qt::SkipEmptyParts))
        result.insert(line.section(u'=', 0, 0), line.section(u'=', 1));
    return result;
}

// The numbers that a video of number pictures shows, frame by frame.
inline std::vector<int> numbersIn(const QString &file)
{
    const int width = probe(file).value("width").toInt();
    const int height = probe(file).value("height").toInt();
    const QByteArray gray = outputOf("ffmpeg",
                                     {"-v", "error", "-i", file, "-vsync", "passthrough", "-f",
                                      "rawvideo", "-pix_fmt", "gray", "-"});
    std::vector<int> numbers;
    const qsizetype frameBytes = qsizetype{width} * height;
    for (qsizetype frame = 0; frameBytes > 0 && frame + frameBytes <= gray.size();
         frame += frameBytes) {
        int number = 0;
        for (int bit = 0; bit < NumberBits; ++bit) {
            const qsizetype at =
                frame + qsizetype{height / 2} * width + bit * BarWidth + BarWidth / 2;
            number |= static_cast<unsigned char>(gray.at(at)) > 127 ? 1 << bit : 0;
        }
        numbers.push_back(number);
    }
    return numbers;
}

inline void writeScript(const QString &name, const QByteArray &lines)
{
    QFile file{name};
    EXPECT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("#!/bin/sh\n" + lines + "\n");
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

// A recorder with a folder of its own, fed as a view would: a frame whenever there is room.
class RecordingTest : public testing::Test
{
protected:
    QString path(const QString &name) const { return m_folder.filePath(name); }

    void begin(ui::RecordingOptions options)
    {
        if (options.format.size.isEmpty())
            options.format.size = {NumberBits * BarWidth, 48};
        result.reset();
        recorder = std::make_unique<ui::Recorder>(options);
        QObject::connect(recorder.get(), &ui::Recorder::ended,
                         [this](const ui::RecordingResult &given) {
                             EXPECT_FALSE(result) << "it ended twice";
                             result = given;
                         });
    }

    // Adds frames as long as the recorder accepts them. The image of each depends on its number.
    void feed(
        int frames, const std::function<QImage(int)> &picture = [](int number) {
            return numberPicture(number);
        })
    {
        for (int number = 0; number < frames && !result; ++number) {
            ASSERT_TRUE(spinUntil([this] { return recorder->hasSpace() || result; }));
            recorder->add({picture(number), false});
        }
    }

    ui::RecordingResult end()
    {
        recorder->finish();
        EXPECT_TRUE(spinUntil([this] { return result.has_value(); })) << "it does not end";
        return result.value_or(ui::RecordingResult{});
    }

    // All files of this video, complete or not.
    static QStringList filesOf(const QString &film)
    {
        const QFileInfo info{film};
        return info.dir().entryList({info.completeBaseName() + '*'},
                                    QDir::Files | QDir::System | QDir::Hidden);
    }
    static bool isNothingLeft(const QString &film) { return filesOf(film).isEmpty(); }

    // A shell script that replaces the encoder. The first call asks it for the list of encoders.
    QString script(const QByteArray &lines)
    {
        QString name = path("encoder");
        writeScript(name, lines);
        return name;
    }

    static constexpr const char *AnswersAsFfmpeg =
        "case \"$*\" in *-encoders) exec ffmpeg \"$@\";; esac\n";

    std::unique_ptr<ui::Recorder> recorder;
    std::optional<ui::RecordingResult> result;

private:
    QTemporaryDir m_folder;
};

} // namespace cownscope::test
