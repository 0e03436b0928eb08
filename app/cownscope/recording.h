// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "ui/dialogs/questions.h"

#include "ui/recording/encoding.h"

#include <QObject>

#include <memory>

class QWindow;

namespace cownscope {

namespace ui {
class Recorder;
}

// A video of the live view, from the first frame that is drawn after begin() to finish(). One at a
// time; its size is that of the first frame.
class Recording : public QObject
{
    Q_OBJECT

public:
    enum class State { None, Taking, Finishing };

    explicit Recording(ui::Questions questions, QObject *parent = nullptr);
    ~Recording() override; // drops what is not complete

    void setQuestions(ui::Questions questions) { m_questions = std::move(questions); }
    void setRate(int framesPerSecond) { m_rate = framesPerSecond; }

    State state() const { return m_state; }
    bool isActive() const { return m_state != State::None; }
    bool hasRoom() const; // for a frame more; always, while there is no recording
    QString file() const { return m_file; }
    QString text() const; // how far it is

    // False if it did not begin; refused() has told why.
    bool begin(const QString &file);
    // Asks for a file the first time and numbers the next ones; or finishes.
    void toggle();
    // Keeps what this window has just drawn, whose context must be current; no file: nothing.
    void take(const QWindow &view);
    void finish(); // in the background
    void cancel(); // likewise; there will be no file

Q_SIGNALS:
    void begun(); // a frame is waited for
    void roomMade();
    void changed();
    void refused(const QString &problem); // it did not begin
    void ended(const cownscope::ui::RecordingResult &result, const QString &sentence);

private:
    QString chooseFile();
    void releaseClaim();
    void addFrame(const QWindow &view);
    Outcome start(const QSize &size);
    void fail(const QString &problem);
    void end(ui::RecordingResult result);

    ui::Questions m_questions;
    int m_rate = 60;
    State m_state = State::None;
    QString m_file;     // of the present recording, or the last
    QString m_askedFor; // by toggle()
    QString m_claimed;  // an empty file of this name stands where the present recording will be
    QSize m_size;
    QString m_problem;                        // why the present recording takes no more frames
    std::unique_ptr<ui::Recorder> m_recorder; // from the first frame on
};

} // namespace cownscope
