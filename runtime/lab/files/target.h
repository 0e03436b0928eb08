// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include <sys/types.h>

namespace cownscope::lab {

// What a path leads to, for writing there.
struct Target
{
    enum class Kind {
        Nothing,     // a new file can be made
        File,        // a regular file
        Stream,      // a pipe or a character device, which is written to
        Folder,      //
        Socket,      // none of these three can be written
        BlockDevice, //
    };

    Kind kind = Kind::Nothing;
    std::filesystem::path place; // the path at the end of all symbolic links
    bool throughLink = false;
    bool isOpenFile = false; // a link in /proc to a descriptor of a process, such as /dev/stdout

    // True if it is written to at its current position instead of being replaced.
    bool isStream() const
    {
        return kind == Kind::Stream || (isOpenFile && (kind == Kind::File || kind == Kind::Socket));
    }
};

// Throws FileError if that cannot be determined, for example in an inaccessible folder.
Target targetOf(const std::filesystem::path &path);

// "a folder", "a pipe", …, for anything but a regular file.
const char *nameOfKind(mode_t mode);

// Throws FileError if the target can neither be replaced nor written to.
void refuseUnlessWritable(const std::filesystem::path &path, const Target &target);

} // namespace cownscope::lab
