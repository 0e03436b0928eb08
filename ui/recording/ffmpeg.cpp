// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recording/ffmpeg.h"

#include "ui/recording/video_file.h"

#include <QFile>
#include <QFileInfo>
#include <QStringList>

#include <array>
#include <charconv>
#include <csignal>

namespace cownscope::ui {
namespace {

std::string containerOf(const QString &file)
{
    return isMp4(file) ? "mp4" : "matroska";
}

// Names the protocol, so that a file name cannot be mistaken for another protocol.
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

constexpr std::size_t LongestLine = 4096;
constexpr qsizetype LongestQuote = 240;

// The last one or two lines of its output, joined.
QString quoteOf(const std::string &said)
{
    QStringList lines = QString::fromStdString(said).split(u'\n', Qt::SkipEmptyParts);
    while (lines.size() > 2)
        lines.removeFirst();
    return lines.join(u' ').simplified().right(LongestQuote);
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
    // Without this, players guess the color matrix from the height.
    add(command,
        {"-vf", "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p", "-color_range", "tv",
         "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709"});
    // The simulation needs the same cores. This preset is twice as fast, for a seventh more bytes.
    if (codec == Codec::H264)
        add(command, {"-c:v", "libx264", "-preset", "superfast", "-crf", "18"});
    else
        add(command, {"-c:v", "mpeg4", "-q:v", "2"});
    // Every frame is a separate fragment that is written at once. With fragments of half a second
    // of video, a slow drawing would take many seconds for one fragment.
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

void EncoderProgress::append(std::string_view text)
{
    constexpr std::string_view Key = "frame=";
    for (const char c : text) {
        if (c != '\n') {
            if (m_line.size() < LongestLine)
                m_line += c;
            continue;
        }
        if (m_line.starts_with(Key)) {
            const std::size_t begin = m_line.find_first_not_of(' ', Key.size());
            if (begin != std::string::npos)
                std::from_chars(m_line.data() + begin, m_line.data() + m_line.size(), m_frames);
        }
        m_line.clear();
    }
}

bool saysDiskIsFull(const link::ExitStatus &status, std::string_view said)
{
    constexpr std::array<std::string_view, 3> Complaints{"No space left on device",
                                                         "Disk quota exceeded", "File too large"};
    for (const std::string_view complaint : Complaints) {
        if (said.find(complaint) != std::string_view::npos)
            return true;
    }
    return status.signal == SIGXFSZ;
}

RecordingProblem encoderFailure(const link::ExitStatus &status, const std::string &said,
                                std::uint64_t framesWritten)
{
    if (saysDiskIsFull(status, said))
        return {QStringLiteral("the disk was full after %1 frames").arg(framesWritten),
                QStringLiteral("free some space or record into another folder")};
    const QString quote = quoteOf(said);
    const QString how = QString::fromStdString(status.clause());
    return {QStringLiteral("ffmpeg %1 after %2 frames%3")
                .arg(how, QString::number(framesWritten),
                     quote.isEmpty() ? QString{} : QStringLiteral(" and said \"%1\"").arg(quote)),
            QStringLiteral("record it again")};
}

} // namespace cownscope::ui
