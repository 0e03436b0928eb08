// SPDX-License-Identifier: GPL-3.0-or-later
#include "lab/sweep/result_sink.h"

#include "lab/files/new_file.h"
#include "lab/files/target.h"
#include "lab/results/result_file.h"
#include "lab/results/result_json.h"

#include <cstdlib>
#include <utility>

namespace cownscope::lab {

namespace {

constexpr auto OpeningPatience = std::chrono::seconds(1);
constexpr auto ReadingPatience = std::chrono::seconds(10);

} // namespace

ResultSink::ResultSink(std::filesystem::path path, Tell tell)
    : m_tell(std::move(tell))
{
    // Absolute, since the working folder may be gone before there is a result.
    std::error_code error;
    m_wanted = path.empty() ? path : std::filesystem::absolute(path, error);
    m_path = m_wanted;
}

void ResultSink::open(const Document &document)
{
    if (m_path.empty())
        return;
    if (targetOf(m_path).isStream())
        m_stream.emplace(m_path, OpeningPatience);
    else
        writeResultFile(m_path, document);
}

void ResultSink::openNew(const Document &document)
{
    m_path = m_wanted = claimNewFile(m_wanted);
    try {
        open(document);
    } catch (...) {
        removeFile(m_path);
        throw;
    }
}

std::vector<std::filesystem::path> ResultSink::otherPlaces() const
{
    std::vector<std::filesystem::path> folders;
    std::error_code error;
    folders.push_back(std::filesystem::temp_directory_path(error));
    if (const char *home = std::getenv("HOME"))
        folders.emplace_back(home);
    folders.push_back(std::filesystem::current_path(error));
    std::vector<std::filesystem::path> places{m_wanted};
    for (const auto &folder : folders) {
        if (!folder.empty())
            places.push_back(folder / m_wanted.filename());
    }
    return places;
}

// In other folders, a file of this name is not ours and must not be overwritten.
bool ResultSink::keepAt(const std::filesystem::path &place, const Document &document, bool numbered)
{
    std::filesystem::path claimed;
    try {
        if (place != m_wanted) {
            if (numbered)
                claimed = claimNewFile(place);
            else if (claimFile(place))
                claimed = place;
            else
                return false;
        }
        m_path = claimed.empty() ? place : claimed;
        writeResultFile(m_path, document);
        return true;
    } catch (const std::exception &) {
        if (!claimed.empty())
            removeFile(claimed);
        return false;
    }
}

bool ResultSink::keepElsewhere(const Document &document, const std::string &problem)
{
    const std::filesystem::path before = m_path;
    for (const bool numbered : {false, true}) {
        for (const auto &place : otherPlaces()) {
            if (place == before || !keepAt(place, document, numbered))
                continue;
            m_tell(problem + "; the results go to " + m_path.string() + " instead");
            m_lost = false;
            return true;
        }
    }
    m_path = before;
    if (!std::exchange(m_lost, true))
        m_tell(problem + ", and no other place is writable either");
    return false;
}

bool ResultSink::keep(const Document &document)
{
    if (m_wanted.empty() || m_stream)
        return true;
    try {
        writeResultFile(m_path, document);
        m_lost = false;
        return true;
    } catch (const std::exception &error) {
        return keepElsewhere(document, error.what());
    }
}

bool ResultSink::complete(const Document &document)
{
    if (!m_stream)
        return !m_lost;
    try {
        m_stream->write(toText(document), ReadingPatience);
        m_stream.reset();
        return true;
    } catch (const std::exception &error) {
        m_stream.reset();
        return keepElsewhere(document, error.what());
    }
}

} // namespace cownscope::lab
