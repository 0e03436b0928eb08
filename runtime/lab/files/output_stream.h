// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <string_view>

#include "link/descriptor.h"

namespace cownscope::lab {

// A pipe or a device that is written into. Nothing here waits for ever: not for somebody who opens
// the other end of a pipe, and not for somebody who reads.
class OutputStream
{
public:
    using Patience = std::chrono::milliseconds;

    // Throws FileError, also if nobody opens the pipe for reading in this time.
    OutputStream(const std::filesystem::path &path, Patience patience);

    // All of it. Throws FileError, also if nothing is taken for this time, and without a signal if
    // nobody reads any more.
    void write(std::string_view contents, Patience patience);

private:
    std::filesystem::path m_path; // as it was given
    link::Descriptor m_descriptor;
};

} // namespace cownscope::lab
