// SPDX-License-Identifier: GPL-3.0-or-later
// A widget in a pinned cown. Behaviors on workers compute the tiles of a picture. Each passes its
// tile to a pinned behavior, which runs on the main thread, in the Qt event loop, and may use the
// widget. There are no locks and no signals across threads, and the window stays responsive.
#include "command_line.h"
#include "examples/qt_program/pumped_runtime.h"
#include "mandelbrot.h"
#include "mandelbrot_window.h"

#include <boc/boc.h>

#include <QApplication>
#include <QTimer>

#include <cstdio>
#include <utility>

namespace {

// Called in a pinned behavior, after the last tile.
void finish(MandelbrotWindow &window, const CommandLine &options)
{
    std::printf("%d tiles, %llu iterations, %llu points in the set\n", window.shown(),
                static_cast<unsigned long long>(window.iterations()),
                static_cast<unsigned long long>(window.points()));
    if (options.snapshot.isEmpty())
        return; // the window stays open until it is closed
    const bool saved = window.grab().save(options.snapshot);
    if (!saved)
        std::fprintf(stderr, "qt_widget: %s cannot be written.\n", qPrintable(options.snapshot));
    QCoreApplication::exit(saved ? 0 : 1);
}

} // namespace

int main(int argc, char *argv[])
{
    const CommandLine options = readCommandLine(argc, argv);
    qt_program::beginStart(program);
    QApplication application(argc, argv);
    qt_program::doneWithStart();

    int shown = 0; // used by the main thread only
    PumpedRuntime pumped(options.workers);
    boc::Runtime &runtime = pumped.runtime();
    boc::PinnedCown<MandelbrotWindow> window(runtime);
    runtime.when(window) << [](auto window) { window->show(); };

    for (const QPoint &place : mandelbrot::places()) {
        // Needs no cown, so tiles are computed in parallel …
        runtime.when() << [place, window, &options, &shown] {
            // … and names the window only here, so that tiles are shown in the order in which they
            // are finished. If the outer `when` named it, they would be shown in the order of the
            // loop.
            boc::when(window) <<
                [tile = mandelbrot::compute(place), &options, &shown](auto window) {
                    window->showTile(tile);
                    shown = window->shown();
                    if (window->isComplete())
                        finish(*window, options);
                    // Deferred: the window must not be destroyed while a behavior holds it.
                    if (shown == options.closeAfter)
                        QTimer::singleShot(0, &*window, &QWidget::close);
                };
        };
    }

    int exitCode = QApplication::exec();
    // The window may have been closed early: running behaviors finish, all others are discarded,
    // and nothing more is shown. The widget and QApplication still exist.
    runtime.stop();
    if (shown < mandelbrot::tiles) {
        std::printf("closed after %d of %d tiles\n", shown, mandelbrot::tiles);
        if (!options.snapshot.isEmpty())
            exitCode = 1; // there is no picture
    }
    return exitCode;
}
