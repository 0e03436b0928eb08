// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/files/file_error.h"

#include <string>
#include <string_view>

namespace cownscope::lab {

// Output could not be printed.
class OutputLost : public FileError
{
public:
    explicit OutputLost(const std::string &reason)
        : FileError("cannot write to standard output: " + reason)
        , m_reason(reason)
    { }

    const std::string &reason() const { return m_reason; } // without naming the output

private:
    std::string m_reason;
};

// Writes the whole text to standard output, unbuffered. False, without SIGPIPE, if the reader has
// closed its end of a pipe. Throws OutputLost on every other failure.
bool print(std::string_view text);

} // namespace cownscope::lab
