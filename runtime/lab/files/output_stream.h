// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/descriptor.h"

#include <chrono>
#include <filesystem>
#include <string_view>

namespace cownscope::lab {

// A pipe or a device to write to. Never waits for ever, neither for a reader to open the pipe nor
// for it to read.
class OutputStream
{
public:
    using Patience = std::chrono::milliseconds;

    // Throws FileError, also if nobody opens the pipe for reading within `patience`.
    OutputStream(const std::filesystem::path &path, Patience patience);

    // Writes everything. Throws FileError, also if nothing is read for `patience`, or if the reader
    // is gone (without raising SIGPIPE).
    void write(std::string_view contents, Patience patience);

private:
    std::filesystem::path m_path; // as passed
    link::Descriptor m_descriptor;
};

} // namespace cownscope::lab
