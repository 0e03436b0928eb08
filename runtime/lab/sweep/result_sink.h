// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/files/output_stream.h"
#include "lab/results/result_document.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace cownscope::lab {

// Saves the document of a sweep. If the file cannot be written any more (the disk is full, or the
// folder is gone), other places are tried: the folder for temporary files, the home folder, the
// working folder. A pipe or a device gets only the last document.
class ResultSink
{
public:
    using Tell = std::function<void(const std::string &sentence)>;

    // With an empty path, nothing is saved.
    ResultSink(std::filesystem::path path, Tell tell);

    // Writes the first document, before anything is measured. Throws ResultError if that fails.
    void open(const Document &document);

    // The same for a path that the program chose: makes a new file with an unused name.
    void openNew(const Document &document);

    // Saves a document. False if no place is writable, which is reported once; later calls try all
    // places again, the original one first.
    bool keep(const Document &document);

    // Call for the last document, after keep().
    bool complete(const Document &document);

    // The path of the last document that was saved.
    const std::filesystem::path &path() const { return m_path; }

private:
    std::vector<std::filesystem::path> otherPlaces() const;
    bool keepElsewhere(const Document &document, const std::string &problem);
    bool keepAt(const std::filesystem::path &place, const Document &document, bool numbered);

    std::filesystem::path m_wanted;
    std::filesystem::path m_path;
    std::optional<OutputStream> m_stream; // open from the beginning, since the reader waits for it
    Tell m_tell;
    bool m_lost = false;
};

} // namespace cownscope::lab
