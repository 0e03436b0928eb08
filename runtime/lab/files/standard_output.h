// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "lab/files/file_error.h"

namespace cownscope::lab {

// What was to be printed is lost.
class OutputLost : public FileError
{
public:
    using FileError::FileError;
};

// Writes all of the text to standard output, at once. False, without a signal, if the reader has
// closed its end of a pipe: it has read what it wanted. Throws OutputLost on every other failure.
bool print(std::string_view text);

} // namespace cownscope::lab
