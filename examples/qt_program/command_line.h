// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCommandLineOption>
#include <QList>
#include <QString>

class QCommandLineParser;

namespace qt_program {

// Who speaks, and a name for its picture, in advice.
struct Program
{
    const char *name;
    const char *picture;
};

// Each of these ends the process with 2 after one sentence where something is wrong.

// Parses the arguments with these options; --help is added, and ends the process with 0.
void parse(const Program &program, QCommandLineParser &parser,
           const QList<QCommandLineOption> &options, int argc, char *argv[]);
int wholeNumber(const Program &program, const QString &option, const QString &text, int least,
                int most);
// The name of a picture file that can be written.
QString pictureFile(const Program &program, const QString &option, const QString &text);

// Qt ends the process by itself if there is no display, with many words and a core dump. Call this
// before QGuiApplication is made and doneWithStart after: instead it will be one sentence and 2.
void beginStart(const Program &program);
void doneWithStart();

} // namespace qt_program
