// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/files/file_error.h"

namespace cownscope::lab {

// A file that holds something else than it should is refused like one that cannot be read.
using ResultError = FileError;

} // namespace cownscope::lab
