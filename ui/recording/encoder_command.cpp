// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recording/encoder_command.h"

#include "ui/recording/video_file.h"

#include <QFile>
#include <QFileInfo>

namespace cownscope::ui {
namespace {

std::string containerOf(const QString &file)
{
    return QFileInfo{file}.suffix().toLower() == QStringLiteral("mkv") ? "matroska" : "mp4";
}

} // namespace

Codec codecIn(std::string_view encoders)
{
    return encoders.find(" libx264 ") != std::string_view::npos ? Codec::H264 : Codec::Mpeg4;
}

std::vector<std::string> encoderCommand(const QString &program, const QString &file,
                                        const VideoFormat &format, Codec codec)
{
    std::vector<std::string> command{program.toStdString(), "-hide_banner", "-nostdin", "-nostats",
                                     "-loglevel",           "error",        "-xerror",  "-y"};
    const auto add = [&command](std::initializer_list<std::string> more) {
        command.insert(command.end(), more);
    };
    add({"-progress", "pipe:1", "-stats_period", "0.2"});
    add({"-f", "rawvideo", "-pixel_format", "bgr0", "-video_size",
         std::to_string(format.size.width()) + 'x' + std::to_string(format.size.height()),
         "-framerate", std::to_string(format.rate), "-i", "pipe:0"});
    // Players that are not told guess the matrix from the height.
    add({"-vf", "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p", "-color_range", "tv",
         "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"});
    // Who records also computes and draws on these cores: twice as fast for a seventh more bytes.
    if (codec == Codec::H264)
        add({"-c:v", "libx264", "-preset", "superfast", "-crf", "18"});
    else
        add({"-c:v", "mpeg4", "-q:v", "2"});
    // The protocol is named, so that no name of a file is taken for another one.
    add({"-f", containerOf(file),
         "file:" + QFile::encodeName(partOf(QFileInfo{file}.absoluteFilePath())).toStdString()});
    return command;
}

} // namespace cownscope::ui
