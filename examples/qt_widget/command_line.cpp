// SPDX-License-Identifier: GPL-3.0-or-later
#include "command_line.h"

#include "mandelbrot.h"

#include <QCommandLineParser>

CommandLine readCommandLine(int argc, char *argv[])
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Workers compute the Mandelbrot set tile by tile; a widget in a pinned cown "
                       "shows each tile when it is ready."));
    const QCommandLineOption snapshot("snapshot", "Save the complete picture and quit.",
                                      "FILE.png");
    const QCommandLineOption workers(
        "workers", "Number of worker threads; default: physical cores - 1, at least 1.", "N");
    const QCommandLineOption closeAfter("close-after",
                                        "Close the window after this number of tiles.", "TILES");
    qt_program::parse(program, parser, {snapshot, workers, closeAfter}, argc, argv);

    CommandLine result;
    if (parser.isSet(snapshot))
        result.snapshot =
            qt_program::pictureFile(program, QStringLiteral("--snapshot"), parser.value(snapshot));
    if (parser.isSet(workers))
        result.workers = static_cast<unsigned>(qt_program::wholeNumber(
            program, QStringLiteral("--workers"), parser.value(workers), 1, 256));
    if (parser.isSet(closeAfter))
        result.closeAfter = qt_program::wholeNumber(program, QStringLiteral("--close-after"),
                                                    parser.value(closeAfter), 1, mandelbrot::tiles);
    return result;
}
