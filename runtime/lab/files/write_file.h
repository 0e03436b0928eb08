// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <string_view>

#include "lab/files/output_stream.h"

namespace cownscope::lab {

// Everything that the programs write to a file goes through the functions here, whatever stands at
// the path:
//
//     nothing        a file is made, with the missing folders
//     a file         it is replaced: whoever opens it sees the old one or the whole new one. Mode,
//                    owner and extended attributes are kept
//     a link         what it leads to is written; a dangling one gets its file
//     a device, a pipe   it is written into, and stays what it is
//     a folder, a socket, a disk   is refused
//
// A file is written beside, flushed to the disk and renamed. Where that cannot be, as in a folder
// that cannot be written to, or would change what the file is (it has several hard links, or an
// owner that cannot be given to another file), the file itself is overwritten. Whoever may not
// write a file may not replace it either.
//
// All throw FileError. `patience` is for pipes: see OutputStream.

void writeFile(const std::filesystem::path &path, std::string_view contents,
               OutputStream::Patience patience = std::chrono::seconds(1));

// Gives a complete file, which another program may have written, the place of `path`. It should be
// in the folder of targetOf(path).place; it is gone afterwards. Only a file can be replaced.
void placeFile(const std::filesystem::path &made, const std::filesystem::path &path);

// Whether writeFile could write there now, in a folder that exists; changes nothing.
void checkWritable(const std::filesystem::path &path);

} // namespace cownscope::lab
