// SPDX-License-Identifier: GPL-3.0-or-later
#include "command_line.h"

#include <QCommandLineParser>
#include <QFileInfo>
#include <QImageWriter>
#include <QSaveFile>

#include <cstdio>
#include <cstdlib>

namespace {

constexpr int mostSteps = 1000000;

[[noreturn]] void refuse(const QString &sentence)
{
    std::fprintf(stderr, "gl_texture: %s\n", qPrintable(sentence));
    std::exit(2);
}

int wholeNumber(const QString &option, const QString &text, int least, int most)
{
    bool isNumber = false;
    const int number = text.toInt(&isNumber);
    if (!isNumber || number < least || number > most)
        refuse(QStringLiteral("%1 must be a whole number from %2 to %3, not \"%4\".")
                   .arg(option)
                   .arg(least)
                   .arg(most)
                   .arg(text));
    return number;
}

QString pictureFile(const QString &option, const QString &text)
{
    const QByteArray format = QFileInfo(text).suffix().toLower().toLatin1();
    QSaveFile probe(text); // knows of permissions, full disks and missing folders
    if (!QImageWriter::supportedImageFormats().contains(format)
        || !probe.open(QIODevice::WriteOnly))
        refuse(QStringLiteral("%1 must be a picture file that can be written, such as "
                              "life.png, not \"%2\".")
                   .arg(option, text));
    probe.cancelWriting();
    return text;
}

void startMessage(QtMsgType type, const QMessageLogContext &, const QString &)
{
    if (type != QtFatalMsg)
        return; // the reason of what may follow, in terms of plugins
    std::fputs("gl_texture: There is no display to open a window on; this makes a picture anyway: "
               "xvfb-run -a gl_texture --snapshot life.png\n",
               stderr);
    std::_Exit(2);
}

} // namespace

CommandLine readCommandLine(int argc, char *argv[])
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));

    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Workers play the Game of Life tile by tile; a texture in a pinned cown "
                       "takes each tile, and a window draws it."));
    const QCommandLineOption help({"h", "help"}, "Say this.");
    const QCommandLineOption snapshot("snapshot", "Save a picture of the last step, and quit.",
                                      "FILE.png");
    const QCommandLineOption steps(
        "steps", "Stop after so many; default: 200 with --snapshot, else never.", "N");
    const QCommandLineOption workers(
        "workers", "Threads that compute; default: physical cores - 1, at least 1.", "N");
    const QCommandLineOption closeAfter("close-after", "Close the window after so many steps.",
                                        "N");
    parser.addOptions({help, snapshot, steps, workers, closeAfter});
    if (!parser.parse(arguments))
        refuse(parser.errorText() + QStringLiteral(" gl_texture --help lists all options."));
    if (parser.isSet(help)) {
        const QString text = parser.helpText().replace("<executable_name>", "gl_texture");
        std::fputs(qPrintable(text), stdout);
        std::exit(0);
    }
    if (!parser.positionalArguments().isEmpty())
        refuse(QStringLiteral("\"%1\" is no option; gl_texture --help lists all.")
                   .arg(parser.positionalArguments().constFirst()));

    CommandLine result;
    if (parser.isSet(snapshot))
        result.snapshot = pictureFile(QStringLiteral("--snapshot"), parser.value(snapshot));
    if (parser.isSet(workers))
        result.workers = static_cast<unsigned>(
            wholeNumber(QStringLiteral("--workers"), parser.value(workers), 1, 256));
    if (parser.isSet(steps))
        result.steps = wholeNumber(QStringLiteral("--steps"), parser.value(steps), 0, mostSteps);
    else if (parser.isSet(snapshot))
        result.steps = 200;
    if (parser.isSet(closeAfter))
        result.closeAfter =
            wholeNumber(QStringLiteral("--close-after"), parser.value(closeAfter), 0, mostSteps);
    return result;
}

void beginStart()
{
    qInstallMessageHandler(startMessage);
}

void doneWithStart()
{
    qInstallMessageHandler(nullptr);
}
