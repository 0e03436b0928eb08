// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recording/encoding.h"

#include "lab/files/file_error.h"
#include "lab/files/new_file.h"
#include "lab/files/target.h"
#include "lab/files/write_file.h"
#include "link/child.h"
#include "link/tail.h"
#include "ui/file_path.h"
#include "ui/recording/ffmpeg.h"
#include "ui/recording/frame_queue.h"
#include "ui/recording/video_file.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include <cerrno>
#include <filesystem>
#include <new>
#include <optional>
#include <stdexcept>
#include <utility>

#include <fcntl.h>

namespace cownscope::ui {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using End = RecordingResult::End;

constexpr auto CheckInterval = 100ms; // for progress and a stuck encoder
constexpr auto EndPatience = 10s;     // how long to wait for a killed process
constexpr int PipeBytes = 1 << 20;
constexpr std::size_t MostPrinted = 16 << 20; // limit for the output of helper programs

// Does not use QProcess: that buffers all data which the encoder has not read yet, cannot wait for
// frames and the encoder together without an event loop, and does not kill the child processes of
// the encoder.
class Encoding
{
public:
    Encoding(const RecordingOptions &options, FrameQueue &queue,
             const std::function<void()> &spaceAvailable,
             const std::function<void(const RecordingProgress &)> &progressed)
        : m_options(options)
        , m_queue(queue)
        , m_roomMade(spaceAvailable)
        , m_progressed(progressed)
    { }

    RecordingResult run();

private:
    link::ChildResult runHelper(const std::vector<std::string> &command);
    std::optional<Codec> chooseCodec();
    void claimPart();
    void feed(link::Child &child);
    void writeSome(link::Child &child);
    void read(link::Child &child);
    void look(const link::Child &child);
    bool isStuck() const;
    static void end(link::Child &child);
    RecordingResult resultOf(const link::ExitStatus &status);
    RecordingResult complete();
    void rewrite();
    bool isPlayable();
    RecordingResult cancelled();
    RecordingResult failed(const RecordingProblem &problem);
    RecordingResult failedWithoutPart(const QString &sentence);

    const RecordingOptions &m_options;
    FrameQueue &m_queue;
    const std::function<void()> &m_roomMade;
    const std::function<void(const RecordingProgress &)> &m_progressed;

    QString m_target;       // the requested file, with links resolved
    QString m_part;         // the unfinished video beside it; empty if there is none
    std::string m_pending;  // pixels of one frame
    std::size_t m_sent = 0; // bytes of m_pending that were sent
    EncoderProgress m_encoder;
    link::Tail m_said;
    RecordingProgress m_progress;
    Clock::time_point m_lastCheck;
    Clock::time_point m_lastSign; // when the encoder last made progress or was idle
};

// Runs a program without input. Kills it when the recording is cancelled or when it prints nothing
// for too long.
link::ChildResult Encoding::runHelper(const std::vector<std::string> &command)
{
    std::size_t printed = 0;
    m_lastSign = Clock::now();
    const auto goOn = [&](const link::ChildResult &soFar) {
        m_queue.wake().clear();
        if (std::exchange(printed, soFar.output.size()) != soFar.output.size())
            m_lastSign = Clock::now();
        return !m_queue.isCancelled() && !isStuck()
            && soFar.output.size() + soFar.errors.size() < MostPrinted;
    };
    return link::Child{command}.runToEnd(goOn, m_queue.wake().descriptor());
}

// Nothing if cancelled.
std::optional<Codec> Encoding::chooseCodec()
{
    const auto list = runHelper({m_options.encoder.toStdString(), "-hide_banner", "-encoders"});
    return m_queue.isCancelled() ? std::nullopt : std::optional{codecIn(list.output)};
}

// Reserves a new file name; files of earlier recordings are not replaced.
void Encoding::claimPart()
{
    const lab::Target target = lab::targetOf(filePath(m_options.file));
    lab::refuseUnlessWritable(filePath(m_options.file), target);
    if (target.isStream())
        lab::failWriting(filePath(m_options.file), "it is a pipe or a device, not a file");
    m_target = QFileInfo{pathText(target.place)}.absoluteDir().filePath(
        QFileInfo{m_options.file}.fileName());
    m_part = pathText(lab::claimNewFile(filePath(partOf(m_target))));
}

void Encoding::feed(link::Child &child)
{
    while (child.input() >= 0 && !m_queue.isCancelled()) {
        if (m_sent == m_pending.size()) {
            const bool closed = m_queue.isClosed(); // must be read before take()
            bool spaceAvailable = false;
            const std::optional<VideoFrame> frame = m_queue.take(spaceAvailable);
            if (!frame) {
                if (closed)
                    child.closeInput();
                return;
            }
            if (spaceAvailable)
                m_roomMade();
            writePixels(*frame, m_options.format.size, m_pending);
            m_sent = 0;
        }
        const std::size_t before = m_sent;
        writeSome(child);
        if (m_sent == before)
            return; // the pipe is full or broken
        m_lastSign = Clock::now();
        if (m_sent == m_pending.size())
            ++m_progress.written;
    }
}

void Encoding::writeSome(link::Child &child)
{
    const ssize_t count =
        link::writeSome(child.input(), std::string_view{m_pending}.substr(m_sent));
    if (count > 0) {
        m_sent += static_cast<std::size_t>(count);
    } else if (errno == EPIPE) { // standard error will contain the reason
        child.closeInput();
        m_sent = 0;
    }
}

void Encoding::read(link::Child &child)
{
    std::string progress;
    std::string said;
    child.read(progress, said);
    m_encoder.append(progress);
    m_said.append(said);
}

void Encoding::look(const link::Child &child)
{
    const auto now = Clock::now();
    if (now - m_lastCheck < CheckInterval)
        return;
    m_lastCheck = now;
    const std::int64_t bytes = QFileInfo{m_part}.size();
    const bool idle = child.input() >= 0 && m_sent == m_pending.size();
    if (idle || bytes != m_progress.bytes || m_encoder.frames() != m_progress.encoded)
        m_lastSign = now;
    m_progress.bytes = bytes;
    m_progress.encoded = m_encoder.frames();
    m_progressed(m_progress);
}

bool Encoding::isStuck() const
{
    return Clock::now() - m_lastSign > m_options.patience;
}

// Whether the unfinished video can be played, after an incomplete fragment at its end is removed.
// True if this cannot be determined.
bool Encoding::isPlayable()
{
    if (m_part.isEmpty() || QFileInfo{m_part}.size() == 0)
        return false;
    try {
        if (isMp4(m_part))
            keepWholeFragments(filePath(m_part));
        const auto player = runHelper(playCommand(m_options.encoder, m_part));
        EncoderProgress played;
        played.append(player.output);
        return !player.status || played.frames() > 0;
    } catch (const std::runtime_error &) {
        return true;
    }
}

RecordingResult Encoding::cancelled()
{
    lab::removeFile(filePath(m_part));
    return {End::Cancelled, {}, {}, m_progress};
}

RecordingResult Encoding::failedWithoutPart(const QString &sentence)
{
    lab::removeFile(filePath(m_part));
    return {End::Failed, sentence, {}, m_progress};
}

RecordingResult Encoding::failed(const RecordingProblem &problem)
{
    const bool left = isPlayable();
    if (m_queue.isCancelled())
        return cancelled();
    if (!left)
        return failedWithoutPart(QStringLiteral("%1 was not recorded, because %2; %3.")
                                     .arg(m_options.file, problem.reason, problem.advice));
    return {End::Failed,
            QStringLiteral("%1 is not complete, because %2. The video up to that point is in %3.")
                .arg(m_options.file, problem.reason, m_part),
            m_part, m_progress};
}

// To be called before its file is removed, since the encoder would create the file again.
void Encoding::end(link::Child &child)
{
    child.kill();
    child.wait(EndPatience);
}

RecordingResult Encoding::resultOf(const link::ExitStatus &status)
{
    if (m_queue.isCancelled())
        return cancelled();
    const bool allTaken = m_sent == m_pending.size() && m_queue.isClosed();
    m_progress.encoded = m_encoder.frames();
    m_progress.bytes = QFileInfo{m_part}.size();
    if (!status.isSuccess() || !allTaken || saysDiskIsFull(status, m_said.text())
        || m_progress.encoded != m_progress.written)
        return failed(encoderFailure(status, m_said.text(), m_progress.written));
    if (m_progress.written == 0)
        return failedWithoutPart(noFrames(m_options.file));
    return complete();
}

// Replaces the fragmented video by one piece with an index, if possible.
void Encoding::rewrite()
{
    QString whole;
    try {
        whole = pathText(lab::claimNewFile(filePath(wholeOf(m_target))));
        const auto rewriter = runHelper(rewriteCommand(m_options.encoder, m_part, whole));
        EncoderProgress rewritten;
        rewritten.append(rewriter.output);
        if (rewriter.status && rewriter.status->isSuccess()
            && rewritten.frames() == m_progress.written)
            std::swap(m_part, whole);
    } catch (const std::runtime_error &) {
    }
    lab::removeFile(filePath(whole));
}

RecordingResult Encoding::complete()
{
    rewrite();
    if (m_queue.isCancelled())
        return cancelled();
    m_progress.bytes = QFileInfo{m_part}.size();
    try {
        lab::placeFile(filePath(m_part), filePath(m_options.file));
    } catch (const lab::FileError &error) {
        return failed({QStringLiteral("the finished video cannot be moved into place (%1)")
                           .arg(QString::fromStdString(error.what())),
                       QStringLiteral("record into another folder")});
    }
    return {End::Complete, {}, {}, m_progress};
}

RecordingResult Encoding::run()
{
    try {
        const std::optional<Codec> codec = chooseCodec();
        if (!codec)
            return cancelled();
        claimPart();
        link::Child child{encoderCommand(m_options.encoder, m_part, m_options.format, *codec)};
        ::fcntl(child.input(), F_SETPIPE_SZ, PipeBytes); // best effort
        m_lastSign = m_lastCheck = Clock::now();
        for (;;) {
            feed(child);
            if (m_queue.isCancelled()) {
                end(child);
                return cancelled();
            }
            const bool writing = m_sent < m_pending.size();
            if (child.poll(CheckInterval, m_queue.wake().descriptor(), writing).wake)
                m_queue.wake().clear();
            const std::optional<link::ExitStatus> status = child.wait(0ms);
            read(child);
            if (status)
                return resultOf(*status);
            look(child);
            if (isStuck()) {
                end(child);
                return failed({QStringLiteral("ffmpeg got stuck after %1 frames and was killed")
                                   .arg(m_progress.written),
                               QStringLiteral("record it again")});
            }
        }
    } catch (const lab::FileError &error) {
        return failedWithoutPart(QStringLiteral("%1 was not recorded: %2.")
                                     .arg(m_options.file, QString::fromStdString(error.what())));
    } catch (const std::runtime_error &error) {
        return QStandardPaths::findExecutable(m_options.encoder).isEmpty()
            ? failedWithoutPart(encoderMissing(m_options.file, m_options.encoder))
            : failed({QStringLiteral("it ") + QString::fromStdString(error.what()),
                      QStringLiteral("record it again")});
    } catch (const std::bad_alloc &) {
        return failed({QStringLiteral("there is not enough memory"),
                       QStringLiteral("make the view smaller")});
    }
}

} // namespace

RecordingResult encode(const RecordingOptions &options, FrameQueue &queue,
                       const std::function<void()> &spaceAvailable,
                       const std::function<void(const RecordingProgress &)> &progressed)
{
    return Encoding{options, queue, spaceAvailable, progressed}.run();
}

} // namespace cownscope::ui
