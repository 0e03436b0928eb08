// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "ui/dialogs/questions.h"
#include "ui/recording/encoding.h"

#include <QObject>
#include <QWidget>

#include <memory>

class QWindow;
class QLabel;

namespace cownscope {

namespace ui {
class Recorder;
}

// Records the live view from the first frame after begin() to finish(), one video at a time. The
// video has the size of the first frame.
class Recording : public QObject
{
    Q_OBJECT

public:
    enum class State { None, Taking, Finishing };

    explicit Recording(ui::Questions questions, QObject *parent = nullptr);
    ~Recording() override; // drops an unfinished recording

    void setQuestions(ui::Questions questions) { m_questions = std::move(questions); }
    void setRate(int framesPerSecond) { m_rate = framesPerSecond; }

    State state() const { return m_state; }
    bool isActive() const { return m_state != State::None; }
    bool hasSpace() const; // for another frame; always true without a recording
    QString file() const { return m_file; }
    QString text() const; // progress as text

    // False if it did not begin; refused() was emitted with the reason.
    bool begin(const QString &file);
    // Starts or finishes a recording. Asks for a file the first time and numbers the next ones.
    void toggle();
    // Records what the view has just drawn. Its context must be current. Does nothing without a
    // recording.
    void take(const QWindow &view);
    void finish(); // completes the file in the background
    void cancel(); // in the background; no file is written

Q_SIGNALS:
    void begun(); // waiting for the first frame
    void spaceAvailable();
    void changed();
    void refused(const QString &problem); // the recording did not begin
    void ended(const cownscope::ui::RecordingResult &result, const QString &sentence);

private:
    QString chooseFile();
    void releaseClaim();
    Outcome start(const QSize &size);
    void fail(const QString &problem);
    void end(ui::RecordingResult result);

    ui::Questions m_questions;
    int m_rate = 60;
    State m_state = State::None;
    QString m_file;     // of the current or last recording
    QString m_askedFor; // file chosen in toggle()
    QString m_claimed;  // reserved empty file for the current recording
    QSize m_size;
    QString m_problem;                        // why the current recording takes no more frames
    std::unique_ptr<ui::Recorder> m_recorder; // created with the first frame
};

// Shows the progress of the recording and a button to drop it; hidden without a recording.
class RecordingLine : public QWidget
{
    Q_OBJECT

public:
    explicit RecordingLine(Recording *recording, QWidget *parent = nullptr);

private:
    void follow();

    Recording *m_recording;
    QLabel *m_text;
};

} // namespace cownscope
