// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recording/encoding.h"

#include "link/child.h"
#include "link/frame_pipe.h"
#include "link/tail.h"
#include "ui/recording/encoder_report.h"
#include "ui/recording/frame_queue.h"
#include "ui/recording/video_file.h"

#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <optional>
#include <stdexcept>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

namespace cownscope::ui {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using End = RecordingResult::End;

constexpr auto LookInterval = 100ms; // at progress and at what is stuck
constexpr auto EndPatience = 10s;    // with a process that has closed its pipes
constexpr int PipeBytes = 1 << 20;

class Encoding
{
public:
    Encoding(const RecordingOptions &options, FrameQueue &queue,
             const std::function<void()> &roomMade,
             const std::function<void(const RecordingProgress &)> &progressed)
        : m_options(options)
        , m_queue(queue)
        , m_roomMade(roomMade)
        , m_progressed(progressed)
    { }

    RecordingResult run();

private:
    std::optional<Codec> chooseCodec();
    void feed(link::Child &child);
    void writeSome(link::Child &child);
    void waitForNews(const link::Child &child);
    void read(const link::Child &child);
    void look();
    bool isStuck() const;
    static void end(link::Child &child);
    RecordingResult resultOf(link::Child &child);
    RecordingResult give(End end, const QString &problem = {});

    const RecordingOptions &m_options;
    FrameQueue &m_queue;
    const std::function<void()> &m_roomMade;
    const std::function<void(const RecordingProgress &)> &m_progressed;

    std::string m_pending;  // pixels of one frame
    std::size_t m_sent = 0; // of them
    bool m_inputOpen = true;
    bool m_outputOpen = true;
    bool m_errorsOpen = true;
    bool m_outputNews = false; // of the last waiting
    bool m_errorsNews = false;
    EncoderProgress m_encoder;
    link::Tail m_said;
    RecordingProgress m_progress;
    Clock::time_point m_lastLook;
    Clock::time_point m_lastSign; // of the encoder's life, or of having nothing to do
};

// Nothing if it was cancelled meanwhile.
std::optional<Codec> Encoding::chooseCodec()
{
    link::Child child{{m_options.encoder.toStdString(), "-hide_banner", "-encoders"}};
    child.closeInput();
    std::string list;
    m_lastSign = Clock::now();
    while (m_outputOpen) {
        waitForNews(child);
        if (m_queue.isCancelled())
            return std::nullopt;
        const link::ReadResult read = link::readSome(child.output());
        list += read.bytes;
        m_outputOpen = !read.ended;
        m_errorsOpen = m_errorsOpen && !link::readSome(child.errors()).ended;
        if (Clock::now() - m_lastSign > m_options.patience)
            break;
    }
    m_outputOpen = m_errorsOpen = true;
    return codecIn(list);
}

void Encoding::waitForNews(const link::Child &child)
{
    const bool writing = m_sent < m_pending.size();
    std::array<pollfd, 4> news{{
        {.fd = m_queue.wake().descriptor(), .events = POLLIN, .revents = 0},
        {.fd = m_outputOpen ? child.output() : -1, .events = POLLIN, .revents = 0},
        {.fd = m_errorsOpen ? child.errors() : -1, .events = POLLIN, .revents = 0},
        {.fd = writing ? child.input() : -1, .events = POLLOUT, .revents = 0},
    }};
    ::poll(news.data(), news.size(), static_cast<int>(LookInterval.count()));
    m_outputNews = news[1].revents != 0;
    m_errorsNews = news[2].revents != 0;
    if (news[0].revents != 0)
        m_queue.wake().clear();
}

void Encoding::feed(link::Child &child)
{
    while (m_inputOpen && !m_queue.isCancelled()) {
        if (m_sent == m_pending.size()) {
            const bool closed = m_queue.isClosed(); // before looking for the last frame
            bool roomMade = false;
            const std::optional<VideoFrame> frame = m_queue.take(roomMade);
            if (!frame) {
                if (closed) {
                    child.closeInput();
                    m_inputOpen = false;
                }
                return;
            }
            if (roomMade)
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
    ssize_t count = 0;
    do
        count = ::write(child.input(), m_pending.data() + m_sent, m_pending.size() - m_sent);
    while (count < 0 && errno == EINTR);
    if (count > 0)
        m_sent += static_cast<std::size_t>(count);
    else if (errno == EPIPE) { // its standard error will say why
        child.closeInput();
        m_inputOpen = false;
        m_sent = 0;
    }
}

void Encoding::read(const link::Child &child)
{
    if (m_outputNews) {
        const link::ReadResult result = link::readSome(child.output());
        m_encoder.append(result.bytes);
        m_outputOpen = !result.ended;
    }
    if (m_errorsNews) {
        const link::ReadResult result = link::readSome(child.errors());
        m_said.append(result.bytes);
        m_errorsOpen = !result.ended;
    }
}

void Encoding::look()
{
    const auto now = Clock::now();
    if (now - m_lastLook < LookInterval)
        return;
    m_lastLook = now;
    const std::int64_t bytes = QFileInfo{partOf(m_options.file)}.size();
    const bool idle = m_inputOpen && m_sent == m_pending.size();
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

RecordingResult Encoding::give(End end, const QString &problem)
{
    if (end != End::Complete)
        QFile::remove(partOf(m_options.file));
    return {end, problem, m_progress};
}

// Before its part is removed, which it would make anew.
void Encoding::end(link::Child &child)
{
    child.kill();
    child.wait(EndPatience);
}

RecordingResult Encoding::resultOf(link::Child &child)
{
    if (m_queue.isCancelled()) {
        end(child);
        return give(End::Cancelled);
    }
    const std::optional<link::ExitStatus> status = child.wait(EndPatience);
    const bool allTaken = m_sent == m_pending.size() && m_queue.isClosed();
    m_progress.encoded = m_encoder.frames();
    m_progress.bytes = QFileInfo{partOf(m_options.file)}.size();
    if (!status) {
        end(child);
        return give(End::Failed,
                    QStringLiteral("%1 is not recorded, since ffmpeg does not end; record it "
                                   "again.")
                        .arg(m_options.file));
    }
    if (!status->isSuccess() || !allTaken || saysDiskIsFull(*status, m_said.text())
        || m_progress.encoded != m_progress.written)
        return give(End::Failed,
                    encoderFailure(m_options.file, *status, m_said.text(), m_progress.written));
    if (m_progress.written == 0)
        return give(End::Failed, noFrames(m_options.file));
    const QByteArray part = QFile::encodeName(partOf(m_options.file));
    if (std::rename(part.constData(), QFile::encodeName(m_options.file).constData()) != 0)
        return give(End::Failed,
                    QStringLiteral("%1 cannot be written: %2; record into another folder.")
                        .arg(m_options.file, QString::fromLocal8Bit(std::strerror(errno))));
    return give(End::Complete);
}

RecordingResult Encoding::run()
{
    // An encoder that has ended is seen where it is written to; the thread ends with this.
    sigset_t pipe;
    ::sigemptyset(&pipe);
    ::sigaddset(&pipe, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
    try {
        const std::optional<Codec> codec = chooseCodec();
        if (!codec)
            return give(End::Cancelled);
        link::Child child{
            encoderCommand(m_options.encoder, m_options.file, m_options.format, *codec)};
        ::fcntl(child.input(), F_SETPIPE_SZ, PipeBytes); // or what it has
        m_lastSign = m_lastLook = Clock::now();
        while (m_outputOpen || m_errorsOpen) {
            feed(child);
            if (m_queue.isCancelled())
                break;
            waitForNews(child);
            read(child);
            look();
            if (isStuck()) {
                end(child);
                return give(End::Failed,
                            QStringLiteral("%1 is not recorded, since ffmpeg got stuck after %2 "
                                           "frames and was ended; record it again.")
                                .arg(m_options.file)
                                .arg(m_progress.written));
            }
        }
        return resultOf(child);
    } catch (const std::runtime_error &error) {
        return give(End::Failed,
                    QStandardPaths::findExecutable(m_options.encoder).isEmpty()
                        ? encoderMissing(m_options.file, m_options.encoder)
                        : QStringLiteral("%1 is not recorded, since it %2.")
                              .arg(m_options.file, QString::fromStdString(error.what())));
    }
}

} // namespace

RecordingResult encode(const RecordingOptions &options, FrameQueue &queue,
                       const std::function<void()> &roomMade,
                       const std::function<void(const RecordingProgress &)> &progressed)
{
    return Encoding{options, queue, roomMade, progressed}.run();
}

} // namespace cownscope::ui
