// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include <sys/types.h>

namespace cownscope::lab {

// What stands where a path leads to, for whoever is to write there.
struct Target
{
    enum class Kind {
        Nothing,     // a new file can be made
        File,        // a regular one
        Stream,      // a pipe or a character device: it is written into
        Folder,      //
        Socket,      // neither of these three can be written
        BlockDevice, //
    };

    Kind kind = Kind::Nothing;
    std::filesystem::path place; // the path at the end of all symbolic links
    bool throughLink = false;
    bool isOpenFile = false; // a link of /proc to what a process has open, such as /dev/stdout

    // It is written into from where it stands: there is no place to put another file.
    bool isStream() const
    {
        return kind == Kind::Stream || (isOpenFile && (kind == Kind::File || kind == Kind::Socket));
    }
};

// Throws FileError if nobody can say, for example in a folder that may not be searched.
Target targetOf(const std::filesystem::path &path);

// "a folder", "a pipe", …, for files that are none.
const char *nameOfKind(mode_t mode);

// Refuses what can neither be replaced nor written into. Throws FileError.
void refuseUnlessWritable(const std::filesystem::path &path, const Target &target);

} // namespace cownscope::lab
