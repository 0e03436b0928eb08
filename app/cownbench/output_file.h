// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/files/output_stream.h"

#include <filesystem>
#include <optional>
#include <string>

namespace cownscope::bench {

// A file that is complete at any time while its contents grow. A pipe or a device gets only the
// last contents.
class OutputFile
{
public:
    // With an empty path, nothing is written. Throws lab::FileError if it cannot be written.
    OutputFile(const std::string &path, const std::string &contents);

    // Reports on standard error if it fails; later calls try again.
    void keep(const std::string &contents);

    // For the last contents. Prints them if they could not be written, and returns false.
    bool complete(const std::string &contents);

private:
    bool write(const std::string &contents);

    std::filesystem::path m_path;
    std::optional<lab::OutputStream> m_stream; // open from the beginning: its reader waits for it
    bool m_hasFailed = false;
};

} // namespace cownscope::bench
