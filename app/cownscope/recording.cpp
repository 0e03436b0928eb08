// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cownscope/recording.h"

#include "base/attempt.h"
#include "lab/files/file_error.h"
#include "lab/files/new_file.h"
#include "ui/dialogs/questions.h"
#include "ui/file_path.h"
#include "ui/recording/recorder.h"
#include "ui/recording/video_file.h"
#include "ui/recording/video_frame.h"
#include "ui/style/quantity_text.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QToolButton>
#include <QWindow>

#include <system_error>

namespace cownscope {
namespace {

QString bytesText(std::int64_t bytes)
{
    return QLocale::c().formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

QString framesText(std::uint64_t frames)
{
    return frames == 1 ? Recording::tr("1 frame")
                       : Recording::tr("%1 frames").arg(ui::groupedText(frames));
}

QString secondsText(std::uint64_t frames, int rate)
{
    return Recording::tr("%1 s").arg(static_cast<double>(frames) / rate, 0, 'f', 1);
}

} // namespace

Recording::Recording(ui::Questions questions, QObject *parent)
    : QObject(parent)
    , m_questions(std::move(questions))
{ }

Recording::~Recording()
{
    m_recorder.reset();
    releaseClaim();
}

bool Recording::hasSpace() const
{
    return !m_recorder || m_recorder->hasSpace();
}

bool Recording::begin(const QString &file)
{
    if (isActive()) {
        Q_EMIT refused(tr("%1 is still being recorded. End that recording first.").arg(m_file));
        return false;
    }
    const Outcome recordable = attempt<lab::FileError>("The video cannot be recorded", [&file] {
        ui::checkRecordable(file, ui::RecordingOptions{}.encoder);
    });
    if (!recordable) {
        Q_EMIT refused(QString::fromStdString(recordable.reason()));
        return false;
    }
    m_problem.clear();
    m_file = file;
    m_state = State::Taking;
    Q_EMIT changed();
    Q_EMIT begun();
    return true;
}

void Recording::toggle()
{
    if (m_state == State::Taking) {
        finish();
        return;
    }
    if (isActive())
        return;
    QString file;
    const Outcome chosen = attempt<lab::FileError>("No file can be chosen for the video",
                                                   [this, &file] { file = chooseFile(); });
    if (!chosen) {
        m_askedFor.clear();
        Q_EMIT refused(QString::fromStdString(chosen.reason()));
    } else if (!file.isEmpty() && !begin(file)) {
        m_askedFor.clear(); // ask for a name again
        releaseClaim();
    }
}

// Asks for a file the first time. After that, reserves a new file with a numbered name.
QString Recording::chooseFile()
{
    if (!m_askedFor.isEmpty())
        return m_claimed = ui::pathText(lab::claimNewFile(ui::filePath(m_askedFor)));
    return m_askedFor = ui::askWhereToSave(m_questions,
                                           {.title = tr("Record"),
                                            .name = QStringLiteral("cownscope.mp4"),
                                            .filters = tr("Videos (*.mp4 *.mkv)")});
}

// Removes the reserved file if it is still empty.
void Recording::releaseClaim()
{
    if (!m_claimed.isEmpty() && QFileInfo{m_claimed}.size() == 0)
        lab::removeFile(ui::filePath(m_claimed));
    m_claimed.clear();
}

void Recording::take(const QWindow &view)
{
    if (m_state != State::Taking)
        return;
    const Outcome taken = attempt("The video cannot be recorded", [this, &view]() -> Outcome {
        ui::VideoFrame frame = ui::readFramebuffer(view.size() * view.devicePixelRatio());
        if (frame.image.isNull())
            return {};
        if (!m_recorder) {
            if (Outcome started = start(ui::videoSize(frame.image.size())); !started)
                return started;
        }
        m_recorder->add(std::move(frame));
        return {};
    });
    if (taken)
        return;
    const Outcome reported =
        attempt("The error cannot be shown", [&] { fail(QString::fromStdString(taken.reason())); });
    if (!reported)
        std::fprintf(stderr, "cownscope: %s\n",
                     taken.reason().c_str()); // the next frame tries again
}

// Ends the recording; the frames taken so far become the video.
void Recording::fail(const QString &problem)
{
    m_problem = problem;
    if (m_recorder)
        m_recorder->finish();
    else // queued, since a view is being painted
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (m_state == State::Finishing && !m_recorder)
                    end({ui::RecordingResult::End::Failed, m_problem, {}, {}});
            },
            Qt::QueuedConnection);
    m_state = State::Finishing;
}

Outcome Recording::start(const QSize &size)
{
    m_size = size;
    try {
        m_recorder = std::make_unique<ui::Recorder>(
            ui::RecordingOptions{.file = m_file, .format = {size, m_rate}});
    } catch (const std::system_error &error) { // out of threads or descriptors
        return Outcome::failure(tr("%1 was not recorded, because the system is out of resources "
                                   "(%2): end other programs or raise the limit.")
                                    .arg(m_file, QString::fromStdString(error.what()))
                                    .toStdString());
    }
    connect(m_recorder.get(), &ui::Recorder::spaceAvailable, this, &Recording::spaceAvailable);
    connect(m_recorder.get(), &ui::Recorder::progressed, this, &Recording::changed);
    connect(m_recorder.get(), &ui::Recorder::ended, this, &Recording::end);
    return {};
}

void Recording::finish()
{
    if (m_state != State::Taking)
        return;
    m_state = State::Finishing;
    if (m_recorder)
        m_recorder->finish();
    else
        end({ui::RecordingResult::End::Failed, ui::noFrames(m_file), {}, {}});
    Q_EMIT changed();
}

void Recording::cancel()
{
    if (m_recorder)
        m_recorder->cancel();
    else if (isActive())
        end({ui::RecordingResult::End::Cancelled, {}, {}, {}});
}

void Recording::end(ui::RecordingResult result)
{
    using End = ui::RecordingResult::End;
    if (result.end == End::Complete && !m_problem.isEmpty()) {
        result.end = End::Failed;
        result.problem =
            m_problem + u' ' + tr("What was recorded until then is in %1.").arg(m_file);
    }
    if (m_recorder) // deleted later, since it is the sender
        m_recorder.release()->deleteLater();
    m_state = State::None;
    releaseClaim();
    QString sentence = result.problem;
    if (result.end == End::Complete)
        sentence = tr("%1 is recorded: %2 of %3x%4, %5, %6.")
                       .arg(m_file, framesText(result.progress.written))
                       .arg(m_size.width())
                       .arg(m_size.height())
                       .arg(secondsText(result.progress.written, m_rate),
                            bytesText(result.progress.bytes));
    else if (result.end == End::Cancelled)
        sentence = tr("The recording was dropped; %1 was not written.").arg(m_file);
    Q_EMIT changed();
    Q_EMIT ended(result, sentence);
    Q_EMIT spaceAvailable(); // frames without a recording always have space
}

QString Recording::text() const
{
    if (!m_recorder)
        return isActive() ? tr("recording: no frame yet") : QString{};
    const ui::RecordingProgress &progress = m_recorder->progress();
    const QString size = bytesText(progress.bytes);
    if (m_state == State::Finishing)
        return tr("finishing: %1 of %2   ·   %3")
            .arg(ui::groupedText(progress.encoded), framesText(m_recorder->framesAdded()), size);
    return tr("recording: %1   ·   %2   ·   %3")
        .arg(framesText(progress.written), secondsText(progress.written, m_rate), size);
}

RecordingLine::RecordingLine(Recording *recording, QWidget *parent)
    : QWidget(parent)
    , m_recording(recording)
    , m_text(new QLabel{this})
{
    auto *drop = new QToolButton{this};
    drop->setText(tr("Drop"));
    drop->setToolTip(tr("Stop the recording without saving a file"));
    drop->setAutoRaise(true);
    drop->setMaximumHeight(m_text->sizeHint().height()); // so that the status bar keeps its height
    drop->setFocusPolicy(Qt::TabFocus);
    auto *row = new QHBoxLayout{this};
    row->setContentsMargins(4, 0, 4, 0);
    row->setSpacing(6);
    row->addWidget(m_text);
    row->addWidget(drop);
    connect(drop, &QToolButton::clicked, recording, &Recording::cancel);
    connect(recording, &Recording::changed, this, &RecordingLine::follow);
    follow();
}

void RecordingLine::follow()
{
    setVisible(m_recording->isActive());
    m_text->setText(m_recording->text());
    m_text->setToolTip(m_recording->file());
}

} // namespace cownscope
