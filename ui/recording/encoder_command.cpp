// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recording/encoder_command.h"

#include "ui/recording/video_file.h"

#include <QFile>
#include <QFileInfo>

namespace cownscope::ui {
namespace {

std::string containerOf(const QString &file)
{
    return isMp4(file) ? "mp4" : "matroska";
}

// The protocol is named, so that no name of a file is taken for another one.
std::string address(const QString &file)
{
    return "file:" + QFile::encodeName(QFileInfo{file}.absoluteFilePath()).toStdString();
}

using Arguments = std::vector<std::string>;

void add(Arguments &command, std::initializer_list<std::string> more)
{
    command.insert(command.end(), more);
}

Arguments quietly(const QString &program)
{
    return {program.toStdString(), "-hide_banner", "-nostdin",      "-nostats",
            "-loglevel",           "error",        "-xerror",       "-y",
            "-progress",           "pipe:1",       "-stats_period", "0.2"};
}

} // namespace

Codec codecIn(std::string_view encoders)
{
    return encoders.find(" libx264 ") != std::string_view::npos ? Codec::H264 : Codec::Mpeg4;
}

std::vector<std::string> encoderCommand(const QString &program, const QString &file,
                                        const VideoFormat &format, Codec codec)
{
    Arguments command = quietly(program);
    add(command,
        {"-f", "rawvideo", "-pixel_format", "bgr0", "-video_size",
         std::to_string(format.size.width()) + 'x' + std::to_string(format.size.height()),
         "-framerate", std::to_string(format.rate), "-i", "pipe:0"});
    // Players that are not told guess the matrix from the height.
    add(command,
        {"-vf", "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p", "-color_range", "tv",
         "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"});
    // Who records also computes and draws on these cores: twice as fast for a seventh more bytes.
    if (codec == Codec::H264)
        add(command, {"-c:v", "libx264", "-preset", "superfast", "-crf", "18"});
    else
        add(command, {"-c:v", "mpeg4", "-q:v", "2"});
    // Every frame is a piece of its own, and is written at once: at a few frames a second a piece
    // of half a second would take many to come.
    if (isMp4(file))
        add(command, {"-movflags", "+frag_every_frame+empty_moov+default_base_moof"});
    else
        add(command, {"-cluster_time_limit", "1"});
    add(command, {"-flush_packets", "1", "-f", containerOf(file), address(file)});
    return command;
}

std::vector<std::string> rewriteCommand(const QString &program, const QString &from,
                                        const QString &to)
{
    Arguments command = quietly(program);
    add(command,
        {"-i", address(from), "-map", "0", "-c", "copy", "-f", containerOf(to), address(to)});
    return command;
}

std::vector<std::string> playCommand(const QString &program, const QString &file)
{
    Arguments command = quietly(program);
    add(command, {"-i", address(file), "-frames:v", "1", "-f", "null", "-"});
    return command;
}

} // namespace cownscope::ui
