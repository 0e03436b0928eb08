// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/files/file_error.h"

namespace cownscope::lab {

// Invalid contents are reported like a file that cannot be read.
using ResultError = FileError;

} // namespace cownscope::lab
