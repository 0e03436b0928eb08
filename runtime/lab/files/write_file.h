// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lab/files/output_stream.h"

#include <chrono>
#include <filesystem>
#include <string_view>

namespace cownscope::lab {

// All files of the programs are written with these functions. What happens depends on the path:
//
//     nothing        a file is made, with the missing folders
//     a file         it is replaced: readers see either the old file or the complete new one.
//                    Mode, owner and extended attributes are kept
//     a link         its target is written; a dangling link gets its file
//     a device, a pipe             it is written to
//     a folder, a socket, a disk   an error
//
// A file is written under a temporary name, flushed to the disk and renamed. If that is not
// possible (for example in a read-only folder), or would change the file (it has several hard
// links, or its owner cannot be kept), the file itself is overwritten. A file without write
// permission is not replaced either.
//
// All throw FileError. `patience` is for pipes: see OutputStream.

void writeFile(const std::filesystem::path &path, std::string_view contents,
               OutputStream::Patience patience = std::chrono::seconds(1));

// Moves a complete file, which another program may have written, to `path`. It should be in the
// folder of targetOf(path).place. Only a regular file can be replaced.
void placeFile(const std::filesystem::path &made, const std::filesystem::path &path);

// Throws if writeFile could not write there now, in an existing folder; changes nothing.
void checkWritable(const std::filesystem::path &path);

} // namespace cownscope::lab
