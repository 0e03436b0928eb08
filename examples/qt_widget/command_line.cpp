// SPDX-License-Identifier: GPL-3.0-or-later
#include "command_line.h"

#include "mandelbrot.h"

#include <QCommandLineParser>
#include <QFileInfo>
#include <QImageWriter>
#include <QSaveFile>

#include <cstdio>
#include <cstdlib>

namespace {

[[noreturn]] void refuse(const QString &sentence)
{
    std::fprintf(stderr, "qt_widget: %s\n", qPrintable(sentence));
    std::exit(2);
}

int wholeNumber(const QString &option, const QString &text, int most)
{
    bool isNumber = false;
    const int number = text.toInt(&isNumber);
    if (!isNumber || number < 1 || number > most)
        refuse(QStringLiteral("%1 must be a whole number from 1 to %2, not \"%3\".")
                   .arg(option)
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
                              "mandelbrot.png, not \"%2\".")
                   .arg(option, text));
    probe.cancelWriting();
    return text;
}

void startMessage(QtMsgType type, const QMessageLogContext &, const QString &)
{
    if (type != QtFatalMsg)
        return; // the reason of what may follow, in terms of plugins
    std::fputs("qt_widget: There is no display to open a window on; this makes a picture anyway: "
               "xvfb-run -a qt_widget --snapshot mandelbrot.png\n",
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
        QStringLiteral("Workers compute the Mandelbrot set tile by tile; a widget in a pinned cown "
                       "shows each tile as it comes."));
    const QCommandLineOption help({"h", "help"}, "Say this.");
    const QCommandLineOption snapshot("snapshot", "Save a picture when it is complete, and quit.",
                                      "FILE.png");
    const QCommandLineOption workers(
        "workers", "Threads that compute; default: physical cores - 1, at least 1.", "N");
    const QCommandLineOption closeAfter("close-after",
                                        "Close the window once so many tiles are shown.", "TILES");
    parser.addOptions({help, snapshot, workers, closeAfter});
    if (!parser.parse(arguments))
        refuse(parser.errorText() + QStringLiteral(" qt_widget --help lists all options."));
    if (parser.isSet(help)) {
        const QString text = parser.helpText().replace("<executable_name>", "qt_widget");
        std::fputs(qPrintable(text), stdout);
        std::exit(0);
    }
    if (!parser.positionalArguments().isEmpty())
        refuse(QStringLiteral("\"%1\" is no option; qt_widget --help lists all.")
                   .arg(parser.positionalArguments().constFirst()));

    CommandLine result;
    if (parser.isSet(snapshot))
        result.snapshot = pictureFile(QStringLiteral("--snapshot"), parser.value(snapshot));
    if (parser.isSet(workers))
        result.workers = static_cast<unsigned>(
            wholeNumber(QStringLiteral("--workers"), parser.value(workers), 256));
    if (parser.isSet(closeAfter))
        result.closeAfter = wholeNumber(QStringLiteral("--close-after"), parser.value(closeAfter),
                                        mandelbrot::tiles);
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
