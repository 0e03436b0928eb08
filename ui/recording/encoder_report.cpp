// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/recording/encoder_report.h"

#include <QStringList>

#include <array>
#include <charconv>
#include <csignal>

namespace cownscope::ui {
namespace {

constexpr std::size_t LongestLine = 4096;
constexpr qsizetype LongestQuote = 240;

// The last line or two that it said, in one.
QString quoteOf(const std::string &said)
{
    QStringList lines = QString::fromStdString(said).split(u'\n', Qt::SkipEmptyParts);
    while (lines.size() > 2)
        lines.removeFirst();
    return lines.join(u' ').simplified().right(LongestQuote);
}

} // namespace

void EncoderProgress::append(std::string_view text)
{
    constexpr std::string_view Key = "frame=";
    for (const char c : text) {
        if (c != '\n') {
            if (m_line.size() < LongestLine)
                m_line += c;
            continue;
        }
        if (m_line.starts_with(Key)) {
            const std::size_t begin = m_line.find_first_not_of(' ', Key.size());
            if (begin != std::string::npos)
                std::from_chars(m_line.data() + begin, m_line.data() + m_line.size(), m_frames);
        }
        m_line.clear();
    }
}

bool saysDiskIsFull(const link::ExitStatus &status, std::string_view said)
{
    constexpr std::array<std::string_view, 3> Complaints{"No space left on device",
                                                         "Disk quota exceeded", "File too large"};
    for (const std::string_view complaint : Complaints) {
        if (said.find(complaint) != std::string_view::npos)
            return true;
    }
    return status.signal == SIGXFSZ;
}

RecordingProblem encoderFailure(const link::ExitStatus &status, const std::string &said,
                                std::uint64_t framesWritten)
{
    if (saysDiskIsFull(status, said))
        return {QStringLiteral("the disk was full after %1 frames").arg(framesWritten),
                QStringLiteral("free some space or record into another folder")};
    const QString quote = quoteOf(said);
    const QString how = QString::fromStdString(status.clause());
    return {QStringLiteral("ffmpeg %1 after %2 frames%3")
                .arg(how, QString::number(framesWritten),
                     quote.isEmpty() ? QString{} : QStringLiteral(" and said \"%1\"").arg(quote)),
            QStringLiteral("record it again")};
}

} // namespace cownscope::ui
