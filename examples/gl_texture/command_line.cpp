// SPDX-License-Identifier: GPL-3.0-or-later
#include "command_line.h"

#include <QCommandLineParser>

namespace {

constexpr int mostSteps = 1000000;

} // namespace

CommandLine readCommandLine(int argc, char *argv[])
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("Workers compute the Game of Life tile by tile; tiles are uploaded to a "
                       "texture in a pinned cown, and a window draws it."));
    const QCommandLineOption snapshot("snapshot", "Save a picture of the last step and quit.",
                                      "FILE.png");
    const QCommandLineOption steps(
        "steps", "Number of steps; default: 200 with --snapshot, else unlimited.", "N");
    const QCommandLineOption workers(
        "workers", "Number of worker threads; default: physical cores - 1, at least 1.", "N");
    const QCommandLineOption closeAfter("close-after",
                                        "Close the window after this number of steps.", "N");
    qt_program::parse(program, parser, {snapshot, steps, workers, closeAfter}, argc, argv);

    CommandLine result;
    if (parser.isSet(snapshot))
        result.snapshot =
            qt_program::pictureFile(program, QStringLiteral("--snapshot"), parser.value(snapshot));
    if (parser.isSet(workers))
        result.workers = static_cast<unsigned>(qt_program::wholeNumber(
            program, QStringLiteral("--workers"), parser.value(workers), 1, 256));
    if (parser.isSet(steps))
        result.steps = qt_program::wholeNumber(program, QStringLiteral("--steps"),
                                               parser.value(steps), 0, mostSteps);
    else if (parser.isSet(snapshot))
        result.steps = 200;
    if (parser.isSet(closeAfter))
        result.closeAfter = qt_program::wholeNumber(program, QStringLiteral("--close-after"),
                                                    parser.value(closeAfter), 0, mostSteps);
    return result;
}
