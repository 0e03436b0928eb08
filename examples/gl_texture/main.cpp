// SPDX-License-Identifier: GPL-3.0-or-later
// A texture in a pinned cown. Behaviors on workers compute the tiles of a board. For each tile, a
// pinned behavior uploads it to the texture, on the main thread with the GL context current. The
// window draws when all tiles are uploaded, and then requests the next generation: the display sets
// the pace.
#include "command_line.h"
#include "examples/qt_program/pumped_runtime.h"
#include "life.h"
#include "life_window.h"
#include "simulation.h"

#include <QGuiApplication>
#include <QOpenGLContext>

#include <cstdio>
#include <optional>

namespace {

bool hasNeededOpenGl()
{
    QOpenGLContext probe;
    probe.setFormat(LifeWindow::neededFormat());
    return probe.create() && probe.format().version() >= qMakePair(3, 3);
}

int save(const QImage &picture, const QString &file)
{
    if (picture.save(file))
        return 0;
    std::fprintf(stderr, "gl_texture: %s cannot be written.\n", qPrintable(file));
    return 1;
}

} // namespace

int main(int argc, char *argv[])
{
    const CommandLine options = readCommandLine(argc, argv);
    qt_program::beginStart(program);
    QGuiApplication application(argc, argv);
    const bool usable = hasNeededOpenGl();
    qt_program::doneWithStart();
    if (!usable) {
        std::fputs("gl_texture: This display has no OpenGL 3.3, which the window needs.\n", stderr);
        return 2;
    }

    // Objects that pinned behaviors use are declared before the runtime, so that they are destroyed
    // after it.
    LifeWindow window;
    int population = 0;
    int shown = 0;
    bool finished = false;
    PumpedRuntime pumped(options.workers);
    std::optional<Simulation> simulation; // made once there is a GL context

    const auto complete = [&](BoardTexture &texture) {
        population = texture.population();
        texture.show(!options.snapshot.isEmpty() && simulation->generation() == options.steps);
    };
    window.ready = [&] {
        if (!window.problem().isEmpty()) {
            std::fprintf(stderr, "gl_texture: %s\n", qPrintable(window.problem()));
            QCoreApplication::exit(1);
            return;
        }
        simulation.emplace(pumped.runtime(), window, complete);
    };
    window.drawn = [&] {
        shown = simulation->generation();
        if (shown != options.steps)
            simulation->advance();
        if (shown == options.closeAfter)
            window.close();
        if (shown != options.steps)
            return;
        finished = true;
        std::printf("%d generations of %d x %d cells in %d tiles: %d are alive\n", shown,
                    life::columns, life::rows, life::tiles, population);
        if (!options.snapshot.isEmpty())
            QCoreApplication::exit(save(window.picture(), options.snapshot));
    };
    window.show();

    int exitCode = QGuiApplication::exec();
    // The window may have been closed early: running behaviors finish, all others are discarded,
    // and nothing more is uploaded. Then the texture, the runtime, and the window with its context
    // are destroyed.
    pumped.runtime().stop();
    if (!finished && exitCode == 0) {
        std::printf("closed after %d generations\n", shown);
        exitCode = options.snapshot.isEmpty() ? 0 : 1; // there is no picture
    }
    return exitCode;
}
