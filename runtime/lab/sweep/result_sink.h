// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "lab/files/output_stream.h"
#include "lab/results/result_document.h"

namespace cownscope::lab {

// Where the document of a sweep goes. What is measured is not lost because a disk is full or a
// folder is gone: when the file cannot be written any more, others are tried: beside the temporary
// files, in the home folder, in the working folder. A pipe or a device gets one document, the last.
class ResultSink
{
public:
    using Tell = std::function<void(const std::string &sentence)>;

    // An empty path keeps nothing on disk.
    ResultSink(std::filesystem::path path, Tell tell);

    // Writes for the first time, before anything is measured: throws ResultError if it cannot.
    void open(const Document &document);

    // The same where the path is one that the program proposes: a file that nothing else is.
    void openNew(const Document &document);

    // False if no place could be written to, which is told once; later calls try all places again,
    // the wanted one first.
    bool keep(const Document &document);

    // For the last document, after it was kept.
    bool complete(const Document &document);

    // Where the last document is that could be written.
    const std::filesystem::path &path() const { return m_path; }

private:
    std::vector<std::filesystem::path> otherPlaces() const;
    bool keepElsewhere(const Document &document, const std::string &problem);
    bool keepAt(const std::filesystem::path &place, const Document &document, bool numbered);

    std::filesystem::path m_wanted;
    std::filesystem::path m_path;
    std::optional<OutputStream> m_stream; // open from the beginning on: who reads waits for it
    Tell m_tell;
    bool m_lost = false;
};

} // namespace cownscope::lab
