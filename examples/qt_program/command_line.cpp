// SPDX-License-Identifier: GPL-3.0-or-later
#include "examples/qt_program/command_line.h"

#include <QCommandLineParser>
#include <QFileInfo>
#include <QImageWriter>
#include <QSaveFile>

#include <cstdio>
#include <cstdlib>

namespace qt_program {
namespace {

Program starting{}; // a message handler takes no context

[[noreturn]] void refuse(const Program &program, const QString &sentence)
{
    std::fprintf(stderr, "%s: %s\n", program.name, qPrintable(sentence));
    std::exit(2);
}

void startMessage(QtMsgType type, const QMessageLogContext &, const QString &)
{
    if (type != QtFatalMsg)
        return; // details about plugins, which may precede the fatal message
    std::fprintf(stderr,
                 "%s: There is no display to open a window on; this makes a picture anyway: "
                 "xvfb-run -a %s --snapshot %s (on Debian, xvfb-run is installed with: apt-get "
                 "install xvfb xauth)\n",
                 starting.name, starting.name, starting.picture);
    std::_Exit(2);
}

} // namespace

void parse(const Program &program, QCommandLineParser &parser,
           const QList<QCommandLineOption> &options, int argc, char *argv[])
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));

    const QString name = QString::fromLatin1(program.name);
    const QCommandLineOption help({"h", "help"}, "Show this help.");
    parser.addOption(help);
    parser.addOptions(options);
    if (!parser.parse(arguments))
        refuse(program,
               parser.errorText() + QStringLiteral(" %1 --help lists all options.").arg(name));
    if (parser.isSet(help)) {
        const QString text = parser.helpText().replace("<executable_name>", name);
        std::fputs(qPrintable(text), stdout);
        std::exit(0);
    }
    if (!parser.positionalArguments().isEmpty())
        refuse(program,
               QStringLiteral("\"%1\" is no option; %2 --help lists all options.")
                   .arg(parser.positionalArguments().constFirst(), name));
}

int wholeNumber(const Program &program, const QString &option, const QString &text, int least,
                int most)
{
    bool isNumber = false;
    const int number = text.toInt(&isNumber);
    if (!isNumber || number < least || number > most)
        refuse(program,
               QStringLiteral("%1 must be a whole number from %2 to %3, not \"%4\".")
                   .arg(option)
                   .arg(least)
                   .arg(most)
                   .arg(text));
    return number;
}

QString pictureFile(const Program &program, const QString &option, const QString &text)
{
    const QByteArray format = QFileInfo(text).suffix().toLower().toLatin1();
    QSaveFile probe(text); // detects missing permissions, full disks and missing folders
    if (!QImageWriter::supportedImageFormats().contains(format)
        || !probe.open(QIODevice::WriteOnly))
        refuse(program,
               QStringLiteral("%1 must be a picture file that can be written, such as "
                              "%2, not \"%3\".")
                   .arg(option, QString::fromLatin1(program.picture), text));
    probe.cancelWriting();
    return text;
}

void beginStart(const Program &program)
{
    starting = program;
    qInstallMessageHandler(startMessage);
}

void doneWithStart()
{
    qInstallMessageHandler(nullptr);
}

} // namespace qt_program
