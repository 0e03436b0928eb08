// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recording/video_file.h"

#include "lab/files/file_error.h"
#include "lab/files/target.h"
#include "lab/files/write_file.h"
#include "ui/file_path.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace cownscope::ui {
namespace {

constexpr qsizetype LongestBase = 200; // bytes of the 255 that a name may have

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
        refuse(QStringLiteral("%1 is not the name of a video: it must end in %2.")
                   .arg(file, videoEndings()));
    if (QFileInfo{file}.isDir())
        refuse(QStringLiteral("%1 is a folder: the video needs the name of a file.").arg(file));
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
        refuse(QStringLiteral("%1 is no file: the video needs the name of one.").arg(file));
    if (QStandardPaths::findExecutable(encoder).isEmpty())
        refuse(encoderMissing(file, encoder));
}

QString encoderMissing(const QString &file, const QString &encoder)
{
    return QStringLiteral("%1 cannot be recorded, since there is no program %2; on Debian it is "
                          "installed with: apt-get install ffmpeg")
        .arg(file, encoder);
}

QString noFrames(const QString &file)
{
    return QStringLiteral("%1 is not recorded, since no frame was drawn meanwhile: let the "
                          "simulation run on the page Live.")
        .arg(file);
}

} // namespace cownscope::ui
