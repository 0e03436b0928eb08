// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownscope/display_check.h"
#include "app/cownscope/icons.h"
#include "app/cownscope/main_window.h"
#include "app/cownscope/options.h"
#include "app/cownscope/plot_command.h"
#include "app/cownscope/recording.h"
#include "base/attempt.h"
#include "lab/files/standard_output.h"
#include "lab/machine/build_info.h"
#include "link/end_signals.h"
#include "link/ordinary_process.h"
#include "link/wake.h"
#include "ui/application.h"
#include "ui/back_end/back_end.h"
#include "ui/controls/control_style.h"
#include "ui/recording/video_file.h"
#include "ui/workloads/list/workload_list.h"

#include <QSocketNotifier>
#include <QTimer>

#include <clocale>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <utility>

namespace {

using cownscope::link::EndSignals;

cownscope::Outcome printText(const QString &text)
{
    return cownscope::attempt<cownscope::lab::OutputLost>("It cannot be printed", [&text] {
        cownscope::lab::print(text.toLocal8Bit().toStdString());
    });
}

void printError(const QString &problem)
{
    std::fprintf(stderr, "cownscope: %s\n", qPrintable(problem));
}

// Prints the reason as it is, since converting it may itself run out of memory.
void printError(const cownscope::Outcome &failure)
{
    std::fprintf(stderr, "cownscope: %s\n", failure.reason().c_str());
}

// Handles the end of the program: writes the requested files and determines the exit code.
class Ending
{
public:
    Ending(cownscope::MainWindow &window, const cownscope::ProgramOptions &options)
        : m_window(window)
        , m_options(options)
    {
        for (const QString &problem : options.files.problems)
            report(problem);
        QObject::connect(&window, &cownscope::MainWindow::problemArose, &window,
                         [this](const QString &problem) { report(problem); });
        if (options.record.isEmpty())
            return;
        using cownscope::Recording;
        QObject::connect(&window.recording(), &Recording::ended, &window,
                         [this](const auto &result, const QString &sentence) {
                             tellOfRecording(result, sentence);
                         });
        QObject::connect(&window.recording(), &Recording::refused, &window,
                         [this](const QString &problem) { tellOfRecording({}, problem); });
    }

    // To be called after the event loop.
    int exitCode()
    {
        if (!m_options.record.isEmpty() && !m_recordingTold)
            // The program ended before the recording began.
            report(cownscope::ui::noFrames(m_options.record));
        return m_exitCode;
    }

    // Does not ask about unsaved results: they are in autosave files and will be recovered at the
    // next start.
    void finish()
    {
        if (std::exchange(m_finishing, true))
            return;
        if (!m_options.snapshot.isEmpty())
            report(m_options.snapshotOf == cownscope::SnapshotOf::View
                       ? m_window.saveViewPicture(m_options.snapshot)
                       : m_window.savePicture(m_options.snapshot));
        if (!m_options.exportFile.isEmpty())
            report(m_window.exportJson(m_options.exportFile));
        if (!m_window.recording().isActive()) {
            QCoreApplication::exit();
            return;
        }
        QObject::connect(&m_window.recording(), &cownscope::Recording::ended, &m_window,
                         [this](const auto &result, const QString &sentence) {
                             using End = cownscope::ui::RecordingResult::End;
                             const bool told = m_window.recording().file() == m_options.record;
                             if (result.end == End::Failed && !told)
                                 report(sentence); // the dialog of the window is closed at once
                             QCoreApplication::exit();
                         });
        m_window.recording().finish();
    }

    // Drops the recording instead of waiting for it.
    void dropRecording()
    {
        if (m_window.recording().isActive())
            m_window.recording().cancel();
        else
            QCoreApplication::exit();
    }

private:
    void report(const QString &problem)
    {
        printError(problem);
        m_exitCode = 1;
    }
    void report(const cownscope::Outcome &outcome)
    {
        if (!outcome)
            report(QString::fromStdString(outcome.reason()));
    }

    void tellOfRecording(const cownscope::ui::RecordingResult &result, const QString &sentence)
    {
        if (std::exchange(m_recordingTold, true))
            return; // a later recording, which the window reports
        if (result.end == cownscope::ui::RecordingResult::End::Complete)
            report(printText(sentence + u'\n'));
        else
            report(sentence);
    }

    cownscope::MainWindow &m_window;
    const cownscope::ProgramOptions &m_options;
    int m_exitCode = 0;
    bool m_recordingTold = false;
    bool m_finishing = false;
};

int run(int argc, char *argv[])
{
    cownscope::link::makeProcessOrdinary();
    if (argc == 2 && argv[1] == cownscope::backEndArgument) // started by a window
        return cownscope::ui::runBackEnd(argc, argv, cownscope::ui::backEndWorkloads);
    const auto parsed = cownscope::parseArguments({argv + 1, argv + argc});
    if (!parsed.options && parsed.exitCode == 0) { // help and version
        const cownscope::Outcome printed = printText(QString::fromStdString(parsed.output));
        if (!printed)
            printError(QString::fromStdString(printed.reason()));
        return printed ? 0 : 1;
    }
    if (!parsed.options) {
        std::fputs(parsed.output.c_str(), stderr);
        return parsed.exitCode;
    }
    if (!parsed.options->plot.isEmpty()) {
        const cownscope::Outcome written = cownscope::writePlot(argc, argv, *parsed.options);
        if (!written)
            printError(written);
        return written ? 0 : 1;
    }
    auto display = std::make_unique<cownscope::DisplayCheck>();
    if (const cownscope::Outcome &open = display->outcome(); !open) {
        printError(open);
        return 2;
    }

    cownscope::ui::Application application{argc, argv};
    // QApplication has set the locale of the user. Numbers in files and messages always have a
    // decimal point.
    std::setlocale(LC_NUMERIC, "C");
    display.reset();
    QApplication::setStyle(new cownscope::ui::ControlStyle);
    QApplication::setApplicationName(QStringLiteral("cownscope"));
    QApplication::setApplicationDisplayName(QStringLiteral("Cownscope"));
    QApplication::setApplicationVersion(
        QString::fromStdString(cownscope::lab::buildInfo().version));
    QApplication::setDesktopFileName(QStringLiteral("cownscope"));
    QApplication::setWindowIcon(cownscope::programIcon());

    const cownscope::ProgramOptions &options = *parsed.options;
    std::unique_ptr<cownscope::MainWindow> made;
    const cownscope::Outcome opened =
        cownscope::attempt<std::runtime_error>("The window cannot be opened", [&] {
            made = std::make_unique<cownscope::MainWindow>(options);
        });
    if (!opened) { // out of threads or memory
        printError(opened);
        return 2;
    }
    cownscope::MainWindow &window = *made;
    QObject::connect(&application, &cownscope::ui::Application::problemArose, &window,
                     [&window](const QString &sentence) {
                         window.showMessage(sentence, cownscope::ui::MessageKind::Problem);
                     });
    Ending ending{window, options};
    window.show();
    if (const auto seconds = options.lifetime())
        QTimer::singleShot(static_cast<int>(*seconds * 1000), &window,
                           [&ending] { ending.finish(); });
    else if (!options.exportFile.isEmpty())
        QObject::connect(&application, &QApplication::lastWindowClosed, &window,
                         [&ending] { ending.finish(); });
    // Passes termination signals from the signal handler to the event loop.
    cownscope::link::Wake asked;
    const QSocketNotifier notifier{asked.descriptor(), QSocketNotifier::Read};
    QObject::connect(&notifier, &QSocketNotifier::activated, &window, [&asked, &ending] {
        asked.clear();
        ending.finish();
        if (EndSignals::requests() > 1)
            ending.dropRecording();
    });
    const EndSignals endSignals{
        [](void *wake, unsigned) { static_cast<cownscope::link::Wake *>(wake)->ring(); }, &asked};
    QApplication::exec();
    return ending.exitCode();
}

} // namespace

int main(int argc, char *argv[])
{
    int exitCode = 1;
    const cownscope::Outcome outcome = cownscope::attempt<std::runtime_error>(
        "The program cannot continue", [&] { exitCode = run(argc, argv); });
    if (!outcome)
        printError(outcome);
    return exitCode;
}
