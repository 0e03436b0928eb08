// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "lab/files/file_error.h"

namespace cownscope::lab {

// What was to be printed is lost.
class OutputLost : public FileError
{
public:
    explicit OutputLost(const std::string &reason)
        : FileError("cannot write to standard output: " + reason)
        , m_reason(reason)
    { }

    const std::string &reason() const { return m_reason; } // without a name of what was lost

private:
    std::string m_reason;
};

// Writes all of the text to standard output, at once. False, without a signal, if the reader has
// closed its end of a pipe: it has read what it wanted. Throws OutputLost on every other failure.
bool print(std::string_view text);

} // namespace cownscope::lab
