// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCommandLineOption>
#include <QList>
#include <QString>

class QCommandLineParser;

namespace qt_program {

// The name of the program, and a file name for its picture, for messages.
struct Program
{
    const char *name;
    const char *picture;
};

// On an error, each of these prints one sentence and ends the process with 2.

// Parses the arguments with these options; --help is added, and ends the process with 0.
void parse(const Program &program, QCommandLineParser &parser,
           const QList<QCommandLineOption> &options, int argc, char *argv[]);
int wholeNumber(const Program &program, const QString &option, const QString &text, int least,
                int most);
// Requires the name of a writable picture file.
QString pictureFile(const Program &program, const QString &option, const QString &text);

// Without a display, Qt aborts the process with a long message and a core dump. Call beginStart()
// before QGuiApplication is made and doneWithStart() after it, to get one sentence and exit code 2
// instead.
void beginStart(const Program &program);
void doneWithStart();

} // namespace qt_program
