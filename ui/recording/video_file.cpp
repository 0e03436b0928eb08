// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recording/video_file.h"

#include "lab/files/file_error.h"
#include "lab/files/target.h"
#include "lab/files/write_file.h"
#include "link/descriptor.h"
#include "ui/file_path.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include <array>
#include <cerrno>
#include <cstdint>
#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace cownscope::ui {
namespace {

constexpr qsizetype LongestBase = 200; // bytes; a file name has at most 255

QString named(const QString &file, const QString &word)
{
    const QFileInfo info{file};
    QString base = info.completeBaseName();
    while (QFile::encodeName(base).size() > LongestBase)
        base.chop(1);
    return info.absoluteDir().filePath(base + word + info.suffix());
}

[[noreturn]] void refuse(const QString &sentence)
{
    throw lab::FileError{sentence.toStdString()};
}

// A box of an MP4 file begins with a size of 4 bytes and a type of 4 bytes. If the size is 1, a
// size of 8 bytes follows.
struct Box
{
    std::uint64_t size = 0; // 0 if there is no box
    bool describes = false; // a "moof" box, which describes the box after it
};

std::uint64_t bigEndian(const unsigned char *bytes, int count)
{
    std::uint64_t number = 0;
    for (int i = 0; i < count; ++i)
        number = number << 8 | bytes[i];
    return number;
}

Box boxAt(int descriptor, std::uint64_t place)
{
    std::array<unsigned char, 16> head{};
    const ssize_t count = ::pread(descriptor, head.data(), head.size(), static_cast<off_t>(place));
    if (count < 8)
        return {};
    const std::string_view type{reinterpret_cast<const char *>(head.data()) + 4, 4};
    std::uint64_t size = bigEndian(head.data(), 4);
    if (size == 1 && count == static_cast<ssize_t>(head.size()))
        size = bigEndian(head.data() + 8, 8);
    if (size < 8)
        return {};
    return {size, type == "moof"};
}

} // namespace

QString videoEndings()
{
    return QStringLiteral(".mp4 or .mkv");
}

bool hasVideoEnding(const QString &file)
{
    const QString ending = QFileInfo{file}.suffix().toLower();
    return ending == QStringLiteral("mp4") || ending == QStringLiteral("mkv");
}

bool isMp4(const QString &file)
{
    return QFileInfo{file}.suffix().toLower() != QStringLiteral("mkv");
}

QString partOf(const QString &file)
{
    return named(file, QStringLiteral(".part."));
}

QString wholeOf(const QString &file)
{
    return named(file, QStringLiteral(".finishing."));
}

void checkRecordable(const QString &file, const QString &encoder)
{
    if (!hasVideoEnding(file))
        refuse(QStringLiteral("%1 is not a video file name: it must end in %2.")
                   .arg(file, videoEndings()));
    if (QFileInfo{file}.isDir())
        refuse(QStringLiteral("%1 is a folder: choose a file name for the video.").arg(file));
    bool isStream = false;
    try {
        isStream = lab::targetOf(filePath(file)).isStream();
        if (!isStream)
            lab::checkWritable(filePath(file));
    } catch (const lab::FileError &error) {
        refuse(QStringLiteral("%1; choose a folder that can be written to.")
                   .arg(QString::fromUtf8(error.what())));
    }
    if (isStream)
        refuse(QStringLiteral("%1 is not a regular file: choose another file name for the video.")
                   .arg(file));
    if (QStandardPaths::findExecutable(encoder).isEmpty())
        refuse(encoderMissing(file, encoder));
}

QString encoderMissing(const QString &file, const QString &encoder)
{
    return QStringLiteral("%1 cannot be recorded, because the program %2 is missing. On Debian, "
                          "install it with: apt-get install ffmpeg")
        .arg(file, encoder);
}

QString noFrames(const QString &file)
{
    return QStringLiteral("%1 was not recorded, because no frame was drawn: let the simulation run "
                          "on the page Live.")
        .arg(file);
}

void keepWholeFragments(const std::filesystem::path &file)
{
    const link::Descriptor descriptor{::open(file.c_str(), O_RDONLY | O_CLOEXEC)};
    if (!descriptor.isOpen())
        throw std::system_error{errno, std::generic_category(), file.string()};
    const std::uint64_t all = std::filesystem::file_size(file);
    std::uint64_t whole = 0; // end of the last complete fragment
    std::uint64_t place = 0;
    for (Box box = boxAt(descriptor.get(), 0); box.size > 0 && box.size <= all - place;
         box = boxAt(descriptor.get(), place)) {
        place += box.size;
        if (!box.describes)
            whole = place;
    }
    if (whole > 0 && whole < all)
        std::filesystem::resize_file(file, whole);
}

} // namespace cownscope::ui
