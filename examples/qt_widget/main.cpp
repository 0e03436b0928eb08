// SPDX-License-Identifier: GPL-3.0-or-later
// A widget in a pinned cown. Behaviors on workers compute the tiles of a picture; each hands its
// tile to a pinned behavior, which runs on the main thread, in the Qt event loop, and may touch the
// widget. No lock, no signal across threads, and the window stays alive whatever the workers do.
#include "command_line.h"
#include "mandelbrot.h"
#include "mandelbrot_window.h"

#include "examples/qt_program/pumped_runtime.h"

#include <QApplication>
#include <QTimer>

#include <cstdio>
#include <utility>

#include <boc/boc.h>

namespace {

// In a pinned behavior, behind the last tile.
void finish(MandelbrotWindow &window, const CommandLine &options)
{
    std::printf("%d tiles, %llu iterations, %llu points in the set\n", window.shown(),
                static_cast<unsigned long long>(window.iterations()),
                static_cast<unsigned long long>(window.points()));
    if (options.snapshot.isEmpty())
        return; // to be looked at, until somebody closes the window
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

    int shown = 0; // touched by the main thread alone
    PumpedRuntime pumped(options.workers);
    boc::Runtime &runtime = pumped.runtime();
    boc::PinnedCown<MandelbrotWindow> window(runtime);
    runtime.when(window) << [](auto window) { window->show(); };

    for (const QPoint &place : mandelbrot::places()) {
        // Needs nothing, so that tiles are computed side by side …
        runtime.when() << [place, window, &options, &shown] {
            // … and asks for the window only now, so that tiles are shown in the order in which
            // they are finished. Asked for above, they would come in the order of the loop.
            boc::when(window) <<
                [tile = mandelbrot::compute(place), &options, &shown](auto window) {
                    window->showTile(tile);
                    shown = window->shown();
                    if (window->isComplete())
                        finish(*window, options);
                    // Not right here: the window must not go while a behavior holds it.
                    if (shown == options.closeAfter)
                        QTimer::singleShot(0, &*window, &QWidget::close);
                };
        };
    }

    int exitCode = QApplication::exec();
    // The window may have been closed in the middle: tiles in work are finished, all others are
    // given up, and nothing is shown any more. Widget and QApplication are still there.
    runtime.stop();
    if (shown < mandelbrot::tiles) {
        std::printf("closed after %d of %d tiles\n", shown, mandelbrot::tiles);
        if (!options.snapshot.isEmpty())
            exitCode = 1; // there is none
    }
    return exitCode;
}
